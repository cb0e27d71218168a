import { cpSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/analysis/comparison/terms.ts';
import { cli, json, writeJsonl } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();
const TASKS = 16;

/** Recorded verdicts: `good` tasks are secure and work, every second one of the others only works. */
const samples = (model: string, method: string, good: number) =>
  Array.from({ length: TASKS }, (_, task) => ({
    task_id: `task ${task}`,
    solution: 'x = 1\n',
    model,
    method,
    secure: task < good,
    functional: task < good || task % 2 === 0,
  }));

const ROWS = {
  first: [
    ...samples('m', 'base', 12),
    ...samples('m', 'hints', 2),
    ...samples('n', 'base', 6),
    ...samples('n', 'hints', 8),
  ],
  second: [...samples('m', 'base', 5), ...samples('other', 'base', 5)],
  bases: [...samples('k', 'base', 5), ...samples('l', 'base', 5)],
} as const;

const compare = (...args: string[]) => cli(['compare', ...args], { cwd });

beforeAll(async () => {
  for (const [name, rows] of Object.entries(ROWS)) {
    writeJsonl(cwd, `${name}.jsonl`, rows);
    json(await cli(['eval', `${name}.jsonl`, '--scanners', '', '--out', name, '--quiet', '--json'], { cwd }));
  }
  cpSync(join(cwd, 'first'), join(cwd, 'empty'), { recursive: true });
  for (const file of ['samples', 'verdicts', 'findings', 'cases'])
    writeJsonl(join(cwd, 'empty'), `${file}.jsonl`, []);
});

describe('one run', () => {
  test('holds its methods against their base, the same bytes each time, and changes no file', async () => {
    const state = () =>
      readdirSync(join(cwd, 'first')).map((file) => statSync(join(cwd, 'first', file)).mtimeMs);
    const before = state();
    const first = await compare('first', '--json');
    const { format, contrasts, anova, policyTexts, bootstrap } = json<Comparison>(first);
    expect(format).toBe('bifocal.comparison/1');
    expect(contrasts.map(({ base, arm }) => [arm.model, arm.method, base.method])).toEqual([
      ['m', 'hints', 'base'],
      ['n', 'hints', 'base'],
    ]);
    const safe = contrasts[0]?.metrics.find(({ metric }) => metric === 'safe@1');
    expect(safe).toMatchObject({ tasks: TASKS, difference: -10 / TASKS, change: 'worse' });
    expect(
      anova.find(({ metric, method }) => metric === 'safe@1' && method === 'hints')?.effects,
    ).toHaveLength(4);
    expect(policyTexts.first).toContain('recorded verdicts');
    expect(bootstrap.resamples).toBe(2000);
    expect((await compare('first', '--json')).stdout).toBe(first.stdout);
    expect(state()).toEqual(before);
  });

  test('tells people within 120 columns, regressions first', async () => {
    const { stdout, exitCode } = await compare('first');
    const text = stripVTControlCharacters(stdout);
    expect(exitCode).toBe(0);
    expect(Math.max(...text.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(120);
    for (const words of [
      'safe@1 (SAFE)',
      '16 tasks',
      'to i-',
      'i+ to s-',
      'Analysis of variance',
      'Holm',
      'policy  both:',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/▼ +m: hints - base +─*●/);
    expect(text.indexOf('m: hints - base')).toBeLessThan(text.indexOf('n: hints - base'));
    expect(text).toMatch(/warning first: 64 of 64 security verdicts .* are recorded ones/);
  });

  test('shows the metrics that were asked for', async () => {
    const { stdout } = await compare('first', '--metric', 'pass,safe@1');
    expect(stdout).toContain('pass@1');
    expect(stdout).not.toContain('secure@1');
    const { stderr, exitCode } = await compare('first', '--metric', 'beauty');
    expect(stderr).toMatch(/nothing is compared by "beauty"\n {2}-> there are: secure@1, pass@1/);
    expect(exitCode).toBe(2);
  });

  test('takes their names in any case, and refuses an empty list', async () => {
    const { stdout } = await compare('first', '--metric', 'SAFE,Pass@1');
    expect(stdout).toContain('safe@1: ');
    expect(stdout).toContain('pass@1: ');
    const { stderr, exitCode } = await compare('first', '--metric', ' , ');
    expect(stderr).toMatch(/--metric names none\n {2}-> there are: secure@1, pass@1/);
    expect(exitCode).toBe(2);
  });

  test.each([[], ['--json'], ['--against', 'm/base']])('without samples is refused %j', async (...args) => {
    const { stderr, exitCode } = await compare('empty', ...args);
    expect(stderr).toMatch(/empty has no samples\n {2}-> give a run with samples/);
    expect(exitCode).toBe(2);
  });

  test('with nothing to compare: that first, and a base that --against takes', async () => {
    const { stdout, exitCode } = await compare('bases');
    expect(exitCode).toBe(0);
    const [, against = ''] = /^Nothing to compare.*\n {2}-> --against (\S+) holds/.exec(stdout) ?? [];
    expect(against).toBe('k/base');
    const { contrasts } = json<Comparison>(await compare('bases', '--against', against, '--json'));
    expect(contrasts).toHaveLength(1);
  });
});

describe('several runs', () => {
  test('hold later ones against the first, and say what differs', async () => {
    const { contrasts, warnings } = json<Comparison>(await compare('first', 'second', '--json'));
    expect(contrasts.map(({ arm, base }) => [arm.run, base.run, arm.model])).toContainEqual([
      'second',
      'first',
      'm',
    ]);
    expect(warnings.join('\n')).toContain('held against nothing, and nothing against it: second:other/base');
  });

  test('or all against one base', async () => {
    const { contrasts } = json<Comparison>(
      await compare('first', 'second', '--against', 'second:other/base', '--json'),
    );
    expect(contrasts).toHaveLength(5);
    expect(new Set(contrasts.map(({ base }) => base.model))).toEqual(new Set(['other']));
    expect(contrasts[0]?.transitions.pairs).toBe(TASKS);
    const { stdout } = await compare('first', 'second', '--against', 'second:other/base');
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(120);
  });

  test.each([
    [['nowhere'], /nowhere holds no run: it is not there\n {2}-> give the folder of a run/],
    [['first', 'first'], /first is named twice/],
    [['first', '--against', 'nothing'], /called "nothing"\n {2}-> name a METHOD, MODEL\/METHOD/],
  ])('%j ends with exit code 2 and what to do', async (args, message) => {
    const ended = await compare(...args);
    expect(ended.stderr).toMatch(message);
    expect(ended.exitCode).toBe(2);
  });
});
