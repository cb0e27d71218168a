import { describe, expect, test } from 'vitest';
import { cohensD } from '../../../src/stats/effect-size.ts';
import { mcnemarTest } from '../../../src/stats/exact-tests.ts';
import { standardDeviation } from '../../../src/stats/spread.ts';
import { pairedTest, welchTest } from '../../../src/stats/t-test.ts';

/** Tasks of BigCodeBench and of SecCodePLT+ in Rethinking the Evaluation of Secure Code Generation (ICSE 2026). */
const TASKS = [1140, 1140, 1201, 1201] as const;
const COLUMNS = ['Secure-Pass@1', 'SAFE@1', 'Secure-Pass@1', 'SAFE@1'] as const;

/** Table 4 of that paper: p and effect size for each of the columns. */
const TABLE_4 = `
Codellama SVEN             0.00 0.236  0.00 0.229  0.59 0.021  0.09 0.069
Codellama SafeCoder        0.00 0.182  0.00 0.168  0.00 0.119  0.00 0.230
Codellama CodeGuard+       0.00 0.182  0.00 0.202  0.16 0.057  0.00 0.134
Codellama PromSec          0.00 0.212  0.00 0.251  0.05 0.079  0.02 0.093
Qwen2.5-Coder SVEN         0.01 0.101  0.05 0.081  0.37 0.036  0.77 0.011
Qwen2.5-Coder SafeCoder    0.74 0.013  0.92 0.003  0.39 0.034  0.06 0.074
Qwen2.5-Coder CodeGuard+   0.12 0.060  0.47 0.029  0.39 0.034  0.05 0.077
Qwen2.5-Coder PromSec      0.00 0.512  0.00 0.603  0.07 0.073  0.00 0.136
DeepSeek-Coder SVEN        0.00 0.176  0.00 0.170  0.23 0.048  0.03 0.084
DeepSeek-Coder SafeCoder   0.00 0.116  0.00 0.157  0.73 0.014  0.84 0.007
DeepSeek-Coder CodeGuard+  0.95 0.002  0.76 0.012  0.56 0.023  0.20 0.051
DeepSeek-Coder PromSec     0.00 0.370  0.00 0.411  0.23 0.048  0.26 0.045
Mistral SVEN               0.04 0.083  0.00 0.224  0.00 0.114  0.00 0.207
Mistral SafeCoder          0.00 0.206  0.00 0.290  0.40 0.033  0.95 0.002
Mistral CodeGuard+         0.00 0.336  0.00 0.240  0.28 0.043  0.20 0.051
Mistral PromSec            0.03 0.087  0.00 0.224  0.09 0.067  0.00 0.140
StarCoder SVEN             0.05 0.079  0.47 0.030  0.29 0.042  0.03 0.086
StarCoder SafeCoder        0.01 0.102  0.00 0.319  0.54 0.024  0.57 0.022
StarCoder CodeGuard+       0.86 0.006  0.60 0.021  0.54 0.024  0.10 0.067
GPT-3.5-Turbo PromSec      0.00 0.171  0.00 0.146  0.90 0.004  0.86 0.007
GPT-4o PromSec             0.29 0.043  0.87 0.006  0.51 0.026  0.13 0.061
`;

type Printed = { readonly name: string; readonly tasks: number; readonly p: number; readonly d: number };

const PRINTED: readonly Printed[] = TABLE_4.trim()
  .split('\n')
  .flatMap((line) => {
    const [model = '', method = '', ...numbers] = line.split(/ +/);
    return TASKS.map((tasks, column) => ({
      name: `${model} ${method}, ${COLUMNS[column]} of ${tasks}`,
      tasks,
      p: Number(numbers[2 * column]),
      d: Number(numbers[2 * column + 1]),
    }));
  });

/** Values with mean `d` and standard deviation 1. */
const standardized = (n: number, d: number): number[] => {
  const signs = Array.from({ length: n }, (_, i) => (i === n - 1 && n % 2 === 1 ? 0 : (-1) ** i));
  const spread = standardDeviation(signs);
  return signs.map((sign) => sign / spread + d);
};

const unpairedP = (d: number, n: number): number =>
  welchTest(standardized(n, d), standardized(n, 0))?.p ?? Number.NaN;
const pairedP = (d: number, n: number): number => pairedTest(standardized(n, d))?.p ?? Number.NaN;

