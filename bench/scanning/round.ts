import { readFile } from 'node:fs/promises';
import type { ScanInput, Scanner } from '../../src/scanners/scanner.ts';
import { evenly } from '../evenly.ts';
import type { Cost } from '../measure.ts';
import { KNOWN } from './known.ts';
import { measureJob, measurePlain, type Reading } from './measured.ts';

/** Everything that was measured of one scanner once. */
export type Round = {
  /** Loading the scanner and asking whether it is ready: part of all other readings but `plain`. */
  readonly start: Reading;
  /** The same and one sample. */
  readonly first: Reading;
  readonly batches: Reading;
  /** A call for each of some samples, after what `before` has. */
  readonly alone: Reading & { readonly ids: readonly string[]; readonly before: Reading };
  /** Absent: nobody told how people run it. */
  readonly plain?: { readonly cost: Cost; readonly files: number; readonly title: string };
  /** The batches again, some of their samples replaced by ones that crash. Absent: no such code is known. */
  readonly crashes?: Reading & { readonly ids: readonly string[] };
};

/** How many samples of the batch are replaced by one that crashes the scanner. */
const CRASHES = 3;

const chunksOf = (samples: readonly ScanInput[], size: number): (readonly ScanInput[])[] =>
  Array.from({ length: Math.ceil(samples.length / size) }, (_, index) =>
    samples.slice(index * size, (index + 1) * size),
  );

/** The samples with crashing ones in place of some, in the middle of as many equal parts. */
const withCrashes = (samples: readonly ScanInput[], code: string): ScanInput[] => {
  const places = Array.from({ length: CRASHES }, (_, index) =>
    Math.floor(((2 * index + 1) * samples.length) / (2 * CRASHES)),
  );
  return samples.map((sample, index) =>
    places.includes(index) ? { ...sample, id: `crash ${places.indexOf(index) + 1}`, code } : sample,
  );
};

/**
 * Measures one scanner once, one way after the other. `samples`: at least one, all in languages of the scanner's.
 * Rejects if the scanner, or its own program, fails.
 */
export const measureRound = async (
  scanner: Scanner,
  samples: readonly ScanInput[],
  aloneCount: number,
  note: (way: string, cost: Cost) => void,
): Promise<Round> => {
  const read = async (way: string, batches: readonly (readonly ScanInput[])[]): Promise<Reading> => {
    const reading = await measureJob({ scanner: scanner.id, batches });
    note(way, reading.cost);
    return reading;
  };
  const { plain, crasher } = KNOWN[scanner.id] ?? {};
  const size = scanner.batch;
  const warm = samples.slice(0, 1);

  const start = await read('start', []);
  const first = await read('one sample', [warm]);
  const batches = await read('in batches', chunksOf(samples, size));
  // Who starts no process is done with a few samples in too little time to be measured: it gets all of them. Who starts
  // one gets some, after a first that pays for what is done once.
  const inProcess = first.processes === 0;
  const some = inProcess ? samples : evenly(samples, aloneCount);
  const calls = [...(inProcess ? [] : [warm]), ...some.map((sample) => [sample])];
  const alone = {
    ...(await read('one a call', calls)),
    ids: some.map(({ id }) => id),
    before: inProcess ? start : first,
  };

  const plainRound = async (): Promise<Pick<Round, 'plain'>> => {
    if (!plain) return {};
    const cost = await measurePlain(plain, some);
    note(plain.title, cost);
    return { plain: { cost, files: some.length, title: plain.title } };
  };
  const crashRound = async (): Promise<Pick<Round, 'crashes'>> => {
    if (!crasher) return {};
    const disturbed = withCrashes(samples, await readFile(crasher, 'utf8'));
    const reading = await read('with crashes', chunksOf(disturbed, size));
    const ids = disturbed.filter((sample) => !samples.includes(sample)).map(({ id }) => id);
    return { crashes: { ...reading, ids } };
  };
  return { start, first, batches, alone, ...(await plainRound()), ...(await crashRound()) };
};
