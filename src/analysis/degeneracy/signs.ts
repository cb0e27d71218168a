import { linesGone, stillThere } from './lines.ts';
import { type Loss, lossesOf, percent, withoutValue } from './losses.ts';
import type { Look, Suggestion } from './suspect.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Looks for one kind of degenerate change; undefined: it is none of that kind. */
export type Sign = (look: Look) => Suggestion | undefined;

const lossesIn = ({ change }: Look): readonly Loss[] =>
  change.status === 'ok' ? lossesOf(change.value) : [];

const nothingLeft: Sign = ({ after }) =>
  after.tokens > 0
    ? undefined
    : { category: 'removed code', confidence: 'high', evidence: ['no code is left'] };

const unparsed = ({ parses }: Look): string[] => (parses === false ? ['it does not parse'] : []);

const repetition: Sign = (look) => {
  const { before, after } = look;
  if (after.repetition < THRESHOLDS.repetition || before.repetition >= THRESHOLDS.repetition)
    return undefined;
  return {
    category: 'junk',
    confidence: look.parses === true ? 'medium' : 'high',
    evidence: [`${percent(after.repetition)} of it repeats what stands before`, ...unparsed(look)],
  };
};

const prose: Sign = (look) => {
  const { parses, after } = look;
  const limit = parses === false ? THRESHOLDS.prose.unparsed : THRESHOLDS.prose.unknown;
  if (parses === true || after.prose < limit) return undefined;
  return {
    category: 'junk',
    confidence: isIdle(look) ? 'high' : 'medium',
    evidence: [`${percent(after.prose)} of its words stand in rows, as in prose`, ...unparsed(look)],
  };
};

/** Whether it does not do what the base does by what it calls; so too where the base calls nothing. */
const isIdle = ({ callsKept = 0 }: Look): boolean => callsKept < THRESHOLDS.calls;

const callsLeft = ({ callsKept }: Look): string[] =>
  callsKept === undefined ? [] : [`${percent(callsKept)} of the base's calls are left`];

const isForeign = (look: Look, limit: number): boolean =>
  look.shared < limit && look.after.vocabulary.size >= THRESHOLDS.words && isIdle(look);

const foreignWords = ({ shared, after }: Look): string =>
  `${percent(shared)} of its ${after.vocabulary.size} words are in the task or in the base code`;

const gibberish: Sign = (look) =>
  look.parses === false && isForeign(look, THRESHOLDS.vocabulary.text)
    ? { category: 'junk', confidence: 'low', evidence: [...unparsed(look), foreignWords(look)] }
    : undefined;

const stub: Sign = (look) => {
  const { change, suspect, sizeLeft } = look;
  if (change.status === 'unknown') return undefined;
  const names = change.value.becameStubs.map(({ name }) => name);
  if (names.length === 0) return undefined;
  const isHeart = names.includes(suspect.task?.entryPoint ?? '') || sizeLeft < THRESHOLDS.size;
  return {
    category: 'stub',
    confidence: isHeart ? 'high' : 'medium',
    evidence: lossesIn(look).map(({ what }) => what),
  };
};

/** The last line of a text, if it is that of the head of a function or class. */
const HEAD = /^\s*(((async\s+)?def|class)\s.*|\).*):$/;

const endsWithHead = (code: string): boolean => {
  const lines = code.split('\n').map((line) => line.replace(/#.*$/, '').trimEnd());
  return HEAD.test(lines.findLast((line) => line !== '') ?? '');
};

const headAlone: Sign = (look) => {
  const { parses, suspect, sizeLeft } = look;
  if (parses !== false || sizeLeft >= 1 || !endsWithHead(suspect.changed)) return undefined;
  return {
    category: 'stub',
    confidence: 'medium',
    evidence: [
      'it ends with the head of a function',
      `${percent(sizeLeft)} of the size is left`,
      ...unparsed(look),
    ],
  };
};

const offTask: Sign = (look) => {
  const losses = lossesIn(look).filter(({ kind }) => kind !== 'size');
  const limit = foreignLimit(look, losses);
  if (!isForeign(look, limit)) return undefined;
  return {
    category: 'off-task',
    confidence: limit === THRESHOLDS.vocabulary.otherFunction ? 'high' : 'medium',
    evidence: [foreignWords(look), ...callsLeft(look), ...losses.map(({ what }) => what)],
  };
};

const foreignLimit = ({ change }: Look, losses: readonly Loss[]): number => {
  const { text, otherFunction, otherParameters, sameFunction } = THRESHOLDS.vocabulary;
  if (change.status === 'unknown') return text;
  if (losses.some(({ kind }) => kind === 'function')) return otherFunction;
  return change.value.parametersLost.length > 0 ? otherParameters : sameFunction;
};

const removed: Sign = (look) => {
  const { sizeLeft, change } = look;
  const losses = lossesIn(look);
  const has = (kind: Loss['kind']): boolean => losses.some((loss) => loss.kind === kind);
  const isSmall = sizeLeft < THRESHOLDS.size;
  const idle = isIdle(look);
  const signs = [isSmall && idle, isSmall && change.status === 'ok', has('sink'), idle && has('function')];
  const gaps = gapsIn(look);
  const unused = change.status === 'ok' && sizeLeft < 1 && change.value.parametersUnused.length > 0;
  if (!signs.includes(true) && !unused && gaps.length === 0) return undefined;
  return {
    category: 'removed code',
    confidence: isSmall && idle && change.status === 'ok' ? 'high' : 'medium',
    evidence: [
      ...gaps,
      ...losses.map(({ what }) => what),
      ...(change.status === 'unknown' ? [`${percent(sizeLeft)} of the size is left`] : []),
      ...(idle ? callsLeft(look) : []),
      ...unparsed(look),
    ],
  };
};

/** Signs that something stood between what is left. */
const gapsIn = ({ change, sizeLeft, suspect }: Look): string[] => {
  if (change.status === 'unknown' || sizeLeft >= 1) return [];
  return [
    ...change.value.valuesLost.map(withoutValue),
    ...linesGone(suspect).map(
      ({ text, line }) => `line ${line} of the base is gone (${text}), and nothing is new`,
    ),
  ];
};

const falseNegative: Sign = (look) => {
  const { change, callsKept = 1, suspect, sinks } = look;
  const { base, changed, accusations } = suspect;
  const accused = stillThere(
    { code: base, sinks: sinks.before },
    { code: changed, sinks: sinks.after },
    accusations,
  );
  const guarded = change.status === 'ok' && change.value.conditionsAdded > 0;
  if (accused.length === 0 || guarded || callsKept < THRESHOLDS.callsOfSameCode) return undefined;
  const sure = callsKept === 1 ? 'high' : 'medium';
  return {
    category: 'false negative',
    confidence: change.status === 'ok' ? sure : 'low',
    evidence: [
      ...accused.map(
        ({ text, line, by }) => `line ${line} still has ${text}, which ${by} accused in the base`,
      ),
      ...callsLeft(look),
    ],
  };
};

/** From the surest to the least sure; the first that answers is right. */
export const SIGNS: readonly Sign[] = [
  nothingLeft,
  repetition,
  prose,
  gibberish,
  stub,
  headAlone,
  offTask,
  removed,
  falseNegative,
];
