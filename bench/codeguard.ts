/**
 * Whether constrained decoding keeps what it promises, and what it costs against plain sampling of the same tasks.
 *
 *     npm run bench:codeguard -- --samples 5
 *
 * Exit code 1 if an answer that the method calls satisfied lacks a required phrase or has a forbidden one.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { parsers } from '../src/cli/options.ts';
import { loadTasks } from '../src/datasets/load-tasks.ts';
import { constraintsFor } from '../src/methods/codeguard/choose.ts';
import { openMethod } from '../src/methods/open.ts';
import { openModel } from '../src/models/index.ts';
import { plainTable } from '../src/reports/plain-table.ts';
import { type GenerationPair, generatePair, keyOf, readPairs, type Written } from './codeguard/generation.ts';
import { evenly } from './evenly.ts';

const command = new Command('bench:codeguard')
  .description('constrained decoding against plain sampling: what is kept, and what it costs')
  .option('--model <spec>', 'one that runs in this process', 'local:smollm2')
  .option('--tasks <set>', 'whose CWE labels choose the constraints', 'core')
  .option('--tasks-count <n>', 'so many of them, evenly spaced', parsers.integer(1), 1000)
  .option('--samples <n>', 'of each task', parsers.integer(1), 4)
  .option('--prompt <form>', 'instruction or completion', 'completion')
  .option('--max-tokens <n>', 'longest answer', parsers.integer(1), 96)
  .option('--beams <n>', 'followed at once', parsers.integer(1), 4)
  .option('--draws <n>', 'tokens that are drawn for each beam', parsers.integer(1), 2)
  .option('--temperature <t>', '', parsers.decimal, 0.4)
  .option('--top-p <p>', '', parsers.decimal, 0.95)
  .option('--seed <n>', '', parsers.integer(0), 1)
  .option('--threads <n>', 'of the model', parsers.integer(1), 1)
  .option(
    '--keep <file>',
    'every pair of generations goes to this file, one a line; those that are there already are not made again',
  )
  .option('--json', 'the same as JSON');

const options = z
  .object({
    model: z.string(),
    tasks: z.string(),
    tasksCount: z.number(),
    samples: z.number(),
    prompt: z.enum(['instruction', 'completion']),
    maxTokens: z.number(),
    beams: z.number(),
    draws: z.number(),
    temperature: z.number(),
    topP: z.number(),
    seed: z.number(),
    threads: z.number(),
    keep: z.string().optional(),
    json: z.boolean().default(false),
  })
  .parse(command.parse().opts());

const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const summary = (name: string, written: readonly Written[]) => ({
  name,
  generations: written.length,
  required: written.filter((one) => one.required).length,
  forbidden: written.filter((one) => one.forbidden).length,
  tokens: mean(written.map((one) => one.tokens)),
  cpuSeconds: mean(written.map((one) => one.cpuSeconds)),
  wallSeconds: mean(written.map((one) => one.wallSeconds)),
});
type Summary = ReturnType<typeof summary>;

const rowOf = ({ name, generations, required, forbidden, ...cost }: Summary): (string | number)[] => [
  name,
  generations,
  required,
  forbidden,
  cost.tokens.toFixed(0),
  cost.cpuSeconds.toFixed(1),
  cost.wallSeconds.toFixed(1),
];

const summarise = (pairs: readonly GenerationPair[]): Summary[] => {
  const constrained = pairs.map((pair) => pair.constrained);
  return [
    summary(
      'plain',
      pairs.map((pair) => pair.plain),
    ),
    summary(
      'satisfied',
      constrained.filter((one) => one.satisfied),
    ),
    summary(
      'unsatisfied',
      constrained.filter((one) => !one.satisfied),
    ),
  ].filter(({ generations }) => generations > 0);
};

const { tasks } = await loadTasks(options.tasks);
const labelled = tasks.flatMap((task) => {
  const constraints = constraintsFor(task.language, task.cwes);
  return constraints && task.prompt[options.prompt] !== undefined ? [{ task, constraints }] : [];
});
note(`${labelled.length} of ${tasks.length} tasks have phrases for their label and a prompt`);
const chosen = evenly(labelled, options.tasksCount);

const model = await openModel(options.model, { threads: options.threads });
const setting = {
  model,
  constrained: openMethod(`codeguard:from=label:beams=${options.beams}:samples=${options.draws}`),
  decoding: { temperature: options.temperature, topP: options.topP, maxTokens: options.maxTokens },
  prompt: options.prompt,
  seed: options.seed,
};
const kept =
  options.keep !== undefined && existsSync(options.keep) ? await readPairs(options.keep) : new Map();
const pairs: GenerationPair[] = [];
for (let index = 0; index < options.samples; index += 1) {
  for (const { task, constraints } of chosen) {
    const before: GenerationPair | undefined = kept.get(keyOf(task.id, index));
    const pair = before ?? (await generatePair(task, index, constraints, setting));
    pairs.push(pair);
    if (before) continue;
    if (options.keep) appendFileSync(options.keep, `${JSON.stringify(pair)}\n`);
    const { satisfied, tokens, cpuSeconds, reason } = pair.constrained;
    note(
      `${pairs.length} of ${chosen.length * options.samples}: ${task.id}: ${satisfied ? 'satisfied' : `unsatisfied (${reason})`}, ${tokens} tokens against ${pair.plain.tokens}, ${cpuSeconds.toFixed(1)} CPU s`,
    );
  }
}
await model.close();

const rows = summarise(pairs);
const reasons = Map.groupBy(
  pairs.flatMap(({ constrained: { reason } }) => reason ?? []),
  (reason) => reason.replace(/\(.*|".*"|\d+/g, '').trim(),
);
if (options.json) console.log(JSON.stringify({ options, rows, pairs }, null, 2));
else {
  console.log(
    plainTable(['', 'generations', 'required', 'forbidden', 'tokens', 'CPU s', 'wall s'], rows.map(rowOf)),
  );
  for (const [reason, all] of reasons) console.log(`unsatisfied: ${all.length} because ${reason}`);
}
const broken = pairs.filter(
  ({ constrained: { satisfied, required, forbidden } }) => satisfied && (!required || forbidden),
);
for (const { task, index } of broken) console.log(`PROMISE BROKEN: ${task}, sample ${index}`);
if (broken.length > 0) process.exitCode = 1;
