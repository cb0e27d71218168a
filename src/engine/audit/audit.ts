import { auditTask, type TaskAudit } from '../../analysis/audit/findings.ts';
import type { AuditRecord } from '../../analysis/audit/record.ts';
import { seenOf, type TaskSeen } from '../../analysis/audit/seen.ts';
import type { Task } from '../../core/task.ts';
import { covers, type Quarantine, type Quarantined } from '../../datasets/quarantine.ts';
import { languages } from '../../languages/index.ts';
import { proposeQuarantine } from './propose.ts';

/**
 * The audit of a task against the quarantine list of its set: `known` is a task that cannot be trusted, but whose
 * faults the list has.
 */
export type ListedAudit = Omit<TaskAudit, 'status'> & { readonly status: TaskAudit['status'] | 'known' };

/** An audited set: what was seen, what that means, and what should be left out of scores. */
export type Audit = {
  readonly seen: readonly TaskSeen[];
  readonly tasks: readonly ListedAudit[];
  /** What the list should hold, by what was seen here. */
  readonly proposed: readonly Quarantined[];
  /** What of that the list does not have. */
  readonly unlisted: readonly Quarantined[];
  /** What the list holds of these tasks, though their references passed here each time. */
  readonly unconfirmed: readonly Quarantined[];
};

const unparsable = ({ language, solutions }: Task): string[] => {
  const parses = languages[language].parses;
  return Object.entries(solutions).flatMap(([name, code]) =>
    code !== undefined && parses?.(code) === false ? [name] : [],
  );
};

const withoutCases = (records: readonly AuditRecord[], ids: ReadonlySet<string>): AuditRecord[] =>
  records.map((record) => ({
    ...record,
    report: { ...record.report, cases: record.report.cases.filter(({ id }) => !ids.has(id)) },
  }));

const isConfirmed = ({ task, cases }: Quarantined, proposed: readonly Quarantined[]): boolean =>
  proposed.some(
    (other) =>
      other.task === task &&
      (cases === undefined || other.cases === undefined || cases.some((id) => other.cases?.includes(id))),
  );

/** Draws the conclusions from the records of an audit, and holds them against the quarantine list of the set. */
export const auditOf = (
  tasks: readonly Task[],
  records: readonly AuditRecord[],
  list: Pick<Quarantine, 'entries'> | undefined,
): Audit => {
  const byTask = Map.groupBy(records, ({ task }) => task);
  const entries = Map.groupBy(list?.entries ?? [], ({ task }) => task);
  const pairs = tasks.map((task) => {
    const facts = {
      task: task.id,
      tested: task.tests !== undefined,
      unparsable: unparsable(task),
      insecureCode: task.solutions.insecure,
    };
    const own = byTask.get(task.id) ?? [];
    const listed = entries.get(task.id) ?? [];
    const fewCases = task.tests?.style === 'functions';
    const seen = seenOf(facts, own);
    const audit = auditTask(seen, fewCases);
    const ids = new Set(listed.flatMap(({ cases = [] }) => cases));
    const isKnown =
      audit.status !== 'trusted' &&
      listed.length > 0 &&
      (listed.some(({ cases }) => cases === undefined) ||
        auditTask(seenOf(facts, withoutCases(own, ids)), fewCases).status === 'trusted');
    return { seen, audit: isKnown ? { ...audit, status: 'known' as const } : audit };
  });
  const proposed = pairs.flatMap(({ seen }) => proposeQuarantine(seen));
  return {
    seen: pairs.map(({ seen }) => seen),
    tasks: pairs.map(({ audit }) => audit),
    proposed,
    unlisted: proposed.filter((entry) => !covers(list?.entries ?? [], entry)),
    unconfirmed: tasks.flatMap(({ id }) =>
      (entries.get(id) ?? []).filter((entry) => !isConfirmed(entry, proposed)),
    ),
  };
};
