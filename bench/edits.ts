/**
 * What the catalogue of edits can mend: of insecure programs in which a scanner finds something, how many some edits
 * make clean for that scanner, and how many of these still do what they did.
 *
 *     npm run bench:edits -- --sets core,seccodeplt=seccodeplt.jsonl
 */
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { parsers } from '../src/cli/options.ts';
import { LEVELS, type Level } from '../src/core/finding.ts';
import { equip } from '../src/engine/equipment.ts';
import { effects } from './edits/effect.ts';
import { mend } from './edits/mend.ts';
import { loadSubjects } from './edits/programs.ts';
import { type Result, render, summaryOf } from './edits/report.ts';

const notice = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

await new Command('bench:edits')
  .description('what the catalogue of edits can mend')
  .requiredOption('--sets <list>', 'task sets with insecure solutions, or samples=PATH', parsers.list)
  .option('--scanners <list>', 'as in `bifocal run`', parsers.list, ['standard'])
  .option(
    '--tests <n>',
    'of the changed programs that have tests, how many are tested',
    parsers.integer(0),
    200,
  )
  .addOption(
    new Option('--min-severity <level>', 'findings of less severity do not count')
      .choices(LEVELS)
      .default('low'),
  )
  .option('--workers <n>', 'tests at once', parsers.integer(1), availableParallelism())
  .option('--json', 'the same as JSON')
  .action(
    async (options: {
      sets: string[];
      scanners: string[];
      tests: number;
      minSeverity: Level;
      workers: number;
      json?: boolean;
    }) => {
      const results: Result[] = [];
      for (const spec of options.sets) {
        const { name, subjects, environment } = await loadSubjects(spec);
        const isTested = options.tests > 0 && subjects.some(({ task }) => task !== undefined);
        const { scanners, bench, omitted, close } = await equip({
          environment: isTested ? environment : undefined,
          sandbox: 'auto',
          scanners: options.scanners,
          languages: ['python'],
          offline: false,
          notice,
          signal: new AbortController().signal,
        });
        for (const line of omitted) notice(`left out: ${line}`);
        const summaries = [];
        for (const { scanner } of scanners.filter(({ scanner }) => scanner.role === 'security')) {
          const mending = await mend(scanner, subjects, options.minSeverity);
          const tested = bench ? await effects(bench, mending.mended, options.tests, options.workers) : [];
          summaries.push(summaryOf(mending, tested));
        }
        await close();
        results.push({ set: name, programs: subjects.length, scanners: summaries });
      }
      process.stdout.write(
        options.json ? `${JSON.stringify(results, null, 2)}\n` : `${results.map(render).join('\n')}\n`,
      );
    },
  )
  .parseAsync();
