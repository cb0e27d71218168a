import type { Call } from '../flow/events.ts';
import { type Trait, textOf, type Value } from '../flow/value.ts';
import { slowness } from '../know/regex.ts';
import type { Report, Rule } from '../rule.ts';
import { unanswered } from '../taint.ts';

/** What shows that the data is short, or was made from a few letters. */
const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'digest', 'bounded', 'member']);

const APPLIES = /^(match|fullmatch|search|findall|finditer|sub|subn|split)$/;

/** The pattern of a call, and what it is applied to. */
const usedOn = ({ name, method, args, receiver }: Call): readonly [Value, Value] | undefined => {
  if (!APPLIES.test(method)) return undefined;
  const replaces = /^subn?$/.test(method) ? 1 : 0;
  const isModule = /^(re|regex)\.\w+$/.test(name);
  const [pattern, data] = isModule ? [args[0], args[1 + replaces]] : [receiver?.items?.[0], args[replaces]];
  const compiled = pattern?.items?.[0] ?? pattern;
  return compiled && data ? [compiled, data] : undefined;
};

const POLYNOMIAL =
  'Time grows with the square of the length of the text. Limit the length of the text, or anchor the pattern.';

const CHOSEN =
  'The pattern comes from outside and may take any time it likes. Pass it through re.escape, or offer a fixed set of patterns.';

/** A stranger's pattern; those of parameters may be the program's own. */
const isChosen = ({ name, args, state }: Call): boolean => {
  const [pattern] = args;
  if (!/^(re|regex)\.(compile|match|fullmatch|search|findall|finditer|subn?|split)$/.test(name) || !pattern)
    return false;
  return unanswered(pattern, state, ESCAPED, ({ source }) => source.origin !== 'parameter') !== undefined;
};

const ESCAPED: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'regex-escaped',
  'member',
  'pattern',
  'vetted',
]);

const judge = (call: Call): Report | boolean => {
  if (isChosen(call)) return { confidence: 'medium', message: CHOSEN };
  const used = usedOn(call);
  if (used === undefined) return false;
  const [pattern, data] = used;
  const text = textOf(pattern);
  if (text === undefined || unanswered(data, call.state, ANSWERS) === undefined) return false;
  const found = slowness(text, /^(full)?match$/.test(call.method));
  if (found === 'polynomial') return { severity: 'low', confidence: 'medium', message: POLYNOMIAL };
  return found === 'exponential';
};

export const slowRegex: Rule = {
  id: 'py/slow-regex',
  cwes: [1333, 400],
  severity: 'medium',
  confidence: 'high',
  message:
    'A short text from outside can keep this pattern busy for years, as it can match in many ways. Let its repeated parts not overlap.',
  on: { call: judge },
};
