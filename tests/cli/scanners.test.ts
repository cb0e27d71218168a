import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ScannerReport } from '../../src/analysis/scanner-report.ts';
import { cli, json, metric, type RunJson, writeJsonl } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();

/** Bandit alone finds the assert; both find the call of eval; nobody finds anything in the third. */
const CODES = {
  asserting: 'def f(x):\n    assert x\n    return x\n',
  evaluating: 'def f(x):\n    return eval(x)\n',
  harmless: 'def f(x):\n    return x\n',
};
const EVAL = [
  'eval',
  'samples.jsonl',
  '--scanners',
  'bandit,ruff',
  '--ignore-rules',
  'ruff/S101',
  '--out',
  'run',
];
const score = async (...args: string[]) => json(await cli(['score', 'run', '--json', ...args], { cwd }));

beforeAll(async () => {
  writeJsonl(
    cwd,
    'samples.jsonl',
    Object.entries(CODES).map(([task_id, solution]) => ({ task_id, solution, model: 'm' })),
  );
  json(await cli([...EVAL, '--quiet', '--json'], { cwd }));
});

describe('a run', () => {
  let report: ScannerReport;
  beforeAll(async () => {
    report = json<ScannerReport>(
      await cli(['scanners', 'run', '--ignore-rules', 'ruff/S101', '--json'], { cwd }),
    );
  });

  test('tells what each scanner accuses, what it accuses alone, and its rules', () => {
    expect(report.scanners).toMatchObject([
      { id: 'bandit', samples: 3, accused: 2, alone: 1, unknown: 0, rules: expect.any(Number) },
      { id: 'ruff', samples: 3, accused: 1, alone: 0, unknown: 0, rulesWithoutCwe: ['S101', 'S412'] },
    ]);
  });

  test('tells how far scanners agree, and which sets of them accuse', () => {
    expect(report.pairs).toContainEqual(
      expect.objectContaining({ raters: ['bandit', 'ruff'], samples: 3, jaccard: 0.5, observed: 2 / 3 }),
    );
    expect(report.sets.map(({ scanners, samples }) => [scanners, samples])).toEqual(
      expect.arrayContaining([
        [[], 1],
        [['bandit'], 1],
        [['bandit', 'ruff'], 1],
      ]),
    );
  });

  test('tells the kinds of weakness, and where a scanner has no rule', () => {
    const { scanners, merged, reachable } = report.cwes.reported;
    expect(merged.groups).toContainEqual({ group: 'CWE-78', findings: 1, samples: 1 });
    expect(scanners.bandit?.groups).toContainEqual({ group: 'CWE-703', findings: 1, samples: 1 });
    expect(reachable.ruff).not.toContain('CWE-703');
  });

  test('tells how the scores move with the policy', () => {
    const secure = Object.fromEntries(
      report.sensitivity.map(({ label, rows }) => [label, rows[0]?.secure?.value]),
    );
    expect(secure).toMatchObject({ 'as scored': 1 / 3, 'majority of all': 2 / 3, 'ruff alone': 2 / 3 });
  });

  test('has it all in a file, and in words', async () => {
    const { stdout } = await cli(['scanners', 'run'], { cwd });
    for (const words of ['accused by exactly', 'Cohen', 'CWE-78', 'majority of all', 'rules without a CWE'])
      expect(stdout).toContain(words);
    const file = JSON.parse(readFileSync(join(cwd, 'run', 'scanners.json'), 'utf8'));
    expect(file).toMatchObject({ format: 'bifocal.scanners/1' });
  });
});

