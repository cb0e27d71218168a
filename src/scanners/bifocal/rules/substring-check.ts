import type { Call, Compare } from '../flow/events.ts';
import { textOf } from '../flow/value.ts';
import type { Rule } from '../rule.ts';

const ALLOWED = /allow|trust|permit|valid|white|approved|accept|known|safe|legit/i;

/** `allowed in given`, where `allowed` is one of a list of what may be. */
const judge = ({ operator, left, right }: Compare): boolean =>
  operator === 'in' &&
  left.atoms.length === 0 &&
  /\[\]$/.test(left.ref ?? '') &&
  ALLOWED.test(left.ref ?? '') &&
  right.items === undefined &&
  right.atoms.some(({ traits }) => !traits.has('number'));

const SITE = /^(https?:\/\/)?([a-z0-9-]+\.)+[a-z]{2,}$/i;

const DECIDING = /valid|check|allow|trust|safe|verif|permit|internal|redirect|^_?(is|can)_/i;

/** `"example.org" in url` also holds for `https://evil.test/?example.org`; only where it decides what may be. */
const isPartial = ({ operator, left, right, state }: Compare): boolean =>
  operator === 'in' &&
  SITE.test(textOf(left) ?? '') &&
  right.items === undefined &&
  right.atoms.length > 0 &&
  DECIDING.test(state.frame.info?.name ?? '');

/** `host.endswith("example.org")` also holds for `evil-example.org`, `url.startswith("https://example.org")` for `...org.evil.test`. */
const isHalf = ({ method, receiver, args, state }: Call): boolean => {
  const text = args[0] === undefined ? undefined : textOf(args[0]);
  const isEnd = method === 'endswith' && !text?.startsWith('.');
  const isStart = method === 'startswith' && /^https?:/.test(text ?? '');
  const isData = receiver !== undefined && receiver.atoms.length > 0;
  return isData && (isEnd || isStart) && SITE.test(text ?? '') && DECIDING.test(state.frame.info?.name ?? '');
};

export const substringCheck: Rule = {
  id: 'py/substring-check',
  cwes: [20, 183, 74],
  severity: 'medium',
  confidence: 'medium',
  message:
    'It is enough that an allowed value occurs somewhere in the text, so that anything can stand around it. Compare the whole value.',
  on: { compare: (compare) => judge(compare) || isPartial(compare), call: isHalf },
};
