import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CORE_TASKS, cli, json } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();
const CORE = fileURLToPath(new URL('../../tasks/core', import.meta.url));

type Verification = {
  readonly results: readonly { task: string; status: string; faults: readonly string[] }[];
  readonly unreadable: readonly { where: string; message: string }[];
};

test('every task of Bifocal Core can be trusted', async () => {
  const proof = json<Verification>(await cli(['verify', '--no-stubs', '--json'], { cwd }));
  expect(proof.results.filter(({ status }) => status !== 'trusted')).toEqual([]);
  expect(proof.unreadable).toEqual([]);
  expect(proof.results.map(({ task }) => task)).toEqual(CORE_TASKS.map((name) => `core/${name}`));
}, 600_000);

test('a task whose controls do not behave is quarantined, with the reason; the others go on', async () => {
  const name = 'account-transfer';
  const [secure, insecure, broken] = ['secure', 'insecure', 'broken'].map((kind) =>
    readFileSync(join(CORE, name, 'solutions', `${kind}.py`), 'utf8'),
  );
  const variant = (folder: string, file: string, content = '') => {
    cpSync(join(CORE, name), join(cwd, 'mine', folder), { recursive: true });
    if (file) writeFileSync(join(cwd, 'mine', folder, file), content);
  };
  variant('a-good', '');
  variant('b-reference-fails', 'solutions/secure.py', broken);
  variant('c-reference-exploited', 'solutions/secure.py', insecure);
  variant('d-insecure-is-secure', 'solutions/insecure.py', secure);
  variant('e-insecure-fails', 'solutions/insecure.py', broken);
  variant('f-broken-works', 'solutions/broken.py', secure);
  variant('g-no-front-matter', 'task.md', 'nothing');
  const proof = json<Verification>(await cli(['verify', '--tasks', 'mine', '--json'], { cwd }), 1);
  const faults = Object.fromEntries(proof.results.map((result) => [result.task, result.faults.join('; ')]));
  expect(faults).toEqual({
    'mine/a-good': '',
    'mine/b-reference-fails': expect.stringMatching(/^the reference fails test_/),
    'mine/c-reference-exploited': expect.stringMatching(/^the reference is exploited by test_/),
    'mine/d-insecure-is-secure': 'no security test exploits the insecure control',
    'mine/e-insecure-fails': expect.stringMatching(/^the insecure control fails test_/),
    'mine/f-broken-works': 'the deleted-feature control passes every functional case',
  });
  expect(proof.unreadable).toMatchObject([{ message: expect.stringContaining('no front matter') }]);

  const list = join(cwd, 'mine.yaml');
  const again = await cli(['verify', '--tasks', 'mine', '--write', list], { cwd });
  expect(again.stdout).toMatch(/^faulty {3}mine\/b-reference-fails: the reference fails test_/m);
  expect(again.stdout).toMatch(/the reference fails a security case, in every run +mine\/c-/);
  expect(readFileSync(list, 'utf8')).toMatch(/- task: mine\/b-reference-fails\n {4}cause: reference\n/);
  expect(readFileSync(list, 'utf8')).not.toContain('def ');
  const known = json<Verification>(
    await cli(['verify', '--tasks', 'mine', '--quarantine', list, '--json'], { cwd }),
    1,
  );
  const states = Object.fromEntries(known.results.map(({ task, status }) => [task, status]));
  expect(states).toMatchObject({
    'mine/a-good': 'trusted',
    'mine/b-reference-fails': 'known',
    'mine/d-insecure-is-secure': 'faulty',
  });
}, 300_000);

test('tasks lists a set and shows one task', async () => {
  const listed = await cli(['tasks', 'list', 'core'], { cwd });
  expect(listed.stdout.trim().split('\n')).toHaveLength(CORE_TASKS.length);
  expect(listed.stdout).toMatch(/^core\/account-transfer +CWE-\d+/m);
  const shown = json<object>(await cli(['tasks', 'show', 'core', 'account-transfer', '--json'], { cwd }));
  expect(shown).toMatchObject({ id: 'core/account-transfer', exploits: true });
});

test('doctor tells of Node, Python, each tool, sandbox and scanner', async () => {
  const { rows } = json<{ rows: { id: string; status: string; hint: string }[] }>(
    await cli(['doctor', '--json'], { cwd }),
  );
  const states = Object.fromEntries(rows.map(({ id, status }) => [id, status]));
  expect(states).toMatchObject({ node: 'ok', python: 'ok', 'scanner:bandit': 'ok', 'scanner:ruff': 'ok' });
  for (const { status, hint } of rows) expect(hint === '').toBe(status === 'ok');
});

test('what setup does not fetch unless asked to is no fault where it is missing: its scanner neither', async () => {
  const env = { BIFOCAL_HOME: join(cwd, 'no-home') };
  const { rows } = json<{ rows: { id: string; status: string }[] }>(
    await cli(['doctor', '--json'], { cwd, env }),
    3,
  );
  expect(Object.fromEntries(rows.map(({ id, status }) => [id, status]))).toMatchObject({
    eslint: 'warn',
    'scanner:eslint': 'warn',
    'scanner:cppcheck': 'warn',
    bandit: 'missing',
    'scanner:bandit': 'missing',
    'scanner:ruff': 'ok',
  });
});

test('setup installs nothing twice, and knows what it has', async () => {
  const { tools } = json<{ tools: { id: string; status: string }[] }>(
    await cli(['setup', 'bandit', 'python-tests', '--json'], { cwd }),
  );
  expect(tools).toMatchObject([
    { id: 'bandit', status: 'ready' },
    { id: 'python-tests', status: 'ready' },
  ]);
  expect(await cli(['setup', 'nope'], { cwd })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('The tools are: bandit'),
  });
});
