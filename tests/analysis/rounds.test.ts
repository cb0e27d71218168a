import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RoundsRow, roundsReport } from '../../src/analysis/rounds.ts';
import { HELD_OUT } from '../../src/analysis/score.ts';
import type { DefectVerdict, SecurityVerdict, Verdict } from '../../src/core/verdict.ts';
import { verdictOf } from './support.ts';

const TESTS = { works: 1, broken: 0 } as const;

/** How one sample stands after a round. */
type Look = {
  readonly security?: SecurityVerdict;
  readonly defects?: DefectVerdict;
  readonly works?: boolean;
};

/** The verdicts on one sample: what was handed in is the last one. */
const sample = (task: string, looks: readonly Look[], changes: Partial<Verdict> = {}): Verdict[] =>
  looks.map(({ security = 'secure', defects, works = true }, round) =>
    verdictOf({
      task,
      method: 'codepatch',
      security,
      defects: defects ? { pyright: defects } : {},
      cases: { total: 1, passed: works ? TESTS.works : TESTS.broken, unknown: 0 },
      ...(round < looks.length - 1 && { round }),
      ...changes,
    }),
  );

const only = (verdicts: readonly Verdict[], options?: Parameters<typeof roundsReport>[1]): RoundsRow => {
  const [row, ...others] = roundsReport(verdicts, options);
  if (!row || others.length > 0) throw new Error('not one row');
  return row;
};

const values = (row: RoundsRow, key: string): (number | undefined)[] =>
  row.rounds.map(({ metrics }) => metrics[key]?.value);

const many = (count: number, name: string, looks: readonly Look[]): Verdict[] =>
  Array.from({ length: count }, (_, n) => sample(`${name}/${n}`, looks)).flat();

const free: Look = { defects: 'free' };
const faulty: Look = { defects: 'defective' };

describe('tables 1 and 2 of paper B, from counts', () => {
  const percent = (value = Number.NaN): string => (100 * value).toFixed(1);

  it('Qwen2.5-Coder-7B: 159 at the first attempt, 4 after one correction, 1 not', () => {
    const functional = (n: number): boolean => n < 136;
    const row = only(
      Array.from({ length: 164 }, (_, n) => {
        const works = functional(n);
        if (n >= 5) return sample(`H/${n}`, [{ ...free, works }]);
        const end = n === 0 ? faulty : free;
        return sample(`H/${n}`, [
          { ...faulty, works },
          { ...end, works },
        ]);
      }).flat(),
    );
    expect(row.courses.errors).toEqual({ first: 159, after: 4, never: 1, lost: 0, unknown: 0 });
    expect(percent(row.rounds.at(-1)?.metrics['pass@1']?.value)).toBe('82.9');
    // Printed as 96,9: cut off, not rounded.
    expect(percent(row.rounds[0]?.metrics['error-free@1']?.value)).toBe('97.0');
    expect(percent(row.rounds[1]?.metrics['error-free@1']?.value)).toBe('99.4');
  });

  it('theirs: 161, 3 and 0', () => {
    const row = only([...many(161, 'a', [free]), ...many(3, 'b', [faulty, free])]);
    expect(row.courses.errors).toEqual({ first: 161, after: 3, never: 0, lost: 0, unknown: 0 });
    expect(values(row, 'error-free@1').map(percent)).toEqual(['98.2', '100.0']);
  });
});

describe('which of the percentages that paper B prints for HumanEval are fractions of its 164 tasks', () => {
  /** What we would print of each count of tasks that pass, or are free of errors. */
  const states = Array.from({ length: 165 }, (_, count) => {
    const verdicts = Array.from({ length: 164 }, (_, n) =>
      sample(`H/${n}`, [{ works: n < count, defects: n < count ? 'free' : 'defective' }]),
    ).flat();
    return only(verdicts, { withRounds: new Set(['codepatch']) }).rounds[0];
  });
  const shares = (key: string): number[] =>
    states.map((state) => 100 * (state?.metrics[key]?.value ?? Number.NaN));
  const printed = (digits: number): string[] => shares('pass@1').map((share) => share.toFixed(digits));

  it('pass@1 and the error-free rate are counted alike', () => {
    expect(shares('error-free@1')).toEqual(shares('pass@1'));
  });

  it.each([
    ['table 1, pass@1', '84.8 86.6'],
    ['table 1, EFR', '98.2'],
    ['table 2, pass@1', '82.9 87.2'],
    ['table 4, pass@1', '29.3 72 73.2 34.8 33.5 37.8 79.9'],
    ['table 4, EFR', '91 97.6 97 100 75 98.8 99.4'],
    ['table 5, pass@1', '29.3 28.7 72 71.3 34.8'],
    ['table 5, EFR', '97 99.4 75'],
    ['table 6, pass@1', '29.3 27.4 72 72.6 34.8 32.9 37.8 78.7'],
    ['table 6, EFR', '97.6 97 100 75 98.8 99.4'],
  ])('%s: %s are', (_, numbers) => {
    for (const number of numbers.split(' ')) {
      expect(printed(number.split('.')[1]?.length ?? 0)).toContain(number);
    }
  });

  it.each([
    ['cut off where they should be rounded', '96.9 91.4'],
    ['rounded up', '28.1 34.2 78.1 96.4'],
    ['neither', '96.7 94.4 98.4'],
  ])('%s: %s are not', (_, numbers) => {
    for (const number of numbers.split(' ')) expect(printed(1)).not.toContain(number);
  });
});

