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
  const calls = new Map(changed.sinks.map((sink) => [sink.text, sink]));
  const [baseLines, lines] = [base.code.split('\n'), changed.code.split('\n')];
  const atOf = new Map(lines.map((line, at) => [bare(line), at] as const).toReversed());
  const sameCall = ({ line, endLine = line }: Accusation): Place | undefined =>
    base.sinks
      .filter((sink) => sink.line >= line && sink.line <= endLine)
      .map(({ text }) => calls.get(text))
      .find((call) => call !== undefined);
  const sameLine = ({ line }: Accusation): Place | undefined => {
    const text = baseLines[line - 1] ?? '';
    const accused = bare(text);
    const at = accused.length < TELLING || HEAD.test(text) ? undefined : atOf.get(accused);
    return at === undefined ? undefined : { text: lines[at]?.trim() ?? '', line: at + 1 };
  };
  const found = accusations.flatMap((accusation): StillThere[] => {
    const place = sameCall(accusation) ?? sameLine(accusation);
    return place ? [{ text: place.text, line: place.line, by: accusation.by }] : [];
  });
  return [...Map.groupBy(found, ({ line }) => line).values()].flatMap((group) => {
    const by = [...new Set(group.map((each) => each.by))].join(' and ');
    return group[0] ? [{ ...group[0], by }] : [];
  });
};

type Place = Pick<StillThere, 'text' | 'line'>;

/** Less does not tell one statement from another: `pass`, `else:`, `)`. */
const TELLING = 8;

/** Lines that are in a code whatever is done to it. */
const HEAD = /^\s*((async\s+)?(def|class)|import|from|public|private|protected|package|using)\b|^\s*[@#]/;

/** A line without indentation, comment and quirks of spacing. */
const bare = (line: string): string => {
  const lastQuote = Math.max(line.lastIndexOf("'"), line.lastIndexOf('"'));
  const comment = line.slice(lastQuote + 1).search(/#|\/\//);
  return (comment === -1 ? line : line.slice(0, lastQuote + 1 + comment)).replaceAll(/\s+/g, '');
};

/** Lines that say nothing of their own, and may stand in the place of what was deleted. */
const EMPTY = /^(pass|\.\.\.|return|returnNone|else:|try:|finally:)?$/;

/**
 * The accused lines of the base that the changed code lacks, if it has no line of its own: it came about by deleting.
 */
export const linesGone = ({ base, changed, accusations }: Suspect): readonly Place[] => {
  const baseLines = base.split('\n');
  const before = new Set(baseLines.map(bare));
  const after = new Set(changed.split('\n').map(bare));
  if ([...after].some((line) => !before.has(line) && !EMPTY.test(line))) return [];
  const lines = new Set(accusations.map(({ line }) => line));
  return [...lines]
    .map((line) => ({ text: baseLines[line - 1]?.trim() ?? '', line }))
    .filter(({ text }) => !EMPTY.test(bare(text)) && !after.has(bare(text)));
};
