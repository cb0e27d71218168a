/**
 * How well behaviour is compared where a method sees no tests: pairs of an insecure and a secure code, and breakages
 * of the insecure one, each held against the task's own tests.
 *
 *     npm run bench:behaviour -- --tasks core,seccodeplt=seccodeplt.jsonl
 */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import pMap from 'p-map';
import { z } from 'zod';
import { parsers } from '../src/cli/options.ts';
import type { Task } from '../src/core/task.ts';
import { loadTasks } from '../src/datasets/load-tasks.ts';
import { chooseSandbox } from '../src/sandbox/index.ts';
import { openBench } from '../src/testing/bench.ts';
import { TOOLS } from '../src/toolchain/index.ts';
import { requireTool } from '../src/toolchain/require-tool.ts';
import { measureTask, type TaskResult } from './behaviour/measure.ts';
import { renderBehaviour } from './behaviour/report.ts';
import { evenly } from './evenly.ts';

const command = new Command('bench:behaviour')
  .description('how well behaviour is compared where a method sees no tests')
  .option('--tasks <list>', 'task sets, as --tasks takes them elsewhere', parsers.list, ['core'])
  .option('--count <n>', 'so many tasks of each set, evenly spaced', parsers.integer(1), 1_000_000)
  .option('--breakages <n>', 'so many of each task', parsers.integer(0), 20)
  .option('--workers <n>', 'tasks at once', parsers.integer(1), availableParallelism())
  .option('--json', 'everything, as JSON');

const options = z
  .object({
    tasks: z.array(z.string()),
    count: z.number(),
    breakages: z.number(),
    workers: z.number(),
    json: z.boolean().default(false),
  })
  .parse(command.parse().opts());

const isMeasurable = ({ solutions, tests, language }: Task): boolean =>
  language === 'python' && tests !== undefined && solutions.insecure !== undefined;

const results: { set: string; tasks: TaskResult[]; seconds: number }[] = [];
for (const spec of options.tasks) {
  const set = await loadTasks(spec);
  const tasks = evenly(set.tasks.filter(isMeasurable), options.count);
  const { paths: interpreter } = await requireTool(TOOLS[set.environment]);
  const bench = await openBench({ choice: await chooseSandbox('auto', interpreter), interpreter });
  const start = performance.now();
  let done = 0;
  const measured = await pMap(
    tasks,
    async (task) => {
      const result = await measureTask(bench, task, options.breakages);
      done += 1;
      if (done % 20 === 0) process.stderr.write(`${set.name}: ${done}/${tasks.length}\n`);
      return result;
    },
    { concurrency: options.workers },
  );
  await bench.close();
  results.push({ set: set.name, tasks: measured, seconds: (performance.now() - start) / 1000 });
}
process.stdout.write(
  `${options.json ? JSON.stringify(results) : results.map(renderBehaviour).join('\n\n')}\n`,
);
