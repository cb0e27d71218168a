import { isCommandLine } from '../../knowledge/commands.ts';
import { child, type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite, TextChange } from '../edit.ts';
import { type Call, callsIn, replace, wrap } from '../kit/calls.ts';
import { joinedWords, shellCommandOf } from '../kit/commands.ts';
import { isHarmless, passThrough } from '../kit/holes.ts';
import { type Reached, reach } from '../kit/reach.ts';
import { type Built, builtFrom, type Hole, isLiteral, type Piece, skeletonOf } from '../kit/strings.ts';
import { asText, isNumber } from '../kit/types.ts';
import { valuesOf } from '../kit/values.ts';
import { functionAround, type Source } from '../source.ts';

const QUOTES = /^(shlex\.(quote|join)|pipes\.quote|subprocess\.list2cmdline)$/;

const isQuoted = (source: Source, node: Node): boolean =>
  valuesOf(source, node).some(
    (value) =>
      value.kind === 'call' &&
      value.children[0] !== undefined &&
      QUOTES.test(source.nameOf(value.children[0]) ?? ''),
  );

/** The quotes right around a hole, which `shlex.quote` takes the place of. */
const quotesAround = (pieces: readonly Piece[], at: number): readonly TextChange[] | undefined => {
  const [before, after] = [pieces[at - 1], pieces[at + 1]];
  const open = before?.kind === 'text' ? /\\?(['"])$/.exec(before.raw) : null;
  const close = after?.kind === 'text' ? /^\\?(['"])/.exec(after.raw) : null;
  if (before === undefined || after === undefined || open === null || close === null || open[1] !== close[1])
    return undefined;
  return [
    { start: before.end - open[0].length, end: before.end, text: '' },
    { start: after.start, end: after.start + close[0].length, text: '' },
  ];
};

/** Whether the shell is inside quotes where a piece begins. */
const isInQuotes = (pieces: readonly Piece[], at: number): boolean => {
  let mark = '';
  for (const piece of pieces.slice(0, at)) {
    for (const letter of piece.kind === 'text' ? piece.raw.replaceAll(/\\(['"])/g, '$1') : '') {
      if (mark === letter) mark = '';
      else if (mark === '' && /['"]/.test(letter)) mark = letter;
    }
  }
  return mark !== '';
};

const changesAt = (
  source: Source,
  { pieces }: Built,
  hole: Hole,
  quote: string,
  join: string,
): readonly TextChange[] | undefined => {
  if (isHarmless(source, hole) || isQuoted(source, hole.value)) return [];
  const at = pieces.indexOf(hole);
  const around = isInQuotes(pieces, at) ? quotesAround(pieces, at) : [];
  if (around === undefined) return undefined;
  const words = joinedWords(source, hole.value);
  const passed = words
    ? [replace(hole.value, `${join}(${words.text})`)]
    : passThrough(source, hole, `${quote}(`);
  return passed && [...around, ...passed];
};

const ofBuilt = (source: Source, about: Node, built: Built): EditSite | undefined => {
  const quote = reach(source, built.node, 'shlex.quote');
  const join = reach(source, built.node, 'shlex.join');
  if (quote === undefined || join === undefined) return undefined;
  const changes = built.pieces.map((piece) =>
    piece.kind === 'hole' ? changesAt(source, built, piece, quote.text, join.text) : [],
  );
  if (changes.includes(undefined)) return undefined;
  return siteOf(
    [about, built.node],
    changes.flatMap((each) => each ?? []),
    quote,
  );
};

const siteOf = (
  about: readonly Node[],
  changes: readonly TextChange[],
  { text: _, ...needs }: Reached,
): EditSite | undefined =>
  changes.length > 0
    ? { about, what: 'quote what becomes part of the command line', changes, ...needs }
    : undefined;

/** What a call hands to a shell, where it is put together. */
const ofCall = (source: Source, call: Call): readonly EditSite[] => {
  const command = shellCommandOf(call);
  if (command === undefined) return [];
  return valuesOf(source, command).flatMap((value) => {
    const built = builtFrom(value);
    return (built && ofBuilt(source, call.node, built)) ?? [];
  });
};

/** `base_command.format(name=name)` */
const ofTemplate = (source: Source, call: Call): readonly EditSite[] => {
  const [object] = call.callee.kind === 'attribute' ? operands(call.callee) : [];
  if (object?.kind !== 'identifier' || call.method !== 'format' || !/command|cmd\b|shell/i.test(object.text))
    return [];
  const quote = reach(source, call.node, 'shlex.quote');
  const values = [...call.args, ...[...call.keywords.values()].map(({ value }) => value)];
  const open = values.filter(
    (value) => !isLiteral(value) && !isNumber(source, value) && !isQuoted(source, value),
  );
  if (quote === undefined) return [];
  const changes = open.flatMap((value) =>
    asText(source, value) === value.text
      ? wrap(value, `${quote.text}(`, ')')
      : wrap(value, `${quote.text}(str(`, '))'),
  );
  const site = siteOf([call.node], changes, quote);
  return site ? [site] : [];
};

/** A command line that a function named for it makes for its caller. */
const ofReturn = (source: Source, node: Node): readonly EditSite[] => {
  const value = node.kind === 'return_statement' ? operands(node)[0] : undefined;
  const owner = value && child(functionAround(source, node) ?? node, 'identifier')?.text;
  if (value === undefined || !/command|cmd|shell|script/i.test(owner ?? '')) return [];
  return valuesOf(source, value).flatMap((each) => {
    const built = builtFrom(each);
    return (built && isCommandLine(skeletonOf(built)) && ofBuilt(source, node, built)) || [];
  });
};

/**
 * Values that are put into a command line pass through `shlex.quote`, so that the shell takes each as one word and
 * nothing more. Quotes that stood around them go. A value that was several words on purpose becomes one.
 */
export const shellQuote: Edit = {
  id: 'shell-quote',
  title: 'Quote what is put into command lines',
  cwes: [78, 77, 88, 74],
  keeps: 'purpose',
  sites: (source) => [
    ...callsIn(source).flatMap((call) => [...ofCall(source, call), ...ofTemplate(source, call)]),
    ...source.nodes.flatMap((node) => ofReturn(source, node)),
  ],
};
