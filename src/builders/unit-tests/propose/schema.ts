import type { JsonSchema } from '../../../models/model.ts';
import type { Parameter } from '../../../syntax/functions.ts';

/** One input of each kind: an answer has room for no others, and for no fewer. */
const KINDS = ['usual', 'another', 'limit', 'empty', 'large', 'refused'] as const;

const SCALAR = { type: ['string', 'integer', 'number', 'boolean', 'null'] };

/** By what an annotation begins with. */
const BY_TYPE: readonly (readonly [RegExp, JsonSchema])[] = [
  [/^str\b/i, { type: 'string' }],
  [/^int\b/, { type: 'integer' }],
  [/^float\b/, { type: 'number' }],
  [/^bool\b/, { type: 'boolean' }],
  [/^list\[\s*str\s*\]$/i, { type: 'array', items: { type: 'string' } }],
  [/^list\[\s*int\s*\]$/i, { type: 'array', items: { type: 'integer' } }],
];

const typeOf = ({ type }: Parameter): JsonSchema | undefined =>
  type === undefined ? SCALAR : BY_TYPE.find(([pattern]) => pattern.test(type.text))?.[1];

/**
 * The form of an answer: small models forget the names of parameters otherwise. Undefined where a parameter may be
 * something that JSON cannot say, or not in a closed form: then the answer is free.
 */
export const schemaOf = (parameters: readonly Parameter[]): JsonSchema | undefined => {
  const named = parameters.map((parameter) => [parameter.name, typeOf(parameter)] as const);
  if (parameters.some(({ star }) => star !== '') || named.some(([, value]) => value === undefined))
    return undefined;
  const input = closed(Object.fromEntries(named));
  return closed(Object.fromEntries(KINDS.map((kind) => [kind, input])));
};

const closed = (properties: Readonly<Record<string, unknown>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
