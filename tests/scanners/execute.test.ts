import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { execute } from '../../src/scanners/kit/execute.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'bifocal-test-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

const run = (script: string, signal?: AbortSignal, memory?: number) =>
  execute('the program', process.execPath, ['-e', script], {
    cwd: home,
    home,
    success: [0],
    timeout: 20_000,
    signal,
    memory,
  });

const SECRETS = ['OPENAI_API_KEY', 'HF_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'SSH_AUTH_SOCK', 'HTTPS_PROXY'];
const SETTINGS = [
  'PYTHONPATH',
  'NODE_OPTIONS',
  'CPATH',
  'CCC_OVERRIDE_OPTIONS',
  'LD_PRELOAD',
  'SEMGREP_RULES',
];

test('a scanner sees no keys and no settings of the user, and no folder of theirs', async () => {
  for (const name of [...SECRETS, ...SETTINGS]) vi.stubEnv(name, '');
  vi.stubEnv('LC_ALL', 'C.UTF-8');
  const said = await run('console.log(JSON.stringify(process.env))');
  const seen = JSON.parse(said.status === 'ok' ? said.value.stdout : '{}');
  expect(seen).toMatchObject({ PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: home, TMPDIR: home });
  expect(Object.keys(seen).filter((name) => [...SECRETS, ...SETTINGS].includes(name))).toEqual([]);
});

test('aborting ends what a program has started, too', async () => {
  const child = `setInterval(() => require('node:fs').writeFileSync('${join(home, 'alive')}', String(Date.now())), 20)`;
  const script = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]); setInterval(() => {}, 1000)`;
  await expect(run(script, AbortSignal.timeout(1500))).rejects.toThrow(/abort|timeout/i);
  const at = () => readFile(join(home, 'alive'), 'utf8');
  await new Promise((done) => setTimeout(done, 200));
  const before = await at();
  await new Promise((done) => setTimeout(done, 500));
  expect(await at()).toBe(before);
});

test.runIf(process.platform === 'linux')('memory is limited; a crash is told in a word', async () => {
  const limited = await run('', undefined, 64);
  expect(limited).toEqual({
    status: 'unknown',
    reason: expect.stringMatching(/^the program (crashed|ended)/),
  });
  expect(await run('process.exit(0)', undefined, 1024 * 1024)).toMatchObject({ status: 'ok' });
  const crash = await run('process.kill(process.pid, "SIGSEGV"); setInterval(() => {}, 1000)');
  expect(crash).toEqual({ status: 'unknown', reason: 'the program crashed: SIGSEGV' });
});
