import { type Node, operands } from '../../syntax/python.ts';
import type { Source } from '../source.ts';
import { type Call, callOf } from './calls.ts';
import { bare, isLiteral } from './strings.ts';
import { valuesOf } from './values.ts';

/**
 * The names that an expression may use, as a call of `eval` gives them: Python source of a dictionary, `''` for none.
 * Undefined where it is no call of Python's `eval` with a text that is not known.
 */
export const evaluated = (source: Source, call: Call): string | undefined => {
  const [code, ...scopes] = call.args;
  if (call.name !== 'eval' && call.name !== 'builtins.eval') return undefined;
  if (code === undefined || isLiteral(bare(code)) || call.splat || call.keywords.size > 0) return undefined;
  if (valuesOf(source, code).some((value) => callOf(source, value)?.name === 'compile')) return undefined;
  const given = scopes.map((scope) => namesIn(source, scope)).filter((text) => text !== '');
  const [only = '', ...more] = given;
  return more.length === 0 ? only : `{${given.map((text) => `**${text}`).join(', ')}}`;
};

/** A scope that only takes functions away gives no names. */
const namesIn = (source: Source, scope: Node): string => {
  const values = valuesOf(source, scope);
  const isEmpty = values.length > 0 && values.every(givesNothing);
  return isEmpty || scope.text === 'None' ? '' : scope.text;
};

const givesNothing = (value: Node): boolean =>
  value.kind === 'dictionary' &&
  operands(value).every(
    (pair) => pair.kind === 'pair' && /^['"]__builtins__['"]$/.test(operands(pair)[0]?.text ?? ''),
  );
