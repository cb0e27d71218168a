/**
 * What a report's page reads: plain data, written by `src/reports/site` and shown by `web/`. In a folder each part is a
 * script, `data/NAME.js`, that calls `bifocalReceive(NAME, content)`, because a page opened from disk may not fetch
 * files; a live server answers the same addresses.
 */
import type { Comparison } from '../../analysis/comparison/terms.ts';
import type { FailureReport } from '../../analysis/failures/report.ts';
import type { MergedFinding } from '../../analysis/merge.ts';
import type { MethodReport } from '../../analysis/method-report.ts';
import type { ReviewReport } from '../../analysis/review/report.ts';
import type { ScannerReport } from '../../analysis/scanner-report.ts';
import type { Unknowns } from '../../analysis/unknowns.ts';
import type { ModelUsage } from '../../analysis/usage.ts';
import type { CaseResult } from '../../core/case.ts';
import type { Manifest } from '../../core/run.ts';
import type { Extraction, Usage } from '../../core/sample.ts';
import type { Scores } from '../../core/score.ts';
import type { Language } from '../../core/task.ts';
import type { Trace } from '../../core/trace.ts';
import type { FunctionVerdict, SecurityVerdict, Verdict } from '../../core/verdict.ts';

/** One run of a report. */
export type SiteRun = {
  readonly name: string;
  /** The command that scores it again. */
  readonly command: string;
  readonly manifest: Manifest;
  readonly scores: Scores;
  readonly unknowns: Unknowns;
  readonly usage: readonly ModelUsage[];
  readonly scanners: ScannerReport;
  readonly methods: MethodReport;
  readonly failures: FailureReport | null;
  readonly review: ReviewReport | null;
  readonly lesson: string | null;
  readonly health: RunHealth;
};

/** How a run went. Counts are of cases or samples, as they say. */
export type RunHealth = {
  readonly samples: number;
  /** Samples with tests that have no record yet: the run is not through. */
  readonly untested: number;
  readonly problems: readonly { readonly reason: string; readonly samples: number }[];
  readonly cases: Readonly<Record<CaseResult['outcome'], number>>;
  readonly trust: Readonly<Record<CaseResult['trust'], number>>;
  /** Tasks with flaky cases, by name, with how many. */
  readonly flaky: readonly { readonly task: string; readonly cases: number }[];
  readonly sandboxes: readonly { readonly sandbox: string; readonly samples: number }[];
  readonly cpuSeconds: number;
};

/** `data/index.js`: everything but the samples. */
export type SiteIndex = {
  readonly format: 'bifocal.site/1';
  readonly title: string;
  /** Whether a server answers, that can take labels and tell of changes. */
  readonly live: boolean;
  readonly runs: readonly SiteRun[];
  /** Of all arms of all runs. */
  readonly comparison: Comparison;
  readonly samples: number;
  /** Samples in each part `details-N`; the sample in row i of the columns is in part floor(i / chunk). */
  readonly chunk: number;
};

/**
 * `data/samples.js`: every sample that was handed in, one row each, as columns of numbers that point into lists. Rows
 * are in order of task, arm and index.
 */
export type SampleColumns = {
  readonly tasks: readonly string[];
  readonly arms: readonly { readonly run: number; readonly model: string; readonly method: string }[];
  readonly languages: readonly Language[];
  /** CWE sets, each as a sorted list; row values in `cwes` point here. */
  readonly cweSets: readonly (readonly number[])[];
  readonly rows: {
    readonly task: readonly number[];
    readonly arm: readonly number[];
    readonly index: readonly number[];
    readonly language: readonly number[];
    readonly security: readonly number[];
    readonly function: readonly number[];
    readonly passed: readonly number[];
    readonly cases: readonly number[];
    readonly findings: readonly number[];
    readonly cwes: readonly number[];
    /** Bits: see {@link FLAGS}. */
    readonly flags: readonly number[];
  };
};

/** What the numbers of the columns `security` and `function` mean. */
export const SECURITY: readonly SecurityVerdict[] = ['insecure', 'unknown', 'secure'];
export const FUNCTION: readonly FunctionVerdict[] = ['failing', 'partial', 'unknown', 'functional'];

export const FLAGS = {
  exploited: 1,
  problem: 2,
  flaky: 4,
  degenerate: 8,
  tampered: 16,
  recorded: 32,
} as const;

/** One test case of a sample, with what the task says of it. */
export type CaseDetail = CaseResult & {
  /** What goes in, and what must come out, as source text; absent where the test is code. */
  readonly input?: string;
  readonly expected?: string;
};

/** `data/details-N.js`: a list of these. */
export type SampleDetail = {
  readonly id: string;
  readonly verdict: Verdict;
  readonly prompt: string;
  readonly raw: string;
  readonly code: string;
  readonly extraction: Extraction;
  readonly problem?: string;
  readonly usage?: Usage;
  /** Of scanners for vulnerabilities; with who found it, and whether the policy counts it. */
  readonly findings: readonly (MergedFinding & { readonly counts: boolean })[];
  /** Scanners that could not judge it, and why. */
  readonly unjudged: readonly { readonly scanner: string; readonly reason: string }[];
  readonly cases: readonly CaseDetail[];
  /** Tests that are code, as the task has them. */
  readonly tests?: string;
  readonly trace?: Trace;
  readonly rounds: readonly Verdict[];
  /** Row of the sample that it is held against. */
  readonly base?: number;
  /** What a program takes it for, if it was made secure and useless. */
  readonly degenerate?: { readonly category: string; readonly evidence: readonly string[] };
  /** The command that tells all of this in a terminal. */
  readonly command: string;
};

/** The parts by the names under which they arrive. */
export type SiteParts = { readonly index: SiteIndex; readonly samples: SampleColumns } & {
  readonly [details: `details-${number}`]: readonly SampleDetail[];
};
