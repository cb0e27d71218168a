import { child, type Node } from '../../../syntax/python.ts';
import { type Parameter, parametersOf } from './functions.ts';

/** A parameter whose value another function of the module makes, and what that takes. */
export type RoundTrip = {
  readonly parameter: string;
  readonly maker: string;
  readonly takes: readonly Parameter[];
};

/** Names of functions that make something, and of those that read it. */
const MAKES =
  /^(dump|encode|serialize|pack|save|write|make|create|build|sign|issue|generate|hash|encrypt|compress)/;
const READS = /^(load|decode|deserialize|unpack|read|parse|check|verify|validate|decrypt|decompress|open)/;

/** Parameters for what only the module itself can make. */
const MADE = /token|signature|cookie|record|hash|digest|mac|code|encoded|signed|link|ticket|packed/;

const required = (node: Node): readonly Parameter[] =>
  parametersOf(node).filter(({ fallback, kind }) => fallback === undefined && kind !== 'positional');

const returnsValue = (node: Node): boolean => /\breturn\s+\S/.test(child(node, 'block')?.text ?? '');

/**
 * For a function that checks or reads what another function of its module makes: that function, whose arguments are
 * among the other parameters (`check(user, token)` after `issue(user)`), or are one of its own (`load(cookie)` after
 * `dump(cart)`).
 */
export const roundTripsOf = (
  name: string,
  node: Node,
  functions: ReadonlyMap<string, Node>,
): readonly RoundTrip[] => {
  const names = required(node).map((parameter) => parameter.name);
  return [...functions].flatMap(([maker, made]): readonly RoundTrip[] => {
    const takes = required(made);
    if (maker === name || takes.length === 0 || !returnsValue(made)) return [];
    const isGiven = ({ name: taken }: Parameter): boolean => names.includes(taken);
    const missing = names.filter((each) => !takes.some((taken) => taken.name === each));
    const parameter = missing.find((each) => MADE.test(each)) ?? missing.find(() => names.length === 1);
    if (parameter === undefined) return [];
    const foreign = takes.filter((taken) => !isGiven(taken) || taken.name === parameter);
    const isPair = MAKES.test(maker) && READS.test(name) && foreign.length <= 1;
    const isCheck = takes.every(isGiven) && MADE.test(parameter);
    return isCheck || isPair ? [{ parameter, maker, takes }] : [];
  });
};

/**
 * Python source of arguments in which the other function makes the value.
 *
 * @param entries by name, the source of all arguments
 * @param own source of what the maker takes that is not among them
 */
export const filledBy = (
  { parameter, maker, takes }: RoundTrip,
  entries: readonly (readonly [string, string])[],
  own: string | undefined,
): string => {
  const given = entries.map(([name, source]) => `"${name}": ${source}`).join(', ');
  const isGiven = (name: string): boolean => entries.some(([each]) => each === name);
  const taken = takes.map(({ name }) => `${name}=${isGiven(name) ? `it["${name}"]` : own}`).join(', ');
  return `(lambda it: {**it, "${parameter}": ${maker}(${taken})})({${given}})`;
};
