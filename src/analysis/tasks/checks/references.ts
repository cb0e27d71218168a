import type { Task } from '../../../core/task.ts';
import { literal, mentions, remarkIf, type TaskCheck } from '../check.ts';

const solutionsOf = ({ solutions }: Task): [string, string][] =>
  Object.entries(solutions).flatMap(([kind, code]) => (code === undefined ? [] : [[kind, code]]));

export const brokenReference: TaskCheck = {
  code: 'reference-syntax',
  severity: 'error',
  title: 'references and controls that cannot be parsed',
  look: (task, { parses }) => {
    const results = solutionsOf(task).map(([kind, code]) => ({ kind, whole: parses(task.language, code) }));
    if (results.some(({ whole }) => whole === undefined)) return undefined;
    return results
      .filter(({ whole }) => !whole)
      .map(({ kind }) => ({ place: `solutions.${kind}`, message: `no ${task.language} that can be parsed` }));
  },
};

/** Whether Python code gives something a name; of other languages, whether the name is there at all. */
const defines = ({ language, setup }: Task, code: string, name: string): boolean => {
  if (language !== 'python') return mentions(code, name);
  const word = literal(name);
  return new RegExp(
    `\\b(?:def|class)\\s+${word}\\b|^${word}\\s*[:=]|\\bimport\\b[^\\n]*\\b${word}\\b`,
    'm',
  ).test(`${setup}\n${code}`);
};

export const missingEntryPoint: TaskCheck = {
  code: 'reference-entry-point',
  severity: 'error',
  title: 'references that lack what the tests call',
  look: (task) => {
    const { entryPoint } = task;
    if (entryPoint === undefined) return [];
    return solutionsOf(task).flatMap(([kind, code]) =>
      remarkIf(!defines(task, code, entryPoint), `solutions.${kind}`, `${entryPoint} is not defined`),
    );
  },
};
