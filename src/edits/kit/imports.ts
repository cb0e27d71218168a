import type { Node } from '../../syntax/python.ts';
import type { Helper, TextChange } from '../edit.ts';
import type { Source } from '../source.ts';
import { dropElement } from './elements.ts';
import { importedNames, lookUp } from './scopes.ts';

const IS_IMPORT = /^(import|import_from|future_import)_statement$/;

const isDocstring = ({ kind, children }: Node): boolean =>
  kind === 'expression_statement' && children[0]?.kind === 'string';

/** A program's top: its docstring, the imports that follow it, and what stands behind them. */
const topOf = ({ root: { children } }: Source) => {
  const docstring = children[0] && isDocstring(children[0]) ? children[0] : undefined;
  const rest = docstring ? children.slice(1) : children;
  const end = rest.findIndex(({ kind }) => !IS_IMPORT.test(kind));
  const imports = end < 0 ? rest : rest.slice(0, end);
  return { docstring, imports, next: rest[imports.length] };
};

const lineStart = (code: string, offset: number): number => code.lastIndexOf('\n', offset - 1) + 1;

const lineEnd = (code: string, offset: number): number => {
  const end = code.indexOf('\n', offset);
  return end < 0 ? code.length : end;
};

/** Where the lines above a statement begin that are comments on it; the first lines of a script are not. */
const commentsAbove = (code: string, offset: number): number => {
  let at = lineStart(code, offset);
  while (at > 0) {
    const above = lineStart(code, at - 1);
    const line = code.slice(above, at);
    if (!/^\s*#/.test(line) || /^#!|coding[:=]/.test(line)) break;
    at = above;
  }
  return at;
};

const insertAt = (at: number, text: string): TextChange => ({ start: at, end: at, text });

const isDefinition = (node: Node | undefined): boolean =>
  /^(function|class|decorated)_definition$/.test(node?.kind ?? '');

/** Writes `import` statements for modules that the program lacks, in their order among those that it has. */
export const importChanges = (source: Source, modules: readonly string[]): readonly TextChange[] => {
  const { docstring, imports, next } = topOf(source);
  const had = new Set(
    imports.flatMap((node) =>
      node.kind === 'import_statement'
        ? node.children.filter(({ kind }) => kind === 'dotted_name').map(({ text }) => text)
        : [],
    ),
  );
  const missing = [...new Set(modules)].filter((module) => !had.has(module)).toSorted();
  const plain = imports.filter(({ kind }) => kind === 'import_statement');
  const anchor = imports.find(({ kind }) => kind === 'import_from_statement');
  const places = missing.map((module): TextChange => {
    const sibling = siblingOf(source, module, imports);
    if (sibling) return insertAt(lineEnd(source.code, sibling.end), `\nimport ${module}`);
    const after =
      plain.find(({ text }) => text > `import ${module}`) ?? (plain.length === 0 ? anchor : undefined);
    if (after) return insertAt(commentsAbove(source.code, after.start), `import ${module}\n`);
    const last = plain.at(-1) ?? imports.at(-1) ?? docstring;
    if (last)
      return insertAt(lineEnd(source.code, last.end), `${last === docstring ? '\n' : ''}\nimport ${module}`);
    const at = commentsAbove(source.code, next?.start ?? 0);
    return insertAt(at, `import ${module}\n`);
  });
  const loose = missing.length > 0 && imports.length === 0 && docstring === undefined;
  const blank = loose
    ? [insertAt(commentsAbove(source.code, next?.start ?? 0), isDefinition(next) ? '\n\n' : '\n')]
    : [];
  return joined([...places, ...blank]);
};

/** The import of the same package further below: what comes before it may be there for it. */
const siblingOf = ({ root }: Source, module: string, imports: readonly Node[]): Node | undefined => {
  const [top] = module.split('.');
  return root.children.find(
    (node) =>
      node.kind === 'import_statement' &&
      !imports.includes(node) &&
      importedNames(node).some(({ ref }) => ref.split('.')[0] === top),
  );
};

/** Changes at one place become one, in their order. */
const joined = (changes: readonly TextChange[]): readonly TextChange[] =>
  [...Map.groupBy(changes, ({ start }) => start)].map(([start, all]) =>
    insertAt(start, all.map(({ text }) => text).join('')),
  );

/** Writes helpers below the imports. */
export const helperChanges = (source: Source, helpers: readonly Helper[]): readonly TextChange[] => {
  const { root, code } = source;
  const had = new Set(root.children.map(({ text }) => text));
  const missing = [...new Map(helpers.map((helper) => [helper.name, helper])).values()].filter(
    ({ code }) => !had.has(code),
  );
  if (missing.length === 0) return [];
  const { docstring, imports, next } = topOf(source);
  const texts = missing.map(({ code }) => code).join('\n\n\n');
  const last = imports.at(-1) ?? docstring;
  if (last === undefined) return [insertAt(commentsAbove(code, next?.start ?? 0), `${texts}\n\n\n`)];
  const at = lineEnd(code, last.end);
  const gap = /^\n*/.exec(code.slice(at))?.[0].length ?? 0;
  return [insertAt(at, `\n\n\n${texts}${next ? '\n'.repeat(Math.max(0, 3 - gap)) : ''}`)];
};

/** Takes out imports of names that nothing uses any more; of one statement, one at a time. */
export const unusedImportChanges = (source: Source, names: ReadonlySet<string>): readonly TextChange[] =>
  source.nodes.flatMap((statement): readonly TextChange[] => {
    if (!/^import(_from)?_statement$/.test(statement.kind)) return [];
    const all = importedNames(statement);
    const [first, ...more] = all.filter(({ name }) => names.has(name) && !isUsed(source, name, statement));
    if (first === undefined) return [];
    return more.length + 1 < all.length
      ? [dropElement(source.code, statement, first.node)]
      : dropStatement(source, statement);
  });

/** Whether anything means what a statement imports; a program that lists what it offers may mean all. */
const isUsed = (source: Source, name: string, statement: Node): boolean =>
  source.nodes.some((node) => {
    if (node.text === '__all__') return true;
    if (node.kind !== 'identifier' || node.text !== name || isInImport(source, node)) return false;
    const bindings = lookUp(name, source.scopeOf(node));
    return bindings === undefined || bindings.some((binding) => binding.node === statement);
  });

const isInImport = (source: Source, node: Node): boolean => {
  const parent = source.parentOf(node);
  const around = parent && (parent.kind === 'dotted_name' ? source.parentOf(parent) : parent);
  return around !== undefined && (IS_IMPORT.test(around.kind) || around.kind === 'aliased_import');
};

/** Only where the line holds nothing else, and its block something. */
const dropStatement = (source: Source, statement: Node): readonly TextChange[] => {
  const { code } = source;
  const parent = source.parentOf(statement);
  const [start, end] = [lineStart(code, statement.start), lineEnd(code, statement.end)];
  if (code.slice(start, end).trim() !== statement.text || parent === undefined) return [];
  if (parent.children.length < 2 || source.parentOf(parent)?.kind === 'try_statement') return [];
  return [{ start, end: Math.min(end + 1, code.length), text: '' }];
};
