import type { Call } from '../flow/events.ts';
import { type Trait, textOf, type Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { unanswered } from '../taint.ts';

const ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'url-quoted',
  'substituted',
  'encoded',
  'member',
  'pattern',
  'vetted',
  'denied',
  'html-escaped',
]);

const LEVELS = /^(debug|info|warning|warn|error|critical|exception|log)$/;

/** `"... %r"` writes line breaks as `\\n`. */
const onlyRepr = (format: Value | undefined): boolean =>
  /^[^%]*(%r[^%]*)+$/.test(format === undefined ? '' : (textOf(format) ?? ''));

/** Parameters are logged everywhere; only what strangers send counts. */
const judge = ({ name, method, args, state }: Call): boolean =>
  LEVELS.test(method) &&
  /\blog/i.test(name) &&
  !onlyRepr(args[0]) &&
  args.some(
    (arg) => unanswered(arg, state, ANSWERS, ({ source }) => source.origin === 'request') !== undefined,
  );

export const logInjection: Rule = {
  id: 'py/log-injection',
  cwes: [117],
  severity: 'low',
  confidence: 'low',
  message:
    'Data from a request is logged as it is and may bring line breaks that look like entries of their own. Remove CR and LF, or log its repr.',
  on: { call: judge },
};
