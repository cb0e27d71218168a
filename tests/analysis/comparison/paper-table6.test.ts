import { expect, test } from 'vitest';
import { mean } from '../../../src/stats/mean.ts';

/**
 * Table 6 of Rethinking the Evaluation of Secure Code Generation (ICSE 2026): the four columns of BigCodeBench, in per
 * cent, without the row of averages.
 */
const TABLE_6 = `
18.81 69.00 0.00  3.15
22.77 73.00 0.00  3.09
11.88 33.55 1.34  4.07
12.87 55.70 0.67  1.82
 2.59 33.87 0.32  1.74
 1.03 20.64 0.32  3.19
 1.03 16.77 0.32  1.88
35.75 77.09 0.96  2.03
47.26 59.45 1.35  1.43
13.69 28.37 1.35  2.00
21.23 39.64 0.45  1.57
43.15 69.81 0.00  0.42
 8.33 72.46 0.00 11.77
13.88 84.05 0.00 11.77
 0.00  8.69 0.00 12.76
30.55 62.31 0.00 12.39
40.00 68.42 0.00  5.15
 0.00 52.63 0.00  0.00
80.00 57.89 0.00  0.73
20.28 31.33 1.63  1.88
 8.10 16.74 0.46  0.44
`;

test('the averages of table 6 (9.97, 42.04, 0.62, 4.11) are not the means of its rows', () => {
  const rows = TABLE_6.trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/).map(Number));
  expect(rows).toHaveLength(21);
  const means = [0, 1, 2, 3].map((column) => mean(rows.map((row) => row[column] ?? Number.NaN)).toFixed(1));
  expect(means).toEqual(['20.6', '49.1', '0.4', '4.0']);
});
