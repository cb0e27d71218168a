import type { Node } from '../../syntax/python.ts';
import type { TextChange } from '../edit.ts';
import type { Source } from '../source.ts';
import { wrap } from './calls.ts';
import type { Built, Hole } from './strings.ts';
import { bare, isLiteral } from './strings.ts';
import { isNumber, isText } from './types.ts';
import { bindingsOf } from './values.ts';

const CONVERSIONS: Readonly<Record<string, string>> = { '!s': 'str', '!r': 'repr', '!a': 'ascii' };

/** A format that only numbers have. */
const OF_NUMBERS = /[bcdeEfFgGnoxX%,]$/;

/** The values that are put into a text. */
export const holesOf = ({ pieces }: Built): readonly Hole[] =>
  pieces.flatMap((piece) => (piece.kind === 'hole' ? [piece] : []));

/** Whether nothing can hide in what is put in: a number, or a text of the program. */
export const isHarmless = (source: Source, { value, spec, form }: Hole): boolean => {
  if (spec !== undefined && OF_NUMBERS.test(spec) && !(form === 'percent' && /[sra]$/.test(spec)))
    return true;
  return isFixed(source, bare(value)) || isNumber(source, value);
};

/** A text of the program, or a name that stands for nothing else. */
const isFixed = (source: Source, value: Node): boolean => {
  if (isLiteral(value) || /^string\.\w+$/.test(source.nameOf(value) ?? '')) return true;
  const bindings = bindingsOf(source, value);
  return (
    bindings.length > 0 &&
    bindings.every((binding) => binding.kind === 'value' && isLiteral(bare(binding.value)))
  );
};

/**
 * Puts what a hole is filled with through a function that takes text. Undefined where its format stands in the way.
 *
 * @param before the beginning of the call: `html.escape(`
 * @param after its end: `)`
 */
export const passThrough = (
  source: Source,
  hole: Hole,
  before: string,
  after = ')',
): readonly TextChange[] | undefined => {
  const { value, form, conversion, spec, end } = hole;
  if (form === 'percent' && !/^s$/.test(spec ?? '')) return undefined;
  if (form === 'field' && source.code.slice(value.end, end).startsWith('=')) return undefined;
  if (conversion !== undefined) {
    if (form !== 'field') return undefined;
    const dropped = { start: value.end, end: value.end + conversion.length, text: '' };
    return merged(value, `${before}${CONVERSIONS[conversion]}(`, `)${after}`, dropped);
  }
  const isSure = form === 'operand' || isText(source, value);
  return isSure ? wrap(value, before, after) : wrap(value, `${before}str(`, `)${after}`);
};

const merged = (value: Node, before: string, after: string, dropped: TextChange): readonly TextChange[] => [
  { start: value.start, end: value.start, text: before },
  { ...dropped, text: after },
];
