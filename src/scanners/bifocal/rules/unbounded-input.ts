import { child, codeOf } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import { lookUp } from '../flow/state.ts';
import type { Report, Rule } from '../rule.ts';

/** Takes a message apart. */
const PARSES = /^(split|splitlines|find|index|partition|decode|rsplit|findall)$/;

/** A parameter that is bytes from a peer, as its type says. */
const isBytes = (type: string | undefined): boolean =>
  /^(Optional\[)?(bytes|bytearray|memoryview)\b/.test(type ?? '');

/** A buffer of a fixed size that the module has made. */
const fillsBuffer = ({ node, method, args, state }: Call): boolean => {
  const object = child(node, 'attribute')?.children[0]?.text ?? '';
  const buffer = lookUp(state, object)?.ref ?? '';
  return method === 'extend' && (/^bytearray\(\)/.test(buffer) || /buf/i.test(object)) && args.length === 1;
};

/** A number of parts that must be right limits none of them. */
const countsPartsOnly = (body: string): boolean =>
  /\blen\([^()]*\)\s*[!=]=/.test(body) && !/\blen\([^()]*\)\s*[<>]|[<>]=?\s*len\(/.test(body);

const judge = ({ info, calls, tests }: Finished): Report | undefined => {
  const names = new Set(info.parameters.filter(({ type }) => isBytes(type?.text)).map(({ name }) => name));
  if (names.size === 0) return undefined;
  const bounds = countsPartsOnly(codeOf(info.body)) ? [] : tests.filter(({ trait }) => trait === 'bounded');
  const limited = new Set(bounds.map(({ source }) => source));
  const open = (values: Call['args']): boolean =>
    values.some(({ atoms }) =>
      atoms.some(({ source, direct }) => direct && names.has(source.name) && !limited.has(source.id)),
    );
  const call = calls.find(
    (each) =>
      (PARSES.test(each.method) && each.receiver && open([each.receiver])) ||
      (fillsBuffer(each) && open(each.args)),
  );
  return call && { node: call.node };
};

export const unboundedInput: Rule = {
  id: 'py/unbounded-input',
  cwes: [120, 770, 20],
  severity: 'medium',
  confidence: 'low',
  message:
    'A message of any length is taken apart and kept. Compare its length with a limit before anything else.',
  on: { finish: judge },
};
