import { isValuePlace } from '../../knowledge/sql.ts';
import type { TextChange } from '../edit.ts';
import type { Source } from '../source.ts';
import { isColumn, isPart, isPlainStatement, isSql, isTyped, unescaped } from './sql-values.ts';
import { type Built, type Hole, type Piece, prefixOf, skeletonOf, type Text } from './strings.ts';
import { asText } from './types.ts';

/** Values that a statement takes as parameters, in their order, and how its text changes. */
export type Parameters = { readonly values: readonly string[]; readonly changes: readonly TextChange[] };

/** A quoted piece of a statement, from its opening quote to its closing one, with values in it. */
type Slot = {
  readonly first: number;
  readonly last: number;
  /** How much of the texts at both ends belongs to it. */
  readonly before: number;
  readonly after: number;
};

/**
 * Puts placeholders where a statement has values: `name = '{name}'` becomes `name = ?`. Names of tables and columns
 * are left. Undefined where nothing could be put, or where what is left stands in the way.
 *
 * @param mark `?` or `%s`
 */
export const putPlaceholders = (source: Source, built: Built, mark: string): Parameters | undefined => {
  const { pieces } = built;
  const slots = isPlainStatement(skeletonOf(built)) ? slotsOf(source, pieces) : undefined;
  if (slots === undefined) return undefined;
  const holes = pieces.filter(({ kind }) => kind === 'hole').length;
  const filled = slots.reduce((sum, slot) => sum + holesIn(pieces, slot), 0);
  if (slots.length === 0 || (built.applied && filled < holes)) return undefined;
  const values = slots.map((slot) => parameterOf(source, built, slot));
  if (values.includes(undefined)) return undefined;
  const changes = slots.map((slot) => slotChange(pieces, slot, mark));
  if (changes.includes(undefined)) return undefined;
  return {
    values: values.flatMap((value) => value ?? []),
    changes: [...changes.flatMap((change) => change ?? []), ...plainChanges(built, slots, mark)],
  };
};

const holesIn = (pieces: readonly Piece[], { first, last }: Slot): number =>
  pieces.slice(first, last + 1).filter(({ kind }) => kind === 'hole').length;

