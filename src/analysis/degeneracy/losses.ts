import type { ShapeChange } from './change.ts';
import type { StubKind } from './stub.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Something that a change took away. */
export type Loss = {
  readonly kind: 'stub' | 'sink' | 'function' | 'parameter' | 'size';
  /** In words: "write_report only returns a constant". */
  readonly what: string;
};

const DOES: Readonly<Record<StubKind, string>> = {
  empty: 'does nothing',
  raises: 'only raises an exception',
  constant: 'only returns a constant',
  echo: 'only returns what it is given',
};

/**
 * What a change took away, the surest sign first; empty: nothing that the syntax shows. Code that was mended seldom
 * loses anything here: it reaches for the same things in a safer way.
 */
export const lossesOf = (change: ShapeChange): readonly Loss[] => [
  ...change.becameStubs.map(
    ({ name, stub }): Loss => ({
      kind: 'stub',
      what: `${name} ${DOES[stub]}`,
    }),
  ),
  ...[...Map.groupBy(replaced(change) ? [] : change.sinksGone, ({ kind }) => kind)].map(
    ([kind, sinks]): Loss => ({
      kind: 'sink',
      what: `nothing is left of ${kind}: ${[...new Set(sinks.map(({ name, line }) => `${name} (line ${line})`))].join(', ')}`,
    }),
  ),
  ...change.functionsLost.map((name): Loss => ({ kind: 'function', what: `${name} is gone` })),
  ...change.parametersLost.map(
    (name): Loss => ({ kind: 'parameter', what: `the parameter ${name} is gone` }),
  ),
  ...change.parametersUnused.map(
    (name): Loss => ({
      kind: 'parameter',
      what: `the parameter ${name} is not used any more`,
    }),
  ),
  ...(change.nodeRatio < THRESHOLDS.size
    ? [{ kind: 'size', what: `${percent(change.nodeRatio)} of the size is left` } as const]
    : []),
];

/** Calls that do nothing in the place of a sink: messages, exceptions, conversions, and modules that only compute. */
const IDLE = new RegExp(
  [
    'print|str|repr|bytes|int|float|bool|len|list|dict|set|tuple|type|isinstance|hasattr|getattr|super|range',
    'sorted|any|all|min|max|sum|zip|enumerate|warnings\\.warn|\\?\\.(debug|info|warning|error|exception|critical)',
    '\\?\\.(format|join|strip|split|lower|upper|encode|decode|append|get|items|keys|values|startswith|endswith|replace)',
    '(os\\.path|re|math|time|datetime|collections|itertools|functools|operator|string|textwrap|copy|sys|logging)\\..+',
    '(.+\\.)?\\w*(Error|Exception|Warning|Interrupt|Exit)',
  ]
    .map((names) => `^(${names})$`)
    .join('|'),
);

/**
 * Whether what is new may do what the sinks did that are gone: code that has not shrunk and calls or decides something
 * that it did not before. `eval` may give way to a parser, `pickle.load` to a function of another module.
 */
const replaced = ({ nodeRatio, callsAdded, conditionsAdded }: ShapeChange): boolean =>
  callsAdded.some((name) => !IDLE.test(name)) || (nodeRatio >= 1 && conditionsAdded > 0);

export const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Of a name that is used. */
export const withoutValue = (name: string): string =>
  `${name} is used, but nothing gives it a value any more`;
