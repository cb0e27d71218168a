import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Category } from '../../src/analysis/degeneracy/suspect.ts';
import type { FailureReport } from '../../src/analysis/failures/report.ts';
import type { Decision } from '../../src/analysis/failures/terms.ts';
import { openFailures, reportFailures } from '../../src/engine/failures.ts';
import { CORE_TASKS, cli, json, readJsonl, row, solution, writeJsonl } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TYPIST = fileURLToPath(new URL('../support/type-into-terminal.py', import.meta.url));

const cwd = temporaryFolder();
const file = (name: string): string => join(cwd, 'run', 'review', name);
const review = (...args: string[]) => cli(['review', 'run', '--failures', ...args], { cwd });
const report = (): FailureReport => reportFailures(openFailures(join(cwd, 'run')));

const JUDGE = [
  '--tasks',
  'core',
  '--no-tests',
  '--recorded',
  '--security',
  'dynamic',
  '--scanners',
  'bandit',
];
const [FIRST = '', SECOND = '', THIRD = '', FOURTH = ''] = CORE_TASKS;

/** Controls with verdicts as another benchmark would bring them: what each is, is known. */
const base = (task: string, secure = false) =>
  row(task, 'insecure', { model: 'm', functional: true, secure });
const changed = (task: string, code: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  ...row(task, 'broken', { model: 'm', method: 'sven', functional: false, secure: true }),
  solution: code,
  ...rest,
});

beforeAll(async () => {
  const rows = [
    ...[FIRST, SECOND, THIRD].map((task) => base(task)),
    base(FOURTH, true),
    changed(FIRST, solution(FIRST, 'broken')),
    changed(SECOND, 'task '.repeat(60)),
    changed(THIRD, solution(THIRD, 'secure'), { functional: true }),
    changed(FOURTH, solution(FOURTH, 'broken')),
  ];
  const samples = writeJsonl(cwd, 'samples.jsonl', rows);
  const judged = await cli(['eval', samples, ...JUDGE, '--out', 'run'], { cwd });
  expect(judged).toMatchObject({ exitCode: 0 });
});