/** Whether p and d may both be cut off after the digits that are printed. */
const mayBeCut = ({ p, d, tasks }: Printed, test: (d: number, n: number) => number): boolean =>
  test(d + 0.001, tasks) < p + 0.01 && (d === 0 ? 1 : test(d, tasks)) >= p;

/** Whether they may both be rounded. */
const mayBeRounded = ({ p, d, tasks }: Printed, test: (d: number, n: number) => number): boolean =>
  test(d + 0.0005, tasks) <= p + 0.005 && test(d - 0.0005, tasks) >= p - 0.005;

describe('table 4 of paper A', () => {
  test('83 of 84 printed p follow from the printed effect size by an unpaired t-test of n tasks a side, cut off', () => {
    expect(PRINTED).toHaveLength(84);
    const strangers = PRINTED.filter((printed) => !mayBeCut(printed, unpairedP));
    expect(strangers.map(({ name }) => name)).toEqual(['Qwen2.5-Coder CodeGuard+, Secure-Pass@1 of 1140']);
  });

  test('of the 52 that are not 0.00, 51 do; 20 would, were the numbers rounded', () => {
    const telling = PRINTED.filter(({ p }) => p > 0);
    expect(telling).toHaveLength(52);
    expect(telling.filter((printed) => mayBeCut(printed, unpairedP))).toHaveLength(51);
    expect(telling.filter((printed) => mayBeRounded(printed, unpairedP))).toHaveLength(20);
  });

  test('none of the 52 follows by a paired t-test with the effect size of differences', () => {
    expect(PRINTED.filter((one) => one.p > 0 && mayBeCut(one, pairedP))).toEqual([]);
  });

  test('the one that does not: an effect of 0.060 in 1140 tasks has p 0.15, and 0.12 is printed', () => {
    expect(unpairedP(0.06, 1140)).toBeCloseTo(0.152, 3);
    expect(unpairedP(0.061, 1140)).toBeCloseTo(0.145, 3);
  });
});

/** Secure-Pass@1 as table 5 prints it, base and PromSec, with what table 4 prints of their difference. */
const TABLE_5 = [
  { model: 'GPT-3.5-Turbo', n: 1140, base: 0.3219, arm: 0.2447, p: '0.00', d: '0.171' },
  { model: 'GPT-4o', n: 1140, base: 0.3771, arm: 0.3561, p: '0.29', d: '0.043' },
  { model: 'GPT-3.5-Turbo', n: 1201, base: 0.0308, arm: 0.0316, p: '0.90', d: '0.004' },
  { model: 'GPT-4o', n: 1201, base: 0.0399, arm: 0.0349, p: '0.51', d: '0.026' },
] as const;

const cut = (value: number, digits: number): string =>
  (Math.floor(value * 10 ** digits) / 10 ** digits).toFixed(digits);

describe.each(TABLE_5)('Secure-Pass@1 of $model on $n tasks, from table 5', ({ n, base, arm, p, d }) => {
  const tasks = (share: number): number[] =>
    Array.from({ length: n }, (_, i) => Number(i < Math.round(share * n)));

  test('gives the p and the effect size of table 4, cut off, from the shares alone', () => {
    const [before, after] = [tasks(base), tasks(arm)];
    expect(cut(welchTest(after, before)?.p ?? Number.NaN, 2)).toBe(p);
    expect(cut(Math.abs(cohensD(after, before) ?? Number.NaN), 3)).toBe(d);
  });
});

test('GPT-4o: by pairs of samples PromSec loses on BigCodeBench (p < 0.05), where the unpaired test prints 0.29', () => {
  // Of its 430 secure and functional samples (table 5) 16.74 % become secure and broken, 0.46 % insecure and functional
  // (table 6). Insecure and broken become those of 0.44 % of at most 1140 secure ones that are none of these.
  const [broken, madeInsecure, secureToInsecure] = [72, 2, 5];
  expect([(100 * broken) / 430, (100 * madeInsecure) / 430].map((share) => cut(share, 2))).toEqual([
    '16.74',
    '0.46',
  ]);
  expect(Math.floor(0.0045 * 1140)).toBe(secureToInsecure);
  for (let lost = broken + madeInsecure; lost <= broken + secureToInsecure; lost++)
    expect(mcnemarTest(lost, lost - (430 - 406))).toBeLessThan(0.05);
});
