import type { Build } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { putAfter, skeleton, unanswered } from '../taint.ts';

const ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'url-quoted',
  'substituted',
  'member',
  'pattern',
  'vetted',
  'denied',
]);

/** A header with a hyphen, as nothing else has. */
const HEADER = /(^|\n)[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+: ?[^\r\n]*$/;

/** Also the headers of one word, where the string is clearly a message. */
const ANY_HEADER =
  /(^|\n)([A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+|Location|Subject|To|From|Cc|Bcc|Host): ?[^\r\n]*$/;

const builds = ({ value, state }: Build): boolean => {
  const text = skeleton(value) ?? '';
  const headers = /\r\n|^(GET|POST|HTTP)\b/.test(text) ? ANY_HEADER : HEADER;
  return unanswered(putAfter(value, headers), state, ANSWERS) !== undefined;
};

export const headerInjection: Rule = {
  id: 'py/header-injection',
  cwes: [113, 93],
  severity: 'medium',
  confidence: 'medium',
  message:
    'Data from outside is put into a header and may bring line breaks, and so more headers. Refuse or remove CR and LF.',
  on: { build: builds },
};
