import { type Node, operands } from '../../syntax/python.ts';
import type { Source } from '../source.ts';
import { bare, builtFrom, isString } from './strings.ts';
import { valuesOf } from './values.ts';

/**
 * Whether a statement can be read here: it takes parameters, and has no comments and no doubled quotes, so that every
 * quote opens or closes a literal.
 */
export const isPlainStatement = (skeleton: string): boolean =>
  !/--|\/\*|#|''|""/.test(unescaped(skeleton)) &&
  !/^[\s(]*(create|alter|drop|pragma|truncate)\b/i.test(skeleton);

/** Text as it is written, without the backslashes before quotes. */
export const unescaped = (text: string): string => text.replaceAll(/\\(['"])/g, '$1');

/** Whether a value without quotes is a part of a name or of a literal, or several values: it is no parameter then. */
export const isPart = (before: string, after: string, value: Node): boolean =>
  /[\w.'"`\0]$/.test(before) ||
  /^(\\?['"]|[\w.`\0(])/.test(after) ||
  /\bin\s*$/i.test(before) ||
  /^(tuple|list|set)$|comprehension$/.test(value.kind) ||
  /^(tuple|list|set|sorted)\(/.test(value.text);

/** Whether text before a quote makes the literal another one than text: `X'...'`, `DATE '...'`. */
export const isTyped = (before: string): boolean =>
  /(\b(date|time|timestamp|interval)\s+|[\w.])$/i.test(before);

/** Whether a value without quotes stands where columns do: what is assigned or compared, or ordered by. */
export const isColumn = (before: string, after: string): boolean =>
  (/[,(]\s*$/.test(before) && /^\s*([=<>!]|(not|is|in|like|ilike|between)\b)/i.test(after)) ||
  /\b(order|group|partition)\s+by\b(?![\s\S]*\b(having|limit|offset|where|when|then)\b)/i.test(before);

/** Whether a value is, or may be, a piece of SQL that the program writes: `x if x is not None else 'NULL'`. */
export const isSql = (source: Source, node: Node): boolean => valuesOf(source, node).some(isWritten);

const isWritten = (node: Node): boolean => {
  const value = bare(node);
  if (isString(value) || builtFrom(value)) return true;
  if (!/^(conditional_expression|boolean_operator)$/.test(value.kind)) return false;
  const [first, second, third] = operands(value);
  const outcomes = value.kind === 'boolean_operator' ? [first, second] : [first, third];
  return outcomes.some((each) => each !== undefined && isWritten(each));
};
