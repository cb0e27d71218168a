import type { Call, Finished } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import { traitsOfCall } from '../know/traits.ts';
import type { Report, Rule } from '../rule.ts';
import { unanswered } from '../taint.ts';
import { isUnknown } from '../unknowns.ts';

/** Functions that leave HTML in Markdown as it is, unless they are told otherwise. */
const RENDERS = /^(markdown2?\.)?markdown$|^mistune\.html$|^commonmark\.commonmark$|^marko\.convert$/;

const TOLD: readonly string[] = ['safe_mode', 'escape', 'sanitize'];

const ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'html-escaped',
  'member',
  'pattern',
  'vetted',
]);

/** Text of the program's own files may hold what it likes. */
const FROM_FILE = /\b(open|read_text|read|render_template|render_to_string|get_data)\(\)/;

const renders = ({ name, args: [text], keywords, state }: Call): boolean =>
  RENDERS.test(name) &&
  text !== undefined &&
  !TOLD.some((keyword) => keywords.has(keyword)) &&
  !FROM_FILE.test(text.ref ?? '') &&
  (unanswered(text, state, ANSWERS) !== undefined || isUnknown(text, ANSWERS));

/** Whether what a call is given is HTML that was made from Markdown, and what it gives is clean. */
const cleans = ({ name, method, args }: Call): boolean =>
  args.some(({ ref = '' }) => RENDERS.test(ref.replace(/\(\)$/, ''))) &&
  traitsOfCall(name, method, false).some((trait) => ANSWERS.has(trait));

const judge = ({ calls }: Finished): Report | undefined => {
  const call = calls.find(renders);
  return call && !calls.some(cleans) ? { node: call.node } : undefined;
};

export const markdownHtml: Rule = {
  id: 'py/markdown-html',
  cwes: [79],
  severity: 'medium',
  confidence: 'medium',
  message:
    'HTML in Markdown stays as it is, scripts included. Pass the result through nh3.clean or bleach.clean, or the text through html.escape first.',
  on: { finish: judge },
};
