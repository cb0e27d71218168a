import { styleText } from 'node:util';
import { LEVELS } from '../core/finding.ts';
import type { FilePatch, Fixed, Patched, Remaining, Written } from '../engine/patch/file-patch.ts';
import { unifiedDiff } from './unified-diff.ts';
import { visible } from './visible.ts';

type Tone = 'green' | 'yellow' | 'red' | 'dim';

/** It is read on standard error, which may be a file while standard output is a terminal. */
const tint = (tone: Tone, text: string): string => styleText(tone, text, { stream: process.stderr });

const MAX_REASON = 300;

/** One line, with nothing in it that acts on a terminal. */
const inLine = (text: string): string => {
  const line = visible(text.replaceAll(/\s*\n\s*/g, ' / ').trim());
  return line.length <= MAX_REASON ? line : `${line.slice(0, MAX_REASON - 1)}…`;
};

/** What several scanners say of one line, where the same became of it. */
type Group<Item> = {
  readonly line: number;
  readonly items: readonly [Item, ...Item[]];
  readonly why: string;
};

const grouped = <Item extends Fixed | Remaining>(
  items: readonly Item[],
  whyOf: (item: Item) => string,
): Group<Item>[] =>
  [...Map.groupBy(items, (item) => `${item.line} ${whyOf(item)}`).values()].flatMap((group) => {
    const [first, ...others] = group.toSorted(
      (a, b) => LEVELS.indexOf(b.severity) - LEVELS.indexOf(a.severity),
    );
    return first ? [{ line: first.line, items: [first, ...others], why: whyOf(first) }] : [];
  });

const lineOf = <Item extends Fixed | Remaining>(
  name: string,
  word: string,
  { line, items: [first, ...others], why }: Group<Item>,
): string => {
  const rules = [first, ...others].map(({ scanner, rule }) => `${scanner}/${rule}`).join(' ');
  return `${visible(name)}:${line}: ${word} ${inLine(first.message)} [${visible(rules)}] ${inLine(why)}`;
};

/** What became of a file, for a person: a line for each finding, as compilers write them, and one for the file. */
export const patchLines = ({ patch, written }: Patched): string[] => {
  const { name, state, reason, deaf, fixed, remaining } = patch;
  const unheard = deaf.map((why) => `${visible(name)}: ${tint('yellow', 'not judged by')} ${inLine(why)}`);
  if (state === 'unjudged')
    return [
      `${visible(name)}: ${tint('red', 'could not be judged:')} ${inLine(reason ?? 'no reason given')}`,
    ];
  if (state === 'clean') return [...unheard, `${visible(name)}: ${tint('green', 'nothing was found')}`];
  return [
    ...grouped(fixed, ({ by }) => `by: ${by}`).map((group) => lineOf(name, tint('green', 'fixed:'), group)),
    ...grouped(remaining, ({ because }) => `because: ${because}`).map((group) =>
      lineOf(name, tint('red', group.items[0].isNew ? 'new:' : 'remains:'), group),
    ),
    ...unheard,
    summaryOf(patch, written),
  ];
};

const summaryOf = ({ name, before, fixed, remaining, ...patch }: FilePatch, written: Written): string => {
  const parts = [`${fixed.length} of ${before.length} findings fixed, ${remaining.length} remain`];
  if (patch.old === patch.new) parts.push('nothing was changed');
  else if (written === 'written') parts.push('written');
  else if (written !== 'shown') parts.push(tint('red', `not written: ${inLine(written.refused)}`));
  return `${visible(name)}: ${parts.join('; ')}`;
};

/** What became of a file, for other programs. Lines of `before` and `fixed` are those of the old code. */
export const patchJson = ({ patch, written }: Patched): Readonly<Record<string, unknown>> => {
  const { name, language, state, reason, deaf, before, fixed, remaining, accepted, refused, usage, stop } =
    patch;
  return {
    file: name,
    language,
    state,
    ...(reason !== undefined && { reason }),
    findings: { before, after: remaining.map(({ because: _, isNew: __, ...finding }) => finding) },
    fixed,
    remaining,
    notJudgedBy: deaf,
    accepted,
    refused,
    diff: diffOf(patch),
    written: written === 'written',
    ...(typeof written === 'object' && { notWritten: written.refused }),
    usage,
    stop: stop ?? null,
  };
};

/** The change of a file as a patch; empty if there is none. */
export const diffOf = ({ name, old, new: changed }: FilePatch): string => unifiedDiff(name, old, changed);

/** All files together, in one line. */
export const totalLine = (all: readonly Patched[]): string => {
  const words = { clean: 'clean', mended: 'mended', remains: 'with findings left', unjudged: 'not judged' };
  const parts = Object.entries(words).flatMap(([state, word]) => {
    const count = all.filter(({ patch }) => patch.state === state).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return `${all.length} files: ${parts.join(', ')}`;
};
