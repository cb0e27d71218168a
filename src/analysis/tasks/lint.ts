import type { Problem } from '../../core/problem.ts';
import type { Task } from '../../core/task.ts';
import type { LintTools, Severity } from './check.ts';
import { TASK_CHECKS } from './checks/index.ts';
import { nearPrompts } from './near-prompts.ts';

/** Something that a person should look at. `task` is absent where it is about a row, or about the set. */
export type LintRemark = {
  readonly code: string;
  readonly severity: Severity;
  readonly task?: string;
  readonly place: string;
  readonly message: string;
};

/** What is said of a set by the text of its tasks alone. */
export type LintReport = {
  readonly remarks: readonly LintRemark[];
  /** Tasks that a check could not judge, by its code. */
  readonly unjudged: Readonly<Record<string, number>>;
};

/** A set as it was read, without its quarantine list. */
export type LintSubject = {
  readonly tasks: readonly Task[];
  readonly problems: readonly Problem[];
  /** Under which it is published; undefined: not known. */
  readonly licence: string | undefined;
};

/** What each code says, of many tasks. */
export const LINT_TITLES: Readonly<Record<string, string>> = {
  row: 'rows that are no task, or one that is there already',
  ...Object.fromEntries(TASK_CHECKS.map(({ code, title }) => [code, title])),
  'prompt-twice': 'prompts that are nearly those of other tasks',
  origin: 'sets of which nobody knows where they are from',
};

/**
 * Static checks of a set: nothing of it is run. `error`: a task that cannot be judged as it is meant; `warning`: one that
 * may say less than it seems to.
 */
export const lintTasks = ({ tasks, problems, licence }: LintSubject, tools: LintTools): LintReport => {
  const remarks: LintRemark[] = problems.map(({ where, message }) => ({
    code: 'row',
    severity: 'error',
    place: where,
    message,
  }));
  const unjudged: Record<string, number> = {};
  for (const { code, severity, look } of TASK_CHECKS)
    for (const task of tasks) {
      const found = look(task, tools);
      if (found === undefined) unjudged[code] = (unjudged[code] ?? 0) + 1;
      for (const remark of found ?? []) remarks.push({ code, severity, task: task.id, ...remark });
    }
  for (const { task, like, similarity } of nearPrompts(tasks)) {
    const message =
      similarity === 1 ? `the words of ${like}` : `${Math.round(100 * similarity)} % that of ${like}`;
    remarks.push({ code: 'prompt-twice', severity: 'warning', task, place: 'prompt', message });
  }
  if (licence === undefined && tasks.some(({ provenance }) => provenance === undefined))
    remarks.push({
      code: 'origin',
      severity: 'warning',
      place: 'set',
      message: 'no licence is known, and not every task tells its provenance',
    });
  return { remarks, unjudged };
};
