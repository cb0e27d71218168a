import { compareText } from '../../analysis/order.ts';
import type { Scan } from '../../core/finding.ts';
import { unknown } from '../../core/outcome.ts';
import type { Pair } from '../../core/pair.ts';
import type { Task } from '../../core/task.ts';
import { type RunRecords, readRun } from '../../engine/run-folder.ts';
import { bareTask, judgeOf } from '../../engine/score-run.ts';
import { promptOf } from '../../methods/kit/prompts.ts';
import { breathing } from '../kit/breath.ts';
import { wanted } from '../kit/wanted.ts';
import type { PairSource } from '../source.ts';
import { type Choice, chooseOf } from './choose.ts';
import { accusation, type Judged } from './standing.ts';

/** Pairs of one task, unless told otherwise. */
const PER_TASK = 4;

/**
 * Runs of our own: of two samples for one task, the one without errors is chosen, if it passes no fewer tests; the one
 * with errors is rejected. A run is read as a whole, as every command does.
 */
export const run: PairSource = {
  id: 'run',
  title: 'Runs of Bifocal',
  levels: ['solution'],
  async *read(path, filter, signal) {
    if (!filter.levels.includes('solution')) return;
    const breathe = breathing(signal);
    const records = readRun(path);
    const tasks = new Map(records.tasks.map((task) => [task.id, task]));
    const scans = Map.groupBy(records.findings, ({ sample }) => sample);
    for (const [id, samples] of byTask(records)) {
      await breathe();
      const { choices, none } = chooseOf(samples, filter.perGroup ?? PER_TASK);
      if (none !== undefined) yield { where: `task ${id}`, pair: unknown(none) };
      for (const choice of choices) {
        const task = tasks.get(id) ?? {
          ...bareTask(id, choice.chosen.sample.language),
          dataset: records.manifest.inputs.tasks.name,
        };
        const found = scans.get(choice.rejected.sample.id) ?? [];
        const pair = pairOf(choice, task, found, records.manifest.name);
        yield { where: pair.id, pair: wanted(pair, filter) };
      }
    }
  },
};

const byTask = (records: RunRecords): [string, Judged[]][] => {
  const samples = new Map(records.samples.map((sample) => [sample.id, sample]));
  const judged = judgeOf(
    records,
    records.samples,
  )(records.manifest.policy).flatMap((verdict): Judged[] => {
    const sample = samples.get(verdict.sample);
    return sample ? [{ sample, verdict }] : [];
  });
  return [...Map.groupBy(judged, ({ sample }) => sample.task)].sort(([a], [b]) => compareText(a, b));
};

/** What an instruct model was asked, so that it is trained on what it will be asked. */
const promptText = (task: Task): string => {
  const input = promptOf(task, 'instruction');
  return input.status === 'ok' && 'messages' in input.value
    ? input.value.messages.map(({ content }) => content).join('\n\n')
    : '';
};

const pairOf = ({ chosen, rejected }: Choice, task: Task, scans: readonly Scan[], name: string): Pair => {
  const found = scans.flatMap(({ findings }) => findings.flatMap(({ cwes }) => cwes));
  const cwes = [...found, ...(rejected.verdict.exploits === 'insecure' ? task.cwes : [])];
  const tests = ({ cases: { passed, total } }: Judged['verdict']): string => `${passed} of ${total}`;
  return {
    id: `${chosen.sample.id} > ${rejected.sample.id}`,
    source: 'run',
    // Variants of a set (HumanEval+) have its tasks under the same ids.
    group: `task ${task.id}`,
    task: { dataset: task.dataset, id: task.id },
    language: chosen.sample.language,
    level: 'solution',
    prompt: promptText(task),
    chosen: chosen.sample.code,
    rejected: rejected.sample.code,
    cwes: [...new Set(cwes)].sort((a, b) => a - b),
    reason: accusation(rejected.verdict),
    provenance: {
      licence: 'of the models and the task set',
      run: name,
      chosenSample: chosen.sample.id,
      rejectedSample: rejected.sample.id,
      chosenTests: tests(chosen.verdict),
      rejectedTests: tests(rejected.verdict),
    },
  };
};
