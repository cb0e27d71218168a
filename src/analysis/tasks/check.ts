import type { Language, Task } from '../../core/task.ts';

export type Severity = 'error' | 'warning';

/** Where in a task, such as `solutions.secure` or `tests.cases[3]`, and what is wrong there. */
export type Remark = { readonly place: string; readonly message: string };

/** What checks need of the world. */
export type LintTools = {
  /** Whether code is syntactically whole; undefined: nobody here can tell for its language. */
  readonly parses: (language: Language, code: string) => boolean | undefined;
  /** The language of a file, by its name. */
  readonly languageOf: (path: string) => Language | undefined;
};

/** A static check of single tasks. One object in the registry. */
export type TaskCheck = {
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, of many tasks: "prompts that are empty". */
  readonly title: string;
  /** What is wrong with a task; undefined: it could not be judged. */
  look(task: Task, tools: LintTools): readonly Remark[] | undefined;
};

/** A remark, or none. */
export const remarkIf = (wrong: boolean, place: string, message: string): readonly Remark[] =>
  wrong ? [{ place, message }] : [];

/** A pattern for a name as it is. */
export const literal = (name: string): string => name.replaceAll(/\W/g, '\\$&');

export const mentions = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w$])${literal(name)}(?![\\w$])`).test(text);
