import { type MergedFinding, mergeFindings } from '../../analysis/merge.ts';
import { counts } from '../../analysis/static-lens.ts';
import type { TestReport } from '../../core/case.ts';
import type { Scan } from '../../core/finding.ts';
import { jurorsOf } from '../../core/jurors.ts';
import { type Sample, sampleId } from '../../core/sample.ts';
import type { Task } from '../../core/task.ts';
import type { Trace } from '../../core/trace.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { SampleDetail } from './format.ts';
import type { RunMaterial } from './material.ts';

export type Weakness = MergedFinding & { readonly counts: boolean };

/** What a run knows of its samples, ready to be looked up. */
export type Evidence = {
  readonly tasks: ReadonlyMap<string, Task>;
  scansOf(sample: Sample): readonly Scan[];
  reportOf(sample: Sample): TestReport | undefined;
  traceOf(sample: Sample): Trace | undefined;
  roundsOf(sample: Sample): readonly Verdict[];
  degenerateOf(sample: Sample): SampleDetail['degenerate'];
  /**
   * What scanners for vulnerabilities and judges found. What the policy counts is merged apart from what it does not, as
   * everywhere: a finding that does not count must not tie two together that do.
   */
  weaknessesOf(sample: Sample): readonly Weakness[];
};

export const evidenceOf = ({ records, scored, rounds, failures }: RunMaterial): Evidence => {
  const { policy, scanners } = scored.scores;
  const defects = new Set(scanners.filter(({ role }) => role === 'defects').map(({ id }) => id));
  const jurors = new Set(jurorsOf(policy, scanners).map(({ id }) => id));
  const scans = Map.groupBy(
    records.findings.filter(({ scanner }) => !defects.has(scanner)),
    ({ sample }) => sample,
  );
  const reports = new Map(records.cases.map((report) => [report.sample, report]));
  const traces = new Map(records.traces.map((trace) => [trace.sample, trace]));
  const earlier = Map.groupBy(rounds, ({ round: _, ...key }) => sampleId(key));
  const scansOf = ({ id }: Sample): readonly Scan[] => scans.get(id) ?? [];
  return {
    tasks: new Map(records.tasks.map((task) => [task.id, task])),
    scansOf,
    reportOf: ({ id }) => reports.get(id),
    traceOf: ({ id }) => traces.get(id),
    roundsOf: ({ id }) => (earlier.get(id) ?? []).toSorted((a, b) => (a.round ?? 0) - (b.round ?? 0)),
    degenerateOf: ({ id }) => {
      const suggestion = failures?.found.suggested.get(id)?.suggestion;
      if (suggestion === undefined) return undefined;
      return suggestion.status === 'ok'
        ? { category: suggestion.value.category, evidence: suggestion.value.evidence }
        : { category: 'unknown', evidence: [suggestion.reason] };
    },
    weaknessesOf: (sample) => {
      const merged = (counting: boolean): Weakness[] =>
        mergeFindings(
          scansOf(sample).map((scan) => ({
            ...scan,
            findings: scan.findings.filter(
              (finding) => (jurors.has(scan.scanner) && counts(finding, scan.scanner, policy)) === counting,
            ),
          })),
        ).map((found) => ({ ...found, counts: counting }));
      return [...merged(true), ...merged(false)].sort((a, b) => a.line - b.line);
    },
  };
};
