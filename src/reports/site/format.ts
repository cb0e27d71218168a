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
import type { Adjudication, Label } from '../../analysis/review/terms.ts';
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
  /** Absent: nobody has drawn samples for people to label. */
  readonly queue?: ReviewQueue;
  readonly lesson: string | null;
  readonly health: RunHealth;
};

/** The samples that people label, in the order of the plan, and what they have said so far. */
export type ReviewQueue = {
  /** `row` in the columns, and `code`, the SHA-256 of the code, as in `review/plan.json`. */
  readonly samples: readonly { readonly row: number; readonly sample: string; readonly code: string }[];
  readonly people: readonly { readonly name: string; readonly labels: readonly Label[] }[];
  readonly adjudications: readonly Adjudication[];
};

/**
 * What `POST /api/labels` takes: labels of one person, or decisions of the one who settles disagreements. A live server
 * draws the samples first where there is no queue: `POST /api/reviews` with {@link ReviewPost}. Both answer with status
 * 200 and `{ "version": N }`, or with 4xx and `{ "code": ..., "message": ..., "hint": ... }`.
 */
export type LabelPost = {
  readonly run: string;
  readonly name: string;
  readonly kind: 'labels' | 'adjudications';
  readonly labels: readonly Label[];
};

/** What `POST /api/reviews` takes. Without `size` as many are drawn as `bifocal review` draws. */
export type ReviewPost = { readonly run: string; readonly size?: number };

/** How a run went. Counts are of cases or samples, as they say. */
export type RunHealth = {
  readonly samples: number;
  /** Whether a process is at work in it. */
  readonly running: boolean;
  /** Samples with tests that have no record yet, though tests were asked for: the run is not through. */
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
  /**
   * In a folder 0. A live server counts up with each change, and says so at `/events` (server-sent, event `version`, data
   * the number; event `problem`, data a text, if a change could not be read). Parts that belong together have one
   * version: a page asks for `data/NAME.js?v=VERSION`, and gets status 409 if there is a newer one: then it starts
   * again with `data/index.js`.
   */
  readonly version: number;
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
    /** Weaknesses that the policy counts, each once whoever reported it; `cwes` are theirs. */
    readonly findings: readonly number[];
    readonly cwes: readonly number[];
    /** Bits: see {@link FLAGS}. */
    readonly flags: readonly number[];
    /** Characters of the code, white space left out, per those of its base's, in per cent; -1: it has none. */
    readonly sizeLeft: readonly number[];
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

/** What goes into a test case, and what must come out, as source text. */
export type CaseText = { readonly input: string; readonly expected: string };

/** What a task says, once for all of its samples in a part. */
export type TaskDetail = {
  readonly title?: string;
  /** What models were asked for; empty: nobody described the task. */
  readonly prompt: string;
  readonly cwes: readonly number[];
  /** Of tests that are data, by the id of the case. */
  readonly cases: Readonly<Record<string, CaseText>>;
  /** Tests that are code, as the task has them; empty: they are data, or there are none. */
  readonly tests: readonly { readonly name: string; readonly text: string }[];
};

/** `data/details-N.js`: the samples of `chunk` rows, in order, and their tasks. */
export type DetailsPart = {
  /** By name, as in the columns. Runs that know a task otherwise have it under `NAME (run N)`, see `SampleDetail.task`. */
  readonly tasks: Readonly<Record<string, TaskDetail>>;
  readonly samples: readonly SampleDetail[];
};

/** All that is known of one sample. */
export type SampleDetail = {
  readonly id: string;
  /** Key in `tasks` of the part. */
  readonly task: string;
  readonly verdict: Verdict;
  readonly raw: string;
  readonly code: string;
  readonly extraction: Extraction;
  readonly problem?: string;
  readonly usage?: Usage;
  /** Of scanners for vulnerabilities; with who found it, and whether the policy counts it. */
  readonly findings: readonly (MergedFinding & { readonly counts: boolean })[];
  /** Scanners that could not judge it, and why. */
  readonly unjudged: readonly { readonly scanner: string; readonly reason: string }[];
  /** `message` tells what came out where a case did not pass; input and expected value are the task's. */
  readonly cases: readonly CaseResult[];
  readonly trace?: Trace;
  readonly rounds: readonly Verdict[];
  /** Row of the sample that it is held against. */
  readonly base?: number;
  /** What a program takes it for, if it was made secure and useless; category `unknown` if it cannot tell. */
  readonly degenerate?: { readonly category: string; readonly evidence: readonly string[] };
  /** The command that tells all of this in a terminal. */
  readonly command: string;
};

/** The parts by the names under which they arrive. */
export type SiteParts = { readonly index: SiteIndex; readonly samples: SampleColumns } & {
  readonly [details: `details-${number}`]: DetailsPart;
};
