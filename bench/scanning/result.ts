import type { Scan } from '../../src/core/finding.ts';
import { quantile } from '../../src/stats/quantile.ts';
import type { Cost } from '../measure.ts';
import { type Difference, differences } from './differences.ts';
import type { Round } from './round.ts';

/** One way of scanning: medians over the rounds. Seconds are for all samples, without the start of our process. */
export type Way = {
  readonly way: string;
  /** Samples that were scanned; where it is fewer than all, the seconds are scaled. */
  readonly scanned: number;
  /** Of the scanner, for what was scanned. */
  readonly processes: number;
  readonly cpu: number;
  readonly wall: number;
  /** How many times what batches took. */
  readonly cpuRatio: number;
  readonly wallRatio: number;
  /** MiB of the largest process. */
  readonly peak: number;
  /** Undefined, both: the answers were not read. */
  readonly findings: number | undefined;
  readonly unknown: number | undefined;
  /** CPU seconds that the machine worked for others while it was measured. */
  readonly others: number;
};

export type Result = {
  readonly scanner: string;
  readonly title: string;
  readonly version: string;
  readonly samples: number;
  /** CPU and wall seconds of our process until the scanner is ready. */
  readonly start: { readonly cpu: number; readonly wall: number };
  /** A whole process of ours for one sample, start and end included. */
  readonly oneSample: { readonly cpu: number; readonly wall: number };
  readonly ways: readonly Way[];
  readonly differences: readonly Difference[];
  /** Code that should have crashed the scanner and did not: then the row says nothing. */
  readonly survived: readonly string[];
};

type Times = { readonly cpu: number; readonly wall: number };

const timesOf = ({ user, system, wall }: Cost): Times => ({ cpu: user + system, wall });

/** What is left of a cost without that of another, for `scale` times as many samples. */
const net = (cost: Cost, without: Cost | undefined, scale: number): Times => {
  const [all, less] = [timesOf(cost), without ? timesOf(without) : { cpu: 0, wall: 0 }];
  return { cpu: scale * (all.cpu - less.cpu), wall: scale * (all.wall - less.wall) };
};

const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

const medians = (times: readonly Times[]): Times => ({
  cpu: median(times.map(({ cpu }) => cpu)),
  wall: median(times.map(({ wall }) => wall)),
});

/** What was found in the samples of `ids`, each counted once. */
const counts = (scans: readonly Scan[], ids: readonly string[]): Pick<Way, 'findings' | 'unknown'> => {
  const bySample = new Map(scans.map((scan) => [scan.sample, scan]));
  const counted = ids.flatMap((id) => bySample.get(id) ?? []);
  return {
    findings: counted.reduce((sum, { findings }) => sum + findings.length, 0),
    unknown: counted.filter(({ status }) => status === 'unknown').length,
  };
};

const idsOf = (scans: readonly Scan[]): string[] => scans.map(({ sample }) => sample);

/** One row of one round, before medians. */
type Line = Omit<Way, 'cpuRatio' | 'wallRatio'>;

const linesOf = ({ start, batches, alone, plain, crashes }: Round): Line[] => {
  const samples = batches.scans.length;
  const line = (
    way: string,
    cost: Cost,
    scanned: number,
    rest: Pick<Line, 'processes' | 'findings' | 'unknown'> & Times,
  ) => ({
    way,
    scanned,
    peak: cost.peak,
    others: cost.others,
    ...rest,
  });
  return [
    line('in batches', batches.cost, samples, {
      processes: batches.processes,
      ...counts(batches.scans, idsOf(batches.scans)),
      ...net(batches.cost, start.cost, 1),
    }),
    line('one a call', alone.cost, alone.ids.length, {
      processes: alone.processes - alone.before.processes,
      ...counts(alone.scans, alone.ids),
      ...net(alone.cost, alone.before.cost, samples / alone.ids.length),
    }),
    ...(plain
      ? [
          line(plain.title, plain.cost, plain.files, {
            processes: plain.files,
            findings: undefined,
            unknown: undefined,
            ...net(plain.cost, undefined, samples / plain.files),
          }),
        ]
      : []),
    ...(crashes
      ? [
          line(`in batches, ${crashes.ids.length} crash it`, crashes.cost, samples, {
            processes: crashes.processes,
            ...counts(crashes.scans, idsOf(crashes.scans)),
            ...net(crashes.cost, start.cost, 1),
          }),
        ]
      : []),
  ];
};

const waysOf = (rounds: readonly Round[]): Way[] => {
  const lines = Map.groupBy(rounds.flatMap(linesOf), ({ way }) => way);
  const rows = [...lines].flatMap(([way, [line, ...more]]) => {
    if (line === undefined) return [];
    const all = [line, ...more];
    const [peak, others] = [median(all.map((one) => one.peak)), median(all.map((one) => one.others))];
    return [{ ...line, way, ...medians(all), peak, others }];
  });
  const batches = rows[0];
  return rows.map((row) => ({
    ...row,
    cpuRatio: row.cpu / (batches?.cpu ?? Number.NaN),
    wallRatio: row.wall / (batches?.wall ?? Number.NaN),
  }));
};

/** The rounds of one scanner, of which there is at least one, as figures and differences. */
export const resultOf = (
  scanner: Pick<Result, 'scanner' | 'title' | 'version'>,
  rounds: readonly Round[],
): Result => {
  const crashing = rounds.flatMap(
    ({ crashes }) => crashes?.scans.filter(({ sample }) => crashes.ids.includes(sample)) ?? [],
  );
  return {
    ...scanner,
    samples: rounds[0]?.batches.scans.length ?? 0,
    start: medians(rounds.map(({ start }) => timesOf(start.cost))),
    oneSample: medians(rounds.map(({ first }) => timesOf(first.cost))),
    ways: waysOf(rounds),
    differences: rounds.flatMap(({ batches, alone, crashes }) => [
      ...differences('one a call', batches.scans, alone.scans),
      ...differences(
        'with crashes',
        batches.scans,
        crashes?.scans.filter(({ sample }) => !crashes.ids.includes(sample)) ?? [],
      ),
    ]),
    survived: [...new Set(crashing.filter(({ status }) => status === 'ok').map(({ sample }) => sample))],
  };
};