const isList = ({ value }: Hole): boolean =>
  /join\(|^\w*(ids|list|values|names|columns|placeholders)$/.test(value.text);

/**
 * Where values stand: alone, or in quotes with text and other values around them. Undefined where what is put in is a
 * part of something, or several values.
 */
const slotsOf = (source: Source, pieces: readonly Piece[]): readonly Slot[] | undefined => {
  const slots: Slot[] = [];
  let before = '';
  let at = 0;
  while (at < pieces.length) {
    const piece = pieces[at];
    if (piece === undefined) break;
    if (piece.kind === 'text') {
      before += piece.raw;
      at += 1;
      continue;
    }
    const quoted = quotedSlot(pieces, at, before);
    if (quoted) {
      const after = textAt(pieces, quoted.last + 1).slice(quoted.after);
      if (isTyped(before.slice(0, before.length - quoted.before)) || isPart('', after, piece.value))
        return undefined;
      slots.push(quoted);
    } else if (openQuote(before) === undefined && isValuePlace(before) && !isList(piece)) {
      const after = textAt(pieces, at + 1);
      if (isPart(unescaped(before), after, piece.value)) return undefined;
      if (!isColumn(before, after) && !isSql(source, piece.value))
        slots.push({ first: at, last: at, before: 0, after: 0 });
    }
    const end = quoted?.last ?? at;
    for (const each of pieces.slice(at, end + 1)) before += each.kind === 'text' ? each.raw : '\0';
    at = end + 1;
  }
  return slots;
};

/** What is written there, `\0` for a value. */
const textAt = (pieces: readonly Piece[], at: number): string =>
  skeletonOf({ pieces: pieces.slice(at, at + 2) });

/** The quote that a statement stands in where it ends, and where that was opened. */
const openQuote = (text: string): { readonly mark: string; readonly at: number } | undefined => {
  let open: { readonly mark: string; readonly at: number } | undefined;
  for (const { 0: mark, index } of text.matchAll(/['"]/g)) {
    if (open === undefined) open = { mark, at: index };
    else if (open.mark === mark) open = undefined;
  }
  return open;
};

/** A hole in quotes: from the text that opens them to the one that closes them. Double ones may hold a name instead. */
const quotedSlot = (pieces: readonly Piece[], at: number, before: string): Slot | undefined => {
  const open = openQuote(before);
  const text = pieces[at - 1];
  const inside = open === undefined ? 0 : before.length - open.at;
  if (open === undefined || text?.kind !== 'text' || inside > text.raw.length) return undefined;
  if (open.mark === '"' && !isValuePlace(before.slice(0, open.at))) return undefined;
  const opening = inside + (/\\$/.test(before.slice(0, open.at)) ? 1 : 0);
  for (let last = at; last + 1 < pieces.length; last += 1) {
    const next = pieces[last + 1];
    const closing = next?.kind === 'text' ? next.raw.indexOf(open.mark) + 1 : 0;
    if (closing > 0) return { first: at, last, before: opening, after: closing };
  }
  return undefined;
};

/** The text of a value inside the quotes around it, as it would stand in an f-string. */
const textBefore = (pieces: readonly Piece[], { first, before }: Slot): string => {
  const text = pieces[first - 1];
  if (before === 0 || text?.kind !== 'text') return '';
  return asField(text, text.raw.slice(text.raw.length - before).replace(/^\\?['"]/, ''));
};

const textAfter = (pieces: readonly Piece[], { last, after }: Slot): string => {
  const text = pieces[last + 1];
  return after > 0 && text?.kind === 'text'
    ? asField(text, text.raw.slice(0, after).replace(/\\?['"]$/, ''))
    : '';
};

const asField = ({ literal }: Text, raw: string): string =>
  /f/i.test(prefixOf(literal)) ? raw : raw.replaceAll(/[{}]/g, '$&$&');

/** The value of a parameter, as Python source. */
const parameterOf = (source: Source, { pieces, applied }: Built, slot: Slot): string | undefined => {
  const inner = pieces.slice(slot.first, slot.last + 1);
  const [only, ...more] = inner;
  const [before, after] = [textBefore(pieces, slot), textAfter(pieces, slot)];
  if (only?.kind === 'hole' && more.length === 0 && before === '' && after === '')
    return slot.before > 0 ? textValue(source, only) : plainValue(only);
  const parts = [
    before,
    ...inner.map((piece) => (piece.kind === 'text' ? asField(piece, piece.raw) : fieldOf(piece))),
    after,
  ];
  if (parts.includes(undefined) || applied?.form === 'format') return undefined;
  const text = applied ? parts.join('').replaceAll('%%', '%') : parts.join('');
  return /["\\\n]/.test(text) ? (/['\\\n]/.test(text) ? undefined : `f'${text}'`) : `f"${text}"`;
};

const plainValue = ({ value, conversion, spec, form }: Hole): string | undefined => {
  const isPlain =
    conversion === undefined && (spec === undefined || (form === 'percent' && /^[sd]$/.test(spec)));
  return isPlain ? value.text : undefined;
};

/** A value that stands in quotes is text: the one that would have stood there. */
const textValue = (source: Source, hole: Hole): string | undefined => {
  const value = hole.spec === 'd' ? undefined : plainValue(hole);
  return value === undefined || hole.form === 'operand' ? value : asText(source, hole.value);
};

const fieldOf = (hole: Hole): string | undefined => {
  const value = plainValue(hole);
  return value === undefined ? undefined : `{${value}}`;
};

/** What stands for the value, with its quotes and the operators around it, becomes the placeholder. */
const slotChange = (pieces: readonly Piece[], slot: Slot, mark: string): TextChange | undefined => {
  const [first, last] = [pieces[slot.first], pieces[slot.last]];
  if (first?.kind !== 'hole' || last === undefined) return undefined;
  const start = first.start - slot.before;
  const end = last.end + slot.after;
  if (first.form !== 'operand') return { start, end, text: mark };
  return operandChange(pieces, slot, mark);
};

/** `"... '" + name + "' ..."`: the literals on both sides become one. */
const operandChange = (pieces: readonly Piece[], slot: Slot, mark: string): TextChange | undefined => {
  const [before, after] = [pieces[slot.first - 1], pieces[slot.last + 1]];
  if (before?.kind !== 'text') return undefined;
  const [open, close] = [before.literal, after?.kind === 'text' ? after.literal : undefined];
  const start = before.end - slot.before;
  if (close === undefined) {
    const last = pieces[slot.last];
    const isEnd = slot.last === pieces.length - 1 && last !== undefined;
    return isEnd ? { start, end: last.end, text: mark + quoteOf(open) } : undefined;
  }
  if (after?.kind !== 'text' || prefixOf(open) !== prefixOf(close)) return undefined;
  return { start, end: after.start + slot.after, text: mark };
};

const quoteOf = (literal: Text['literal']): string => literal.children.at(-1)?.text ?? '';

/** A statement without values is no f-string or template any more: doubled braces and signs become single ones. */
const plainChanges = (built: Built, slots: readonly Slot[], mark: string): readonly TextChange[] => {
  const { pieces } = built;
  const isFilled = (at: number): boolean => slots.some(({ first, last }) => at >= first && at <= last);
  const literals = new Set(pieces.flatMap(({ literal }) => literal ?? []));
  const kept = new Set(
    pieces.flatMap((piece, at) => (piece.kind === 'hole' && !isFilled(at) ? [piece.literal] : [])),
  );
  const prefixes = [...literals].flatMap((literal): TextChange[] => {
    const start = literal.children[0];
    if (kept.has(literal) || start === undefined || !/f/i.test(start.text)) return [];
    return [{ start: start.start, end: start.end, text: start.text.replace(/f/i, '') }];
  });
  const form = built.applied?.form;
  const texts = pieces.flatMap((piece, at): readonly TextChange[] => {
    if (piece.kind === 'hole' || isFilled(at)) return [];
    const from = slots.find(({ last }) => last + 1 === at)?.after ?? 0;
    const to = piece.raw.length - (slots.find(({ first }) => first - 1 === at)?.before ?? 0);
    const isField = form === 'format' || (/f/i.test(prefixOf(piece.literal)) && !kept.has(piece.literal));
    return [...piece.raw.matchAll(/\{\{|\}\}|%%?/g)].flatMap(({ 0: found, index }) => {
      if (index < from || index >= to) return [];
      const text = respelled(found, isField, form === 'percent', mark);
      const start = piece.start + index;
      return text === found ? [] : [{ start, end: start + found.length, text }];
    });
  });
  return [...prefixes, ...texts];
};

/** With parameters that are written `%s`, a sign that means itself is doubled. */
const respelled = (found: string, isField: boolean, isPercent: boolean, mark: string): string => {
  if (/[{}]/.test(found)) return isField ? found.charAt(0) : found;
  if (isPercent) return mark === '?' ? '%' : found;
  return mark === '?' ? found : found.replaceAll('%', '%%');
};
