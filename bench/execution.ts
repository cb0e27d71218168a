/**
 * Ours against other ways to run the tests of reference solutions: what they cost, and whether they agree.
 *
 *     npm run bench:execution -- --tasks 100
 *
 * Exit code 1 if a contestant could not be measured, 2 if there is nothing to measure.
 */
import { availableParallelism, cpus } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { parsers } from '../src/cli/options.ts';
import { BifocalError } from '../src/core/errors.ts';
import type { Contestant } from './contestant.ts';
import { CONTESTANTS } from './contestants/index.ts';
import { DATASET_IDS, type DatasetId, loadReferences } from './datasets.ts';
import { checkMeasure } from './measure.ts';
import { renderResult } from './report.ts';
import { type Result, resultOf } from './result.ts';
import { type Attempt, attempt } from './round.ts';

/** An option that may be repeated. */
const repeatable = (flags: string, description: string, choices?: readonly string[]): Option => {
  const option = new Option(flags, description);
  return option.argParser((text: string, before: string[] | undefined) => {
    if (choices && !choices.includes(text))
      throw new InvalidArgumentError(`it is none of: ${choices.join(', ')}.`);
    return [...(before ?? []), text];
  });
};

const IDS = CONTESTANTS.map(({ id }) => id);

const optionsSchema = z.object({
  dataset: z.array(z.enum(DATASET_IDS)).default([...DATASET_IDS]),
  contestant: z.array(z.string()).default(IDS),
  tasks: z.number().default(Number.POSITIVE_INFINITY),
  workers: z.number(),
  repeat: z.number(),
  data: z.array(z.string()).default([]),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * Rounds of every contestant on one set, one after the other: the same minutes for all. One that fails is named and
 * left out.
 */
const compare = async (dataset: DatasetId, options: Options): Promise<Result> => {
  const path = options.data.find((pair) => pair.startsWith(`${dataset}=`))?.slice(dataset.length + 1);
  const references = await loadReferences(dataset, path, options.tasks);
  const attempts = new Map<Contestant, Attempt[]>(
    CONTESTANTS.filter(({ id, covers }) => options.contestant.includes(id) && covers(dataset)).map(
      (contestant) => [contestant, []],
    ),
  );
  for (let round = 1; round <= options.repeat; round += 1) {
    for (const [contestant, made] of attempts) {
      const where = `${dataset}, round ${round} of ${options.repeat}: ${contestant.title}`;
      try {
        const { cost, verdicts } = await attempt(contestant, {
          dataset,
          references,
          workers: options.workers,
        });
        made.push({ cost, verdicts });
        note(`${where}: wall ${cost.wall.toFixed(1)} s, CPU ${(cost.user + cost.system).toFixed(1)} s`);
      } catch (error) {
        attempts.delete(contestant);
        process.exitCode = 1;
        note(`${where}: LEFT OUT: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  return resultOf(dataset, references, attempts);
};

const command = new Command('bench:execution')
  .description('ours against other ways to run the tests of reference solutions: cost and verdicts')
  .addOption(repeatable('--dataset <set>', 'a set to measure; repeat for more (default: all)', DATASET_IDS))
  .addOption(repeatable('--contestant <id>', 'a contestant; repeat for more (default: all)', IDS))
  .addOption(repeatable('--data <set=path>', "a set's file; repeat for more (default: in $BIFOCAL_DATA)"))
  .option('--tasks <n>', 'an evenly spaced sample of n tasks (default: all)', parsers.integer(1))
  .option('--workers <n>', 'tests at once', parsers.integer(1), availableParallelism())
  .option('--repeat <n>', 'rounds; the figures are medians', parsers.integer(1), 1)
  .option('--json', 'the same as JSON');

const options = optionsSchema.parse(command.parse().opts());
try {
  const counting = await checkMeasure();
  const machine = { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), workers: options.workers };
  const counted = `${counting.counted.toFixed(2)} s counted where at least ${counting.burnt} s were burnt`;
  note(`CPU by ${counting.method}: ${counted}`);
  const results: Result[] = [];
  for (const dataset of options.dataset) {
    const result = await compare(dataset, options);
    results.push(result);
    if (!options.json) console.log(`\n${renderResult(result)}`);
  }
  if (options.json)
    console.log(JSON.stringify({ machine, counting, repeat: options.repeat, results }, null, 2));
} catch (error) {
  if (!(error instanceof BifocalError)) throw error;
  note(`${error.message}${error.hint ? ` -> ${error.hint}` : ''}`);
  process.exitCode = 2;
}
