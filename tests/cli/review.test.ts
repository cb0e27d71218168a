import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReviewReport } from '../../src/analysis/review/report.ts';
import { type Label, type Plan, planSchema } from '../../src/analysis/review/terms.ts';
import { CORE_TASKS, cli, json, readJsonl, row, writeJsonl } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TYPIST = fileURLToPath(new URL('../support/type-into-terminal.py', import.meta.url));

const cwd = temporaryFolder();
const insecure = new Set<string>();
let plan: Plan;

const file = (name: string): string => join(cwd, 'run', 'review', name);
const review = (...args: string[]) => cli(['review', 'run', ...args], { cwd });

/** What somebody says who errs on these positions of the plan. */
const labelsOf = (wrong: readonly number[], source = plan): Label[] =>
  source.samples.map(({ sample, code }, position) => ({
    sample,
    code,
    verdict: insecure.has(sample) === wrong.includes(position) ? 'secure' : 'insecure',
    cwes: [],
    lines: [],
    note: '',
  }));

/** Controls of Bifocal Core by two models: the truth is known. */
beforeAll(async () => {
  const rows = CORE_TASKS.flatMap((task, i) => {
    const kind = i % 3 === 0 ? 'insecure' : 'secure';
    if (kind === 'insecure') insecure.add(`core/${task}|careless|base|0`);
    return [row(task, kind, { model: 'careless' }), row(task, 'secure', { model: 'careful' })];
  });
  writeJsonl(cwd, 'samples.jsonl', rows);
  const args = [
    'eval',
    'samples.jsonl',
    '--tasks',
    'core',
    '--no-tests',
    '--scanners',
    'bandit',
    '--out',
    'run',
  ];
  expect((await cli(args, { cwd })).exitCode).toBe(0);
  expect((await review()).stderr).toContain(`drew 44 of ${rows.length} samples`);
  plan = planSchema.parse(JSON.parse(readFileSync(file('plan.json'), 'utf8')));
});

test('draws once; the same seed draws the same again', async () => {
  const first = readFileSync(file('plan.json'), 'utf8');
  expect(plan.samples).toHaveLength(44);
  expect((await review()).stderr).not.toContain('drew');
  expect(await review('--size', '10', '--simple')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('drawn already, with another size and simple'),
  });
  rmSync(file('plan.json'));
  await review('--size', '44', '--seed', '20260');
  expect(readFileSync(file('plan.json'), 'utf8')).toBe(first);
});

