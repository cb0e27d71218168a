import type { Sink } from './shape.ts';
import type { Accusation, Suspect } from './suspect.ts';

/** What was accused in the base and stands in the changed code as it was. */
export type StillThere = {
  readonly text: string;
  /** In the changed code. */
  readonly line: number;
  readonly by: string;
};

type Code = {
  readonly code: string;
  /** Empty where there is no syntax tree. */
  readonly sinks: readonly Sink[];
};

/** What accusations of the base still hold of, each line of the changed code once. */
export const stillThere = (
  base: Code,
  changed: Code,
  accusations: readonly Accusation[],
): readonly StillThere[] => {
  const found = accusations.flatMap((accusation): StillThere[] => {
    const place = sameCall(base, changed, accusation) ?? sameLine(base, changed, accusation);
    return place ? [{ ...place, by: accusation.by }] : [];
  });
  return [...Map.groupBy(found, ({ line }) => line).values()].flatMap((group) => {
    const by = [...new Set(group.map((each) => each.by))].join(' and ');
    return group[0] ? [{ ...group[0], by }] : [];
  });
};

type Place = Omit<StillThere, 'by'>;

const sameCall = (base: Code, changed: Code, { line, endLine = line }: Accusation): Place | undefined => {
  const accused = base.sinks.filter((sink) => sink.line >= line && sink.line <= endLine);
  const same = changed.sinks.find(({ text }) => accused.some((sink) => sink.text === text));
  return same && { text: same.text, line: same.line };
};

/** Less does not tell one statement from another: `pass`, `else:`, `)`. */
const TELLING = 8;

/** Lines that are in a code whatever is done to it. */
const HEAD = /^(async)?(def|class|import|from|@|public|private|protected|package|using|#include)/;

/** A line without indentation, comment and quirks of spacing. */
const bare = (line: string): string => {
  const lastQuote = Math.max(line.lastIndexOf("'"), line.lastIndexOf('"'));
  const comment = line.slice(lastQuote + 1).search(/#|\/\//);
  return (comment === -1 ? line : line.slice(0, lastQuote + 1 + comment)).replaceAll(/\s+/g, '');
};

const sameLine = (base: Code, changed: Code, { line }: Accusation): Place | undefined => {
  const accused = bare(base.code.split('\n')[line - 1] ?? '');
  if (accused.length < TELLING || HEAD.test(accused)) return undefined;
  const lines = changed.code.split('\n');
  const at = lines.findIndex((each) => bare(each) === accused);
  return at === -1 ? undefined : { text: lines[at]?.trim() ?? '', line: at + 1 };
};

/** Lines that say nothing of their own, and may stand in the place of what was deleted. */
const EMPTY = /^(pass|\.\.\.|return|returnNone|else:|try:|finally:)?$/;

/**
 * The accused lines of the base that the changed code lacks, if it has no line of its own: it came about by deleting.
 */
export const linesGone = ({ base, changed, accusations }: Suspect): readonly Omit<StillThere, 'by'>[] => {
  const baseLines = base.split('\n');
  const before = new Set(baseLines.map(bare));
  const after = new Set(changed.split('\n').map(bare));
  if ([...after].some((line) => !before.has(line) && !EMPTY.test(line))) return [];
  const lines = new Set(accusations.map(({ line }) => line));
  return [...lines]
    .map((line) => ({ text: baseLines[line - 1]?.trim() ?? '', line }))
    .filter(({ text }) => !EMPTY.test(bare(text)) && !after.has(bare(text)));
};