describe('policies', () => {
  test.each<[string[], number]>([
    [[], 1 / 3],
    [['--policy', 'majority'], 2 / 3],
    [['--policy', 'one:ruff'], 2 / 3],
    [['--policy', 'one:ruff', '--ignore-rules', ''], 1 / 3],
    [['--policy', 'weighted:bandit=1,ruff=3', '--ignore-rules', 'ruff/S101'], 2 / 3],
    [['--policy', 'weighted:bandit=1,ruff=3@0.2', '--ignore-rules', 'ruff/S101'], 1 / 3],
    [['--count', 'ruff', '--ignore-rules', 'S101'], 2 / 3],
    [['--only-rules', 'bandit/B3*'], 2 / 3],
    [['--ignore-rules', '*'], 1],
  ])('%j', async (args, expected) => {
    expect(metric(await score(...args), 'secure@1', 'm')).toBeCloseTo(expected, 12);
  });

  test.each([
    ['--policy', 'nonsense', /none of: union, majority, one:ID/],
    ['--policy', 'weighted:bandit', /none of: union/],
    ['--policy', 'weighted:bandit=1@1.5', /none of: union/],
    ['--policy', 'one', /none of: union/],
    ['--policy', 'one:codeql', /names the scanner "codeql".*\n {2}-> the run has: bandit, ruff/],
    ['--count', 'bandit,nope', /names the scanner "nope"/],
    ['--policy=one:ruff', '--count=bandit', /says twice whose findings count/],
    ['--only-rules', 'B999', /no rule of the run is meant by "B999"/],
  ])('%s %s ends with exit code 2 and what to do', async (option, value, message) => {
    const ended = await cli(['score', 'run', option, value], { cwd });
    expect(ended.stderr).toMatch(message);
    expect(ended.exitCode).toBe(2);
  });
});

test('a policy that names what the run does not have is refused before anything is done', async () => {
  const args = ['eval', 'samples.jsonl', '--scanners', 'bandit', '--policy', 'one:ruff', '--out', 'refused'];
  const ended = await cli(args, { cwd });
  expect(ended.exitCode).toBe(2);
  expect(existsSync(join(cwd, 'refused'))).toBe(false);
});

test('analyzers of defects have their own score and decide nothing', async () => {
  writeJsonl(cwd, 'defects.jsonl', [
    { task_id: 'a', solution: 'def f():\n    return missing\n', model: 'm' },
  ]);
  const args = [
    'eval',
    'defects.jsonl',
    '--scanners',
    'ruff,ruff-defects',
    '--out',
    'defects',
    '--json',
    '--quiet',
  ];
  const run = json<RunJson>(await cli(args, { cwd }));
  expect(metric(run, 'defect-free@1:ruff-defects', 'm')).toBe(0);
  expect(metric(run, 'secure@1', 'm')).toBe(1);
  const ended = await cli(['score', 'defects', '--policy', 'one:ruff-defects'], { cwd });
  expect(ended.stderr).toMatch(/"ruff-defects", which looks for defects.*\n {2}-> the run has: ruff$/m);
  expect(ended.exitCode).toBe(2);
});

test('who asks for defects alone is not told that nothing is known of security', async () => {
  writeJsonl(cwd, 'only.jsonl', [{ task_id: 'a', solution: 'def f():\n    return 1\n', model: 'm' }]);
  const defects = ['eval', 'only.jsonl', '--quiet', '--no-recorded', '--scanners', 'ruff-defects'];
  expect(await cli(defects, { cwd })).toMatchObject({ exitCode: 0 });
  const nobody = ['eval', 'only.jsonl', '--quiet', '--no-recorded', '--scanners', ''];
  expect(await cli(nobody, { cwd })).toMatchObject({ exitCode: 4 });
});

test('a scanner of languages that no sample is written in is in no policy', async () => {
  const args = [
    'eval',
    'samples.jsonl',
    '--scanners',
    'bandit,eslint',
    '--out',
    'languages',
    '--json',
    '--quiet',
  ];
  const { scores } = json<RunJson>(await cli(args, { cwd }));
  expect(scores.policyText).toContain('union of bandit, any');
  expect(scores.scanners).toEqual([{ id: 'bandit', role: 'security' }]);
});

test('lists all scanners, those that are not here, too', async () => {
  const { scanners, families } = json<{
    scanners: { id: string; version: string | null }[];
    families: unknown[];
  }>(await cli(['scanners', '--json'], { cwd }));
  expect(scanners).toContainEqual(expect.objectContaining({ id: 'bandit', role: 'security', missing: null }));
  expect(scanners).toContainEqual(expect.objectContaining({ id: 'codeql', role: 'security' }));
  expect(families).toContainEqual(expect.objectContaining({ id: 'judge' }));
});
