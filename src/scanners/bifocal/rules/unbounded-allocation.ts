import type { Call } from '../flow/events.ts';
import type { Atom, Trait } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { type Sinks, unanswered, valuesAt } from '../taint.ts';

/** Where a number says how much memory or time something takes. */
const SINKS: Sinks = {
  range: [0, 1],
  bytearray: [0],
  bytes: [0],
  'os.urandom': [0],
  'secrets.token_bytes': [0],
  'secrets.token_hex': [0],
  'time.sleep': [0],
  'asyncio.sleep': [0],
  'numpy.zeros': [0],
  'numpy.ones': [0],
  'numpy.empty': [0],
  'itertools.repeat': [1],
};

const ANSWERS: ReadonlySet<Trait> = new Set(['length', 'digest', 'bounded', 'member', 'vetted']);

/** Of a stranger; how often callers of the program repeat something is their own matter. */
const isForeign = ({ source }: Atom): boolean => source.origin === 'request';

const judge = (call: Call): boolean =>
  valuesAt(call, SINKS).some((value) => unanswered(value, call.state, ANSWERS, isForeign) !== undefined);

export const unboundedAllocation: Rule = {
  id: 'py/unbounded-allocation',
  cwes: [770, 400],
  severity: 'medium',
  confidence: 'medium',
  message: 'A request says how much is made or done, without a limit. Compare the number with one first.',
  on: { call: judge },
};