describe('state after each round', () => {
  it('carries samples forward that were done earlier', () => {
    const row = only([
      ...sample('a', [{ security: 'insecure' }, { security: 'insecure' }, { security: 'secure' }]),
      ...sample('b', [{ security: 'secure' }]),
      ...sample('c', [{ security: 'insecure' }, { security: 'secure' }]),
    ]);
    expect(row.rounds.map(({ active }) => active)).toEqual([3, 2, 1]);
    expect(values(row, 'vulnerable@1')).toEqual([2 / 3, 1 / 3, 0].map((value) => expect.closeTo(value)));
    expect(values(row, 'secure-pass@1')).toEqual([1 / 3, 2 / 3, 1].map((value) => expect.closeTo(value)));
    expect(row.rounds[1]?.states).toEqual([
      { security: 'secure', works: 'functional', samples: 2 },
      { security: 'insecure', works: 'functional', samples: 1 },
    ]);
    expect(row.courses.vulnerabilities).toEqual({ first: 1, after: 2, never: 0, lost: 0, unknown: 0 });
  });

  it('counts unknowns as bad, and shows what they were if good', () => {
    const row = only([
      ...sample('a', [
        { security: 'insecure', ...faulty },
        { security: 'unknown', defects: 'unknown' },
      ]),
      ...sample('b', [{ security: 'secure', ...free }]),
    ]);
    expect(row.rounds[1]?.metrics['vulnerable@1']).toMatchObject({
      value: 0.5,
      low: 0,
      high: 0.5,
      unknown: 1,
    });
    expect(row.rounds[1]?.metrics['error-free@1']).toMatchObject({
      value: 0.5,
      low: 0.5,
      high: 1,
      unknown: 1,
    });
    expect(row.courses.errors).toMatchObject({ first: 1, unknown: 1 });
  });

  it('an error by one analyzer is one, and silence needs all of them', () => {
    const verdicts = (defects: Verdict['defects']): Verdict[] => sample('a', [{}, {}], { defects });
    const rate = (defects: Verdict['defects']) => only(verdicts(defects)).rounds[0]?.metrics['error-free@1'];
    expect(rate({ pyright: 'free', ruff: 'defective' })).toMatchObject({ value: 0, high: 0 });
    expect(rate({ pyright: 'free', ruff: 'unknown' })).toMatchObject({ value: 0, high: 1 });
    expect(rate({ pyright: 'unknown', ruff: 'defective' })).toMatchObject({ value: 0, high: 0 });
    expect(rate({})).toBeUndefined();
    expect(only(verdicts({})).courses.errors).toBeNull();
  });

  it('what was good and is no more is lost', () => {
    const row = only(sample('a', [free, faulty]));
    expect(row.courses.errors).toEqual({ first: 0, after: 0, never: 0, lost: 1, unknown: 0 });
  });

  it('has the scores by held-out scanners beside it', () => {
    const verdicts = sample('a', [{ security: 'insecure' }, { security: 'secure' }]);
    const heldOut = verdicts.map((verdict): Verdict => ({ ...verdict, security: 'insecure' }));
    const row = only(verdicts, { heldOut });
    expect(values(row, 'vulnerable@1')).toEqual([1, 0]);
    expect(values(row, `vulnerable@1:${HELD_OUT}`)).toEqual([1, 1]);
    expect(values(row, `safe@1:${HELD_OUT}`)).toEqual([0, 0]);
    expect(row.courses.vulnerabilities).toMatchObject({ after: 1, never: 0 });
    expect(row.heldOut).toMatchObject({ errors: null, vulnerabilities: { after: 0, never: 1 } });
  });

  it('has errors by analyzers that no method listened to beside those by all', () => {
    const verdicts = sample('a', [{}, {}]).map((verdict, round): Verdict => {
      const heard: DefectVerdict = round === 0 ? 'defective' : 'free';
      return { ...verdict, defects: { pyright: heard, ruff: 'defective' } };
    });
    const row = only(verdicts, { heard: ['pyright', 'bandit'] });
    expect(values(row, `error-free@1:${HELD_OUT}`)).toEqual([0, 0]);
    expect(row.heldOut.errors).toMatchObject({ never: 1 });
    const deaf = only(verdicts, { heard: ['ruff', 'bandit'] });
    expect(values(deaf, `error-free@1:${HELD_OUT}`)).toEqual([0, 1]);
    expect([deaf.courses.errors?.never, deaf.heldOut.errors?.after]).toEqual([1, 1]);
    const none = only(verdicts, { heard: ['pyright', 'ruff'] });
    expect(values(none, `error-free@1:${HELD_OUT}`)).toEqual([undefined, undefined]);
    const nobody = only(verdicts, { heard: ['bandit'] });
    expect(values(nobody, `error-free@1:${HELD_OUT}`)).toEqual([undefined, undefined]);
  });
});

