import { isValuePlace, STATEMENT } from '../../knowledge/sql.ts';
import { type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { holesOf } from '../kit/holes.ts';
import { quote } from '../kit/quote.ts';
import { reach } from '../kit/reach.ts';
import { insertBefore, statementAround, step } from '../kit/statements.ts';
import { BUILDS, type Built, builtFrom, skeletonOf } from '../kit/strings.ts';
import { bindingsOf, onlyValue } from '../kit/values.ts';
import { functionAround, type Source } from '../source.ts';

/** A variable that a caller fills, or what is made of it by changing letters. */
const variableOf = (source: Source, node: Node, steps = 3): Node | undefined => {
  if (steps === 0) return undefined;
  if (node.kind === 'call') {
    const [callee] = node.children;
    const [object, method] = callee?.kind === 'attribute' ? operands(callee) : [];
    return object && /^(upper|lower|strip)$/.test(method?.text ?? '')
      ? variableOf(source, object, steps - 1)
      : undefined;
  }
  const bindings = bindingsOf(source, node);
  if (bindings.length > 0 && bindings.every(({ kind }) => kind === 'parameter')) return node;
  const value = onlyValue(source, node);
  return value && variableOf(source, value, steps - 1) && node;
};

/** The names of tables and columns in a statement that come from callers. */
const namesIn = (source: Source, built: Built): readonly Node[] =>
  holesOf(built).flatMap((hole) => {
    const before = skeletonOf({ pieces: built.pieces.slice(0, built.pieces.indexOf(hole)) });
    const isPlain =
      hole.conversion === undefined && before.split("'").length % 2 === 1 && !isValuePlace(before);
    const variable = isPlain ? variableOf(source, hole.value) : undefined;
    return variable ? [variable] : [];
  });

const siteAt = (source: Source, node: Node): EditSite | undefined => {
  const built = BUILDS.test(node.kind) ? builtFrom(node) : undefined;
  const owner = functionAround(source, node);
  const statement = built && STATEMENT.test(skeletonOf(built)) ? statementAround(source, node) : undefined;
  if (built === undefined || owner === undefined || statement === undefined) return undefined;
  const match = reach(source, node, 're.fullmatch');
  if (match === undefined) return undefined;
  const { text, ...needs } = match;
  const names = [...new Set(namesIn(source, built).map((name) => name.text))];
  const checks = names.map((name) => `${text}(r${quote(source, '\\w+(\\.\\w+)?')}, ${name})`);
  const missing = checks.filter((check) => !owner.text.includes(check));
  const lines = missing.flatMap((check) => [
    `if not ${check}:`,
    `${step(source)}raise ValueError(${quote(source, 'no name of a table or column')})`,
  ]);
  const inserted = lines.length > 0 ? insertBefore(source, statement, lines) : undefined;
  return (
    inserted && {
      about: [owner],
      what: 'let nothing but names into the statement',
      changes: [inserted],
      ...needs,
    }
  );
};

/**
 * Names of tables and columns that callers give cannot be parameters. Before they become part of a statement they must
 * be names (`\w+`, or two with a dot), or `ValueError` is raised. A list of the names that are meant would be better,
 * and only the author knows it.
 */
export const sqlNames: Edit = {
  id: 'sql-names',
  title: 'Let nothing but names into SQL',
  cwes: [89],
  keeps: 'purpose',
  sites: (source) => source.nodes.flatMap((node) => siteAt(source, node) ?? []),
};