describe('review --failures', () => {
  const sample = (task: string) => `core/${task}|m|sven|0`;

  test('tells table 7 as a program would have it', async () => {
    const { rows, cases } = json<FailureReport>(await review('--json'));
    expect(cases.map(({ sample, shift }) => [sample, shift])).toEqual([
      [sample(FIRST), 'securedAndBroken'],
      [sample(SECOND), 'securedAndBroken'],
      [sample(FOURTH), 'broken'],
    ]);
    expect(rows[0]).toMatchObject({
      model: 'm',
      method: 'sven',
      cases: 2,
      share: { of: 3, possible: 2, unknownBase: 0 },
      table7: { 'Removed Code': 50, 'Junk Code': 50, NFI: 0, FN: 0, Other: 0 },
    });
    const { stdout } = await review('--report');
    expect(stdout).toMatch(/insecure code that works → secure code that does not[\s\S]*50\.00 %/);
    expect(stdout).toContain('nobody has looked at them yet');
  });

  test('intermediate rounds are no part of it', async () => {
    const path = join(cwd, 'run', 'samples.jsonl');
    const before = readFileSync(path, 'utf8');
    const third = readJsonl(path).find(({ id }) => id === sample(THIRD));
    const round = {
      ...third,
      id: `${sample(THIRD)}|round 0`,
      round: 0,
      recorded: { functional: false, secure: true },
    };
    appendFileSync(path, `${JSON.stringify(round)}\n`);
    expect(report().cases).toHaveLength(3);
    rmSync(path);
    appendFileSync(path, before);
  });

  describe('decisions from a file', () => {
    const decision = (task: string, category: Category, cases: FailureReport['cases']) => {
      const one = cases.find(({ sample: id }) => id === sample(task));
      return { sample: sample(task), base: one?.baseHash, code: one?.codeHash, category };
    };

    test('override the suggestions, and are held against them', async () => {
      const { cases } = report();
      const path = writeJsonl(cwd, 'ann.jsonl', [
        decision(FIRST, 'removed code', cases),
        decision(SECOND, 'off-task', cases),
        { sample: sample(THIRD), base: 'x', code: 'x', category: 'junk' },
      ]);
      const given = await review('--as', 'ann', '--labels', path, '--json');
      expect(given.stderr).toContain('2 decisions of ann; 1 others are of samples that are no case');
      const { rows, agreement, people } = json<FailureReport>(given);
      expect(rows[0]?.categories).toMatchObject({
        'removed code': { decided: 1, suggested: 0 },
        'off-task': { decided: 1, suggested: 0 },
        junk: { decided: 0, suggested: 0 },
      });
      expect(people).toEqual([{ name: 'ann', decided: 2, stale: 0, elsewhere: 0 }]);
      expect(agreement[0]).toMatchObject({ raters: ['suggestion', 'people'], cases: 2 });
    });

    test('are refused as a whole, line by line', async () => {
      const { cases } = report();
      const path = writeJsonl(cwd, 'bad.jsonl', [
        decision(FIRST, 'stub', cases),
        { ...decision(FIRST, 'stub', cases), category: 'useless' },
        { ...decision(FIRST, 'stub', cases), base: '0' },
        { ...decision(FIRST, 'stub', cases), sample: 'nobody' },
      ]);
      const before = readFileSync(file('failures-ann.jsonl'), 'utf8');
      const { exitCode, stderr } = await review('--as', 'ann', '--labels', path);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/line 2: category: /);
      expect(stderr).toMatch(/line 3: .*other code/);
      expect(stderr).toMatch(/line 4: the run has no sample "nobody"/);
      expect(stderr).not.toContain('line 1:');
      expect(readFileSync(file('failures-ann.jsonl'), 'utf8')).toBe(before);
    });

    test('for code that the run has no more do not count', async () => {
      const [first] = readJsonl<Decision>(file('failures-ann.jsonl'));
      appendFileSync(file('failures-ann.jsonl'), `${JSON.stringify({ ...first, code: 'older' })}\n`);
      expect(report().people).toEqual([{ name: 'ann', decided: 1, stale: 1, elsewhere: 0 }]);
      expect((await review()).stdout).toContain('1 of ann are for other code');
      rmSync(file('failures-ann.jsonl'));
    });
  });

  test('decisions from a terminal: quitting loses nothing, and the same command goes on', async () => {
    const type = (...keys: string[]) =>
      execa(
        'python3',
        [
          TYPIST,
          'q quit',
          JSON.stringify(keys),
          process.execPath,
          MAIN,
          'review',
          'run',
          '--failures',
          '--as',
          'bo',
        ],
        { cwd, reject: false },
      );
    const stopped = await type('\r', '\u0003');
    expect(stopped.exitCode).toBe(130);
    appendFileSync(file('failures-bo.jsonl'), '{"sample":"to');
    const again = await type('n', 'says one word\r', 'j', 'q');
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain('2 of 3');
    expect(again.stdout).toContain('1 cases are left');
    expect(again.stdout).toMatch(/1✓/);
    const page = again.stdout.slice(0, again.stdout.indexOf('cases are left'));
    expect(page).not.toMatch(/sven|core\//);
    expect(readJsonl<Decision>(file('failures-bo.jsonl'))).toMatchObject([
      { sample: sample(FIRST), category: 'stub', note: '' },
      { sample: sample(SECOND), category: 'junk', note: 'says one word' },
    ]);
  });

  test.each([
    { args: ['--as', 'ann'], says: 'this is none' },
    { args: ['--as', '../ann', '--labels', 'ann.jsonl'], says: 'cannot be part of a file name' },
    { args: ['--adjudicate', '--as', 'cy', '--size', '3'], says: 'leave out --adjudicate' },
  ])('$args is refused: $says', async ({ args, says }) => {
    expect(await review(...args)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(says) });
  });

  test('a run with one method has nothing to compare', async () => {
    const samples = writeJsonl(cwd, 'alone.jsonl', [base(FIRST)]);
    await cli(['eval', samples, ...JUDGE, '--out', 'alone'], { cwd });
    expect(await cli(['review', 'alone', '--failures'], { cwd })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /no samples of a method beside those of "base"[\s\S]*bifocal improve RUN/,
      ),
    });
  });
});
