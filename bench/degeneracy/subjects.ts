import type { Language, Task } from '../../src/core/task.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';
import { asPairSpec } from '../../src/pairs/spec.ts';
import { loadPairs } from '../detection/pairs.ts';

/** An insecure program with an honest fix, and what else there is of it. */
export type Subject = {
  readonly task: Pick<Task, 'prompt' | 'entryPoint'> | undefined;
  readonly language: Language;
  readonly cwe: number;
  readonly insecure: string;
  readonly secure: string;
  /** A control without the feature. */
  readonly broken: string | undefined;
};

/**
 * The pairs of a task set (as `--tasks` takes it), or of a source of pairs (`sven=FOLDER`); those in Python only.
 */
export const loadSubjects = async (spec: string): Promise<Subject[]> => {
  const subjects = asPairSpec(spec) ? await fromSource(spec) : await fromTasks(spec);
  return subjects.filter(({ language }) => language === 'python');
};

const fromSource = async (spec: string): Promise<Subject[]> =>
  (await loadPairs(spec, false)).map(({ language, cwe, secure, vulnerable }) => ({
    task: undefined,
    language,
    cwe,
    insecure: vulnerable,
    secure,
    broken: undefined,
  }));

const fromTasks = async (spec: string): Promise<Subject[]> =>
  (await loadTasks(spec)).tasks.flatMap((task): Subject[] => {
    const { secure, insecure, broken } = task.solutions;
    if (secure === undefined || insecure === undefined) return [];
    return [{ task, language: task.language, cwe: task.cwes[0] ?? 0, insecure, secure, broken }];
  });
