/**
 * What scanning costs, scanner by scanner: many samples in one batch against one call, or one process, for each; and
 * whether both say the same.
 *
 *     BIFOCAL_DATA=FOLDER npm run bench:scanning -- --scanners bandit,ruff
 *
 * Exit code 1 if findings differ or a scanner could not be measured, 2 if there is nothing to measure.
 */
import { availableParallelism, cpus } from 'node:os';
import { Command } from 'commander';
import { z } from 'zod';
import { parsers } from '../src/cli/options.ts';
import { BifocalError } from '../src/core/errors.ts';
import { openScanners } from '../src/scanners/open.ts';
import type { ScanInput, Scanner } from '../src/scanners/scanner.ts';
import { evenly } from './evenly.ts';
import { checkMeasure } from './measure.ts';
import { renderResults } from './scanning/report.ts';
import { type Result, resultOf } from './scanning/result.ts';
import { measureRound, type Round } from './scanning/round.ts';
import { samplesOfFile, samplesOfSet } from './scanning/samples.ts';

const command = new Command('bench:scanning')
  .description('what scanning costs: samples in batches against one process for each')
  .option(
    '--scanners <list>',
    'as in `bifocal run`; those that are not ready here are left out',
    parsers.list,
    ['all'],
  )
  .option('--data <set>', 'SET or SET=PATH, whose reference solutions are scanned', 'bigcodebench')
  .option('--samples <path>', 'in place of a set: a JSONL file whose rows have language and solution')
  .option('--samples-count <n>', 'scanned in batches, evenly spaced', parsers.integer(1), 1000)
  .option('--alone <n>', 'of these, scanned one by one, evenly spaced', parsers.integer(1), 20)
  .option('--repeat <n>', 'rounds; the figures are medians', parsers.integer(1), 1)
  .option('--json', 'the same as JSON');

const options = z
  .object({
    scanners: z.array(z.string()),
    data: z.string(),
    samples: z.string().optional(),
    samplesCount: z.number(),
    alone: z.number(),
    repeat: z.number(),
    json: z.boolean().default(false),
  })
  .parse(command.parse().opts());

const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A scanner that is ready, with samples that it covers. */
type Candidate = {
  readonly scanner: Scanner;
  readonly version: string;
  readonly samples: readonly ScanInput[];
};

const candidatesOf = async (
  scanners: readonly Scanner[],
  all: readonly ScanInput[],
): Promise<readonly Candidate[]> => {
  const candidates: Candidate[] = [];
  for (const scanner of scanners) {
    const covered = all.filter(({ language }) => scanner.languages.includes(language));
    const state = await scanner.probe();
    if (state.status === 'unknown') note(`${scanner.id} is left out: ${state.reason}`);
    else if (covered.length === 0) note(`${scanner.id} is left out: it reads none of these languages`);
    else {
      const samples = evenly(covered, options.samplesCount);
      candidates.push({ scanner, version: state.value.version, samples });
    }
  }
  if (candidates.length > 0) return candidates;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    'none of the scanners can scan these samples here',
    'see `bifocal doctor`',
  );
};

/** Rounds of all scanners, one after the other: the same minutes for all. One that fails is named and left out. */
const measureAll = async (candidates: readonly Candidate[]): Promise<Result[]> => {
  const made = new Map<Candidate, Round[]>(candidates.map((candidate) => [candidate, []]));
  for (let number = 1; number <= options.repeat; number += 1) {
    for (const [candidate, rounds] of made) {
      const { scanner, samples } = candidate;
      const where = `${scanner.id}, round ${number} of ${options.repeat}`;
      try {
        rounds.push(
          await measureRound(scanner, samples, options.alone, (way, { wall, user, system }) =>
            note(`${where}, ${way}: wall ${wall.toFixed(1)} s, CPU ${(user + system).toFixed(1)} s`),
          ),
        );
      } catch (error) {
        made.delete(candidate);
        process.exitCode = 1;
        note(`${where}: LEFT OUT: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  return [...made].map(
    ([
      {
        scanner: { id, title },
        version,
      },
      rounds,
    ]) => resultOf({ scanner: id, title, version }, rounds),
  );
};

try {
  const scanners = openScanners(options.scanners, {});
  const all = await (options.samples ? samplesOfFile(options.samples) : samplesOfSet(options.data));
  const candidates = await candidatesOf(scanners, all);
  const counting = await checkMeasure();
  const counted = `${counting.counted.toFixed(2)} s counted where at least ${counting.burnt} s were burnt`;
  note(`CPU by ${counting.method}: ${counted}`);
  const machine = { cpu: cpus()[0]?.model ?? '', cores: availableParallelism() };
  const results = await measureAll(candidates);
  if (results.some(({ differences, survived }) => differences.length > 0 || survived.length > 0))
    process.exitCode = 1;
  console.log(
    options.json
      ? JSON.stringify({ machine, counting, repeat: options.repeat, results }, null, 2)
      : renderResults(results),
  );
} catch (error) {
  if (!(error instanceof BifocalError)) throw error;
  note(`${error.message}${error.hint ? ` -> ${error.hint}` : ''}`);
  process.exitCode = 2;
}
