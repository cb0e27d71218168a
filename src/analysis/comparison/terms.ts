import type { Interval } from '../../stats/bootstrap.ts';
import type { TTest } from '../../stats/t-test.ts';
import type { Transitions } from '../transitions.ts';

/** What is compared: the samples of one model and method in one run. */
export type Arm = { readonly run: string; readonly model: string; readonly method: string };

export type { TTest };

/**
 * How an arm differs from its base in one metric, over the tasks that both have. The unit of every test is the task:
 * its value is what the metric says of the task's samples (with one sample a task, the paper's unit, the sample).
 */
export type MetricContrast = {
  /** As in `scores.json`, e.g. `safe@1`. */
  readonly metric: string;
  readonly title: string;
  /** Tasks that the metric covers on both sides. */
  readonly tasks: number;
  /** Means over these tasks; unknowns count as bad. */
  readonly base: number;
  readonly arm: number;
  /** `arm - base`. */
  readonly difference: number;
  /** 95 % interval of the difference: paired bootstrap, tasks resampled as clusters. */
  readonly ci: Interval;
  /** The difference with all unknowns of the arm bad and those of the base good, and the other way round. */
  readonly low: number;
  readonly high: number;
  /** Samples that the metric could not judge. */
  readonly unknown: { readonly base: number; readonly arm: number };
  /** Null: fewer than two tasks, or no spread on either side. */
  readonly welch: TTest | null;
  readonly paired: TTest | null;
  /**
   * Cohen's d of arm against base. `pooled`: the difference over the pooled standard deviation of both sides (two
   * independent groups); `paired`: over the standard deviation of the differences (d_z). Null: no spread.
   */
  readonly d: { readonly pooled: number | null; readonly paired: number | null };
  /** Exact McNemar test over pairs of samples, where each sample earns all or nothing. Null: it may earn a part. */
  readonly mcnemar: { readonly onlyBase: number; readonly onlyArm: number; readonly p: number } | null;
  /**
   * p of the paired t-test after Holm's correction over all contrasts of the comparison in this metric. Where all tasks
   * differ by the same amount, which is not none, there is no such test, and an exact sign test stands in.
   */
  readonly holm: number | null;
  /** The smallest true difference that the paired test finds with 80 % power at the 5 % level. Null: no spread. */
  readonly minimumDetectable: number | null;
  /** By the corrected paired test at the 5 % level: `tie` where it cannot tell. */
  readonly change: 'better' | 'worse' | 'tie';
};

/** An arm against what it is held against. */
export type Contrast = {
  readonly base: Arm;
  readonly arm: Arm;
  /** Tasks of both, and of one alone. */
  readonly tasks: { readonly both: number; readonly baseOnly: number; readonly armOnly: number };
  /** In the order of the metrics of a score; absent are those without evidence on either side. */
  readonly metrics: readonly MetricContrast[];
  readonly transitions: Transitions;
};

/** One line of an analysis of variance. `p` is null for the residual. */
export type Effect = {
  readonly source: 'model' | 'method' | 'model x method' | 'residual';
  readonly squares: number;
  readonly df: number;
  readonly f: number | null;
  readonly p: number | null;
};

/**
 * Two-way analysis of variance of one metric, model x method, with unequal numbers of tasks. The values are those of the
 * tasks, as in every test; of arms with the same model and method in several runs the first counts.
 */
export type Anova = {
  /** Whose tasks the values are of. */
  readonly dataSet: string;
  readonly metric: string;
  /** Null: all methods at once; else this method and its base alone, as in paper A, section 4.3. */
  readonly method: string | null;
  /** Sums of squares of type II. Empty where a cell has no tasks or nothing varies, with the reason. */
  readonly effects: readonly Effect[];
  readonly reason: string | null;
};

/** The content of `bifocal compare --json`. Pure: the same verdicts and seed give the same bytes. */
export type Comparison = {
  readonly format: 'bifocal.comparison/1';
  readonly policyTexts: Readonly<Record<string, string>>;
  readonly bootstrap: { readonly resamples: number; readonly seed: number };
  readonly arms: readonly Arm[];
  readonly contrasts: readonly Contrast[];
  readonly anova: readonly Anova[];
  /** What makes the comparison shaky, in words: other policies, other scanners, other tasks. */
  readonly warnings: readonly string[];
};