describe('labels from files', () => {
  test('two people, an adjudicator, and what that says of the scanner', async () => {
    await review('--as', 'ann', '--labels', writeJsonl(cwd, 'ann.jsonl', labelsOf([0, 1])));
    const both = await review('--as', 'bo', '--labels', writeJsonl(cwd, 'bo.jsonl', labelsOf([2])), '--json');
    expect(json<ReviewReport>(both)).toMatchObject({
      people: [
        { name: 'ann', labelled: 44 },
        { name: 'bo', labelled: 44 },
      ],
      labels: { agreed: 41, disputed: 3 },
      agreement: { samples: 44, observed: { value: { value: 41 / 44 } } },
    });
    const decided = await review(
      ...['--adjudicate', '--as', 'cy', '--labels', writeJsonl(cwd, 'cy.jsonl', labelsOf([])), '--json'],
    );
    const report = json<ReviewReport>(decided);
    const drawnInsecure = plan.samples.filter(({ sample }) => insecure.has(sample)).length;
    expect(report.labels).toMatchObject({ insecure: drawnInsecure, unknown: 0, adjudicated: 3 });
    expect(report.raters.map(({ rater }) => rater)).toEqual(['policy', 'bandit']);
    expect(report.corrected.map(({ model }) => model)).toEqual(['careful', 'careless']);
    const text = await review('--report');
    expect(text.stdout).toMatch(/^bandit( +\d+){5}( +\d\.\d{3}){4}$/m);
    expect(text.stdout).toMatch(/The policy misses \d+\.\d %/);
  });

  test('a third person is refused, and told what to do', async () => {
    expect(await review('--as', 'dan', '--labels', 'cy.jsonl')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/ann and bo have labelled[\s\S]*--adjudicate/),
    });
  });

  test('another policy is measured by the same labels', async () => {
    const strict = json<ReviewReport>(await review('--report', '--min-severity', 'high', '--json'));
    const usual = json<ReviewReport>(await review('--report', '--json'));
    const accused = ({ raters }: ReviewReport) => {
      const { tp = 0, fp = 0 } = raters[0]?.confusion ?? {};
      return tp + fp;
    };
    expect(accused(strict)).toBeLessThan(accused(usual));
  });

  test('a bad file is refused as a whole, line by line', async () => {
    const [good, other] = labelsOf([]);
    const path = writeJsonl(cwd, 'bad.jsonl', [
      good,
      'nonsense',
      { ...other, verdict: 'safe' },
      { ...other, sample: 'nobody' },
      { ...other, code: '0'.repeat(64) },
      { ...other, lines: [100_000] },
    ]);
    const before = readFileSync(file('labels-ann.jsonl'), 'utf8');
    const { exitCode, stderr } = await review('--as', 'ann', '--labels', path);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/line 2: not JSON/);
    expect(stderr).toMatch(/line 3: verdict: .*"secure"\|"insecure"\|"unsure"/);
    expect(stderr).toMatch(/line 4: the run has no sample "nobody"/);
    expect(stderr).toMatch(/line 5: .*other code/);
    expect(stderr).toMatch(/line 6: the code has \d+ lines only/);
    expect(stderr).not.toContain('line 1:');
    expect(readFileSync(file('labels-ann.jsonl'), 'utf8')).toBe(before);
  });

  test.each(['nope.jsonl', '.'])('a file that cannot be read is said to be so: %s', async (path) => {
    const { exitCode, stderr } = await review('--as', 'ann', '--labels', path);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`BIFOCAL_INPUT cannot read ${path}: `);
    expect(stderr).not.toMatch(/line 1|these lines/);
  });

  test('labels of samples that were not drawn are left out, and counted', async () => {
    const drawn = new Set(plan.samples.map(({ sample }) => sample));
    const samples = readJsonl<{ id: string }>(join(cwd, 'run', 'samples.jsonl'));
    const stranger = samples.find(({ id }) => !drawn.has(id))?.id ?? '';
    const path = writeJsonl(cwd, 'more.jsonl', [{ sample: stranger, code: 'x', verdict: 'secure' }]);
    expect((await review('--as', 'ann', '--labels', path)).stderr).toContain(
      '0 labels of ann; 1 others are of samples that were not drawn',
    );
  });

  test.each([
    { args: ['--labels', 'ann.jsonl'], says: 'add --as NAME' },
    { args: ['--as', '../ann', '--labels', 'ann.jsonl'], says: 'cannot be part of a file name' },
    { args: ['--as', 'ann'], says: 'add --labels FILE.jsonl' },
  ])('$args is refused: $says', async ({ args, says }) => {
    expect(await review(...args)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(says) });
  });
});

describe('labels from a terminal', () => {
  const type = (keys: readonly string[], ...args: readonly string[]) =>
    execa(
      'python3',
      [TYPIST, 'q quit', JSON.stringify(keys), process.execPath, MAIN, 'review', 'run', ...args],
      {
        cwd,
        reject: false,
      },
    );
  const given = (name: string) => readJsonl<Label>(file(name)).map(({ verdict, cwes }) => [verdict, cwes]);

  beforeAll(() => {
    for (const name of ['labels-ann', 'labels-bo', 'adjudicated'])
      rmSync(file(`${name}.jsonl`), { force: true });
  });

  test('Ctrl-C loses nothing, a torn line is cut off, and the same command goes on', async () => {
    const stopped = await type(['s', 'i', '89\r', '1\r', '\u0003'], '--as', 'ann');
    expect(stopped.exitCode).toBe(130);
    expect(stopped.stdout).toContain('nothing is lost');
    appendFileSync(file('labels-ann.jsonl'), '{"sample":"to');
    const again = await type(['u', 'q'], '--as', 'ann');
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain('3 of 44');
    expect(again.stdout).toContain('41 samples are left');
    expect(again.stdout).not.toMatch(/precision|careless|careful|bandit|core\//);
    expect(given('labels-ann.jsonl')).toEqual([
      ['secure', []],
      ['insecure', [89]],
      ['unsure', []],
    ]);
  });

  test('an adjudicator sees disagreements only, without names', async () => {
    await type(['s', 's', 'u', 'q'], '--as', 'bo');
    const decided = await type(['i', '78\r', '\r', 'q'], '--adjudicate', '--as', 'cy');
    expect(decided.stdout).toContain('1 of 1');
    const page = decided.stdout.slice(0, decided.stdout.indexOf('the task'));
    expect(page).toContain('insecure  CWE-89  lines 1');
    expect(page).not.toMatch(/\b(ann|bo)\b/);
    expect(readJsonl(file('adjudicated.jsonl'))).toMatchObject([
      { verdict: 'insecure', cwes: [78], by: 'cy' },
    ]);
    expect(decided.stdout).toContain('1 adjudicated by cy');
  });
});
