import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Task } from '../../core/task.ts';
import { findFunctions, type Parameter } from '../../syntax/functions.ts';
import { plainText, readProgram, walk } from '../../syntax/python.ts';
import { readStatements, type Statement } from '../../syntax/statements.ts';

/** The reference of a task, read once. */
export type Subject = {
  readonly task: Task;
  readonly code: string;
  readonly entryPoint: string;
  readonly parameters: readonly Parameter[];
  readonly statements: readonly Statement[];
  /** Indexes of the statements that calls can be seen to run: those of functions that have a line to show it. */
  readonly reachable: readonly number[];
  /** Lines of `raise` statements. */
  readonly raises: ReadonlySet<number>;
  /** Classes that it defines. */
  readonly classes: ReadonlySet<string>;
  /** What a solver of the task is told, setup included. */
  readonly text: string;
};

/** Reads the reference of a task; unknown, with a reason, if there is nothing to build tests from. */
export const readSubject = (task: Task): Outcome<Subject> => {
  const { language, entryPoint, solutions, prompt, setup } = task;
  if (language !== 'python') return unknown(`no tests are built for ${language}`);
  if (solutions.secure === undefined) return unknown('the task has no reference');
  if (entryPoint === undefined) return unknown('nobody says which function is called');
  const code = plainText(solutions.secure);
  const program = readProgram(code);
  if (program.status === 'unknown') return unknown(`the reference: ${program.reason}`);
  const statements = readStatements(code);
  if (statements.status === 'unknown') return unknown(`the reference: ${statements.reason}`);
  const called = [...findFunctions(program.value.root).values()].find(
    ({ name, owner }) => name === entryPoint && owner === undefined,
  );
  if (!called) return unknown(`the reference has no function ${entryPoint}`);
  return ok({
    task,
    code,
    entryPoint,
    parameters: called.parameters,
    statements: statements.value,
    reachable: [...statements.value.entries()].flatMap(([index, { atLoad, telling }]) =>
      atLoad || telling.length === 0 ? [] : [index],
    ),
    raises: new Set(statements.value.flatMap(({ kind, lines }) => (kind === 'raise_statement' ? lines : []))),
    classes: new Set(
      [...walk(program.value.root)].flatMap(({ kind, children }) =>
        kind === 'class_definition' ? (children.find((each) => each.kind === 'identifier')?.text ?? []) : [],
      ),
    ),
    text: [prompt.instruction, prompt.completion, setup].filter(Boolean).join('\n'),
  });
};