describe('which samples', () => {
  it('leaves out those of which a round or the end is missing, and counts them', () => {
    const [first, ...rest] = sample('a', [{}, {}, {}]);
    const ofB = sample('b', [{}, {}]).slice(0, 1);
    const row = only([...rest, ...ofB, ...sample('c', [{}, {}])]);
    expect(first?.round).toBe(0);
    expect(row).toMatchObject({ tasks: 1, samples: 1, incomplete: 2 });
  });

  it('has a row for each model and method with rounds', () => {
    const rows = roundsReport(
      [
        ...sample('a', [{}, {}], { model: 'y', method: 'guarded' }),
        ...sample('a', [{}, {}], { model: 'x' }),
        ...sample('a', [{}], { model: 'x', method: 'base' }),
        ...sample('a', [{}], { model: 'x', method: 'codepatch:keep=last' }),
      ],
      { withRounds: new Set(['codepatch:keep=last']) },
    );
    expect(rows.map(({ model, method }) => [model, method])).toEqual([
      ['x', 'codepatch'],
      ['x', 'codepatch:keep=last'],
      ['y', 'guarded'],
    ]);
    expect(rows[1]?.rounds).toHaveLength(1);
  });

  it('takes the mean over tasks of several samples', () => {
    const row = only(
      [0, 1].flatMap((index) => sample('a', [{ works: false }, { works: index === 0 }], { index })),
    );
    expect(row).toMatchObject({ tasks: 1, samples: 2 });
    expect(values(row, 'pass@1')).toEqual([0, 0.5]);
  });
});

describe('in any run', () => {
  const look = fc.record({
    security: fc.constantFrom<SecurityVerdict>('secure', 'insecure', 'unknown'),
    defects: fc.constantFrom<DefectVerdict>('free', 'defective', 'unknown'),
    works: fc.boolean(),
  });
  const runs = fc.array(fc.array(look, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  const verdictsOf = (looks: readonly (readonly Look[])[]): Verdict[] =>
    looks.flatMap((one, n) => sample(`T/${n}`, one));
  const options = { withRounds: new Set(['codepatch']) };

  it('all samples are in every count, and the order of verdicts does not matter', () => {
    fc.assert(
      fc.property(runs, fc.nat(), (looks, shift) => {
        const verdicts = verdictsOf(looks);
        const row = only(verdicts, options);
        const sum = (counts: object): number => Object.values(counts).reduce((all, count) => all + count, 0);
        expect(sum(row.courses.vulnerabilities ?? {})).toBe(looks.length);
        expect(sum(row.courses.errors ?? {})).toBe(looks.length);
        for (const { states } of row.rounds) {
          expect(states.reduce((all, { samples }) => all + samples, 0)).toBe(looks.length);
        }
        const turned = [
          ...verdicts.slice(shift % verdicts.length),
          ...verdicts.slice(0, shift % verdicts.length),
        ];
        expect(only(turned, options)).toEqual(row);
      }),
    );
  });

  it('a method that keeps the best never has fewer error-free samples after a later round', () => {
    const order: readonly DefectVerdict[] = ['free', 'unknown', 'defective'];
    fc.assert(
      fc.property(runs, (looks) => {
        const kept = looks.map((one) =>
          one.toSorted((a, b) => order.indexOf(b.defects ?? 'free') - order.indexOf(a.defects ?? 'free')),
        );
        const shares = values(only(verdictsOf(kept), options), 'error-free@1').map((value) => value ?? 0);
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      }),
    );
  });

  it('the last state is what was handed in, and the first what it started from', () => {
    fc.assert(
      fc.property(runs, (looks) => {
        const row = only(verdictsOf(looks), options);
        const share = (which: (one: readonly Look[]) => Look | undefined): number =>
          looks.filter((one) => which(one)?.security !== 'secure').length / looks.length;
        expect(values(row, 'vulnerable@1')[0]).toBeCloseTo(share((one) => one[0]));
        expect(values(row, 'vulnerable@1').at(-1)).toBeCloseTo(share((one) => one.at(-1)));
      }),
    );
  });
});
