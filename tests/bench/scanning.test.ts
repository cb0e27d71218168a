import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenly } from '../../bench/evenly.ts';
import { differences } from '../../bench/scanning/differences.ts';
import { resultOf } from '../../bench/scanning/result.ts';
import type { Round } from '../../bench/scanning/round.ts';
import type { Finding, Scan } from '../../src/core/finding.ts';

const finding = (line: number): Finding => ({
  rule: 'R1',
  cwes: [78],
  severity: 'high',
  confidence: 'high',
  message: 'a shell',
  line,
});

const scan = (sample: string, findings: Finding[] | string): Scan => ({
  sample,
  scanner: 'some',
  ...(typeof findings === 'string'
    ? { status: 'unknown', reason: findings, findings: [] }
    : { status: 'ok', findings }),
});

const cost = (user: number, wall: number) => ({
  method: '',
  user,
  system: 1,
  wall,
  others: 0,
  peak: 100,
  left: 0,
});

const reading = (user: number, wall: number, processes: number, scans: Scan[] = []) => ({
  cost: cost(user, wall),
  processes,
  scans,
});

describe('evenly', () => {
  test('a few items, the first among them, in gaps that differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (size, count) => {
        const picked = evenly([...Array(size).keys()], count);
        const gaps = [...picked, size].slice(1).map((at, index) => at - (picked[index] ?? Number.NaN));
        expect(picked).toHaveLength(Math.min(size, count));
        expect(picked[0]).toBe(0);
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('differences', () => {
  test('neither the order of findings nor why a sample is unknown makes one', () => {
    const batch = [scan('a', [finding(1), finding(2)]), scan('b', 'crashed on 17.py'), scan('c', [])];
    const alone = [scan('b', 'crashed on 0.py'), scan('a', [finding(2), finding(1)])];
    expect(differences('alone', batch, alone)).toEqual([]);
  });

  test.each([
    ['another line', [scan('a', [finding(1)])], scan('a', [finding(2)])],
    ['one less', [scan('a', [finding(1), finding(1)])], scan('a', [finding(1)])],
    ['unknown is not clean', [scan('a', [])], scan('a', 'crashed')],
    ['no answer in the batch', [], scan('a', [])],
  ])('%s', (_, batch, alone) => {
    expect(differences('alone', batch, [alone])).toMatchObject([{ way: 'alone', sample: 'a' }]);
  });
});

describe('results', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const first = reading(2, 3, 1, [scan('a', [])]);
  const round: Round = {
    start: reading(1, 2, 0),
    first,
    batches: reading(
      5,
      6,
      1,
      ids.map((id) => scan(id, id === 'd' ? 'syntax' : [finding(1)])),
    ),
    alone: {
      ...reading(10, 13, 3, [scan('a', [finding(1)]), scan('b', [finding(1)]), scan('d', 'syntax')]),
      ids: ['b', 'd'],
      before: first,
    },
    plain: { cost: cost(7, 9), files: 2, title: 'some FILE' },
    crashes: {
      ...reading(9, 10, 8, [
        scan('a', [finding(1)]),
        scan('crash 1', 'crashed'),
        scan('c', [finding(1)]),
        scan('d', 'syntax'),
      ]),
      ids: ['crash 1'],
    },
  };
  const of = (rounds: readonly Round[]) => resultOf({ scanner: 'some', title: 'Some', version: '1' }, rounds);

  test('seconds are those of all samples, without what is done once', () => {
    expect(of([round])).toMatchObject({
      samples: 4,
      start: { cpu: 2, wall: 2 },
      oneSample: { cpu: 3, wall: 3 },
      ways: [
        {
          way: 'in batches',
          scanned: 4,
          processes: 1,
          cpu: 4,
          wall: 4,
          cpuRatio: 1,
          findings: 3,
          unknown: 1,
        },
        {
          way: 'one a call',
          scanned: 2,
          processes: 2,
          cpu: 16,
          wall: 20,
          cpuRatio: 4,
          wallRatio: 5,
          unknown: 1,
        },
        { way: 'some FILE', scanned: 2, processes: 2, cpu: 16, wall: 18, unknown: undefined },
        { way: 'in batches, 1 crash it', scanned: 4, processes: 8, cpu: 8, wall: 8, unknown: 2 },
      ],
      differences: [],
      survived: [],
    });
  });

  test('the median of the rounds', () => {
    const slower = (seconds: number): Round => ({
      ...round,
      batches: { ...round.batches, cost: cost(seconds, 9) },
    });
    expect(of([slower(90), round, slower(6)]).ways[0]).toMatchObject({ cpu: 5 });
  });

  test('a neighbour of a crash that lost its findings, and a crash that was none, are told', () => {
    const crashes = {
      ...reading(9, 10, 8, [
        scan('a', 'crashed'),
        scan('crash 1', []),
        scan('c', [finding(1)]),
        scan('d', 'syntax'),
      ]),
      ids: ['crash 1'],
    };
    expect(of([{ ...round, crashes }])).toMatchObject({
      differences: [{ way: 'with crashes', sample: 'a', otherwise: 'unknown' }],
      survived: ['crash 1'],
    });
  });
});
