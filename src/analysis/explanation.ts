import type { TestReport } from '../core/case.ts';
import type { Scan } from '../core/finding.ts';
import type { MethodRecord } from '../core/run.ts';
import type { Sample } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import type { Trace } from '../core/trace.ts';
import type { Verdict } from '../core/verdict.ts';

/** All that a run knows of one sample. */
export type Explanation = {
  readonly format: 'bifocal.explanation/1';
  readonly policyText: string;
  /** Scanners that decide under the policy. */
  readonly deciding: readonly string[];
  readonly sample: Sample;
  /** Undefined: the run has no tasks. */
  readonly task: Task | undefined;
  readonly verdict: Verdict;
  readonly scans: readonly Scan[];
  readonly tests: TestReport | undefined;
  /** Undefined: nobody knows what the method is. */
  readonly method: MethodRecord | undefined;
  /** Undefined: the sample was brought. */
  readonly trace: Trace | undefined;
  /** The verdicts on what would have been handed in after each earlier round. */
  readonly rounds: readonly Verdict[];
};
