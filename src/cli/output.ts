import { join } from 'node:path';
import { styleText } from 'node:util';
import type { ModelUsage } from '../analysis/usage.ts';
import { EXIT } from '../core/errors.ts';
import { NOTHING_TESTED } from '../core/run.ts';
import type { Budget } from '../engine/budget.ts';
import type { Evaluation } from '../engine/evaluate.ts';
import { RUN_FILES } from '../engine/run-folder.ts';
import type { ScoredRun } from '../engine/score-run.ts';
import { sensitivityLine } from '../reports/scanner-table.ts';
import { renderTable } from '../reports/table.ts';
import type { RunOptions } from './options.ts';

const SHOWN_PROBLEMS = 10;

export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

export const print = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

const usageText = ({ model, promptTokens, completionTokens, seconds, usd }: ModelUsage): string => {
  const rate = seconds > 0 ? `, ${(completionTokens / seconds).toFixed(1)} tokens/s` : '';
  const cost = usd === undefined ? '' : `, $${usd.toFixed(4)}`;
  return `${model}: ${promptTokens} tokens in, ${completionTokens} out${rate}${cost}`;
};

/** A scored run for a person: the table, what it teaches, and everything that was not judged. */
export const printScoredRun = (run: ScoredRun): void => {
  const { scores, unknowns, usage, lesson, folder, manifest } = run;
  print(renderTable(scores));
  const sensitivity = sensitivityLine(run.scanners.sensitivity);
  if (sensitivity) print(`policies ${sensitivity} (bifocal scanners ${folder})`);
  for (const one of usage) print(`usage   ${usageText(one)}`);
  if (unknowns.samples > 0) {
    const reasons = unknowns.reasons.slice(0, 6).map(({ reason, samples }) => `${reason} (${samples})`);
    print(
      styleText(
        'yellow',
        `unknown ${unknowns.samples} samples could not be judged whole: ${reasons.join('; ')}`,
      ),
    );
  }
  for (const { id, samples, unknown, unknownBecause } of run.scanners.scanners) {
    if (samples > 0 && unknown === samples)
      print(
        styleText('yellow', `unknown ${id} could judge none of ${samples}: ${unknownBecause[0]?.reason}`),
      );
  }
  for (const omission of manifest.omitted) print(styleText('yellow', `left out  ${omission}`));
  const { sandbox } = manifest.inputs;
  print(styleText(sandbox.includes('NOT ISOLATED') ? ['red', 'bold'] : 'dim', `sandbox ${sandbox}`));
  if (lesson) print('', styleText('bold', lesson));
  print(
    '',
    `files   ${folder}/ (${RUN_FILES.scores}, ${RUN_FILES.verdicts}, ${RUN_FILES.cases}, ${RUN_FILES.findings}, ${RUN_FILES.samples})`,
  );
};

/** The same for a run that has just been done. */
const printEvaluation = (evaluation: Evaluation): void => {
  const { problems, tasksWithoutSamples, folder } = evaluation;
  for (const { where, message } of problems.slice(0, SHOWN_PROBLEMS))
    process.stderr.write(`${styleText('yellow', 'input')}   ${where}: ${message}\n`);
  if (problems.length > SHOWN_PROBLEMS) {
    process.stderr.write(
      `input   and ${problems.length - SHOWN_PROBLEMS} more: ${join(folder, RUN_FILES.problems)}\n`,
    );
  }
  printScoredRun(evaluation);
  if (tasksWithoutSamples > 0)
    print(
      styleText('yellow', `tasks   ${tasksWithoutSamples} of the set have no sample and are in no number`),
    );
  print(`look    bifocal report ${folder} --open`);
};

/** What `--json` prints of a run. */
export const toJson = (run: ScoredRun & Partial<Evaluation>): unknown => ({
  format: 'bifocal.result/1',
  folder: run.folder,
  scores: run.scores,
  unknowns: run.unknowns,
  lesson: run.lesson,
  usage: run.usage,
  sensitivity: run.scanners.sensitivity,
  inputs: run.manifest.inputs,
  omitted: run.manifest.omitted,
  ...(run.problems ? { problems: run.problems, tasksWithoutSamples: run.tasksWithoutSamples } : {}),
});

/** The larger share of samples that one lens could not judge. A lens that nobody asked for is left out. */
const unknownShare = ({ unknowns, verdicts, manifest, scores: { scanners } }: Evaluation): number => {
  const works = manifest.inputs.python === NOTHING_TESTED ? 0 : unknowns.function;
  const onlyDefects =
    scanners.length > 0 &&
    scanners.every(({ role }) => role === 'defects') &&
    verdicts.every(({ exploits }) => exploits === null);
  return Math.max(onlyDefects ? 0 : unknowns.security, works) / Math.max(1, verdicts.length);
};

/** Prints a run as it was asked for; the exit code says if too much of it is unknown. */
export const presentEvaluation = (evaluation: Evaluation, options: RunOptions): void => {
  if (options.json) printJson(toJson(evaluation));
  else printEvaluation(evaluation);
  const share = unknownShare(evaluation);
  if (share <= options.maxUnknown) return;
  const percent = `${(100 * share).toFixed(0)} %`;
  process.stderr.write(
    `${styleText('red', 'BIFOCAL_UNKNOWNS')} ${percent} of the samples could not be judged\n  -> see why above, or allow more with --max-unknown\n`,
  );
  process.exitCode = EXIT.tooManyUnknowns;
};

/** The exit code says if a run ended because its budget did. */
export const exitOverBudget = (budget: Budget): void => {
  if (!budget.cutShort()) return;
  process.stderr.write(
    `${styleText('red', 'BIFOCAL_BUDGET')} the budget is used up before all samples were made\n  -> the same command with a larger one goes on\n`,
  );
  process.exitCode = EXIT.budgetReached;
};
