import type { Problem } from '../core/problem.ts';
import { type Sample, sampleId } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import type { Scanner } from '../scanners/scanner.ts';
import type { TestBench } from '../testing/bench.ts';
import type { Listener, Progress } from './progress.ts';
import type { RunFolder } from './run-folder.ts';
import { scanStage } from './scan-stage.ts';
import type { SampleSource, SourceContext } from './source.ts';
import { testStage } from './test-stage.ts';
import { toSamples } from './to-sample.ts';

export type PipelineOptions = {
  /** Undefined: the run has no tasks. */
  readonly tasks: ReadonlyMap<string, Task> | undefined;
  readonly leftOut: ReadonlySet<string>;
  readonly sources: readonly SampleSource[];
  readonly bench: TestBench | undefined;
  readonly scanners: readonly Scanner[];
  readonly reruns: number;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly listener: Listener;
};

/**
 * Fills the journals of a run until there is nothing left to do. Samples are tested and scanned while others are
 * still being made; what the journals hold already is not done again.
 *
 * @returns what was wrong with the input
 * @throws the signal's reason if aborted; whatever a source gives up with
 */
export const runPipeline = async (run: RunFolder, options: PipelineOptions): Promise<Problem[]> => {
  const { tasks, leftOut, sources, signal, listener } = options;
  const problems: Problem[] = [];
  const have = new Map(run.samples.records.map((sample) => [sample.id, sample]));
  const report = (problem: Problem): void => void problems.push(problem);
  const context: SourceContext = { tasks, leftOut, have, signal, report };
  const tally = makeTally(run, listener, countSamples(sources, context));
  const tests = testStage({ ...options, journal: run.cases, onReport: tally.tested });
  const scans = scanStage({ ...options, journal: run.findings, onScan: tally.scanned });

  const judge = (sample: Sample): void => {
    const task = tasks?.get(sample.task);
    for (const scanner of scans.wants(sample)) {
      tally.wanted('scans');
      scans.add(sample, task, scanner);
    }
    if (tests.wants(sample, task)) {
      tally.wanted('tests');
      tests.add(sample, task);
    }
  };

  const readSamples = async (source: SampleSource): Promise<void> => {
    for await (const draft of source.drafts(context)) {
      const id = sampleId(draft);
      if (have.has(id)) continue;
      const samples = toSamples(draft, tasks?.get(draft.task)).filter((sample) => !have.has(sample.id));
      // The trace first, all samples in one write: whoever is killed in between makes all of them again.
      if (draft.trace) run.traces.append({ sample: id, ...draft.trace });
      run.samples.append(...samples);
      tally.sampled();
      for (const sample of samples) {
        have.set(sample.id, sample);
        judge(sample);
      }
    }
  };

  for (const sample of run.samples.records) judge(sample);
  try {
    for (const source of sources) await readSamples(source);
  } catch (error) {
    await Promise.allSettled([tests.abandon(), scans.abandon()]);
    throw error;
  }
  tally.allSampled();
  await Promise.all([tests.finish(), scans.finish()]);
  signal.throwIfAborted();
  return problems;
};

const countSamples = (sources: readonly SampleSource[], context: SourceContext): number | undefined => {
  const counts = sources.map((source) => source.count(context));
  return counts.reduce(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
};

/** Counts what is done and what is still to do. Totals of tests and scans are known once all samples are. */
const makeTally = (run: RunFolder, listener: Listener, samples: number | undefined) => {
  let complete = false;
  let sampled = run.samples.records.filter(({ round }) => round === undefined).length;
  const total = { tests: run.cases.records.length, scans: run.findings.records.length };
  const unknown = { tests: 0, scans: 0 };
  const report = (stage: 'tests' | 'scans', done: number): void => {
    const state: Progress = {
      stage,
      done,
      total: complete ? total[stage] : undefined,
      unknown: unknown[stage],
    };
    listener.progress(state);
  };
  return {
    wanted: (stage: 'tests' | 'scans') => {
      total[stage] += 1;
    },
    sampled: () => {
      sampled += 1;
      listener.progress({ stage: 'samples', done: sampled, total: samples, unknown: 0 });
    },
    allSampled: () => {
      complete = true;
    },
    tested: (status: 'ok' | 'unknown') => {
      if (status === 'unknown') unknown.tests += 1;
      report('tests', run.cases.records.length);
    },
    scanned: (status: 'ok' | 'unknown') => {
      if (status === 'unknown') unknown.scans += 1;
      report('scans', run.findings.records.length);
    },
  };
};
