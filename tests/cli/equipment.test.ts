import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { toolchainHome } from '../../src/toolchain/home.ts';
import { findPython } from '../../src/toolchain/python.ts';
import { CORE_TASKS, cli, json, metric, type RunJson, row, writeJsonl } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();
const [task = ''] = CORE_TASKS;
const EVAL = ['eval', 'samples.jsonl', '--tasks', 'core', '--limit', '1'];

beforeAll(() => {
  writeJsonl(cwd, 'samples.jsonl', [row(task, 'secure', { model: 'm' })]);
});

/** A toolchain with only those tools of the real one whose name begins so. */
const homeWith = (name: string, ...tools: readonly string[]): Record<string, string> => {
  const home = join(cwd, name);
  mkdirSync(home);
  for (const entry of readdirSync(toolchainHome()))
    if (tools.some((tool) => entry.startsWith(tool)))
      symlinkSync(join(toolchainHome(), entry), join(home, entry));
  return { BIFOCAL_HOME: home };
};

/** A PATH with Python and nothing that could be a sandbox. */
const barePath = async (): Promise<string> => {
  const python = await findPython('3.10');
  const folder = join(cwd, 'bin');
  mkdirSync(folder, { recursive: true });
  if (python && dirname(python.executable) !== folder) {
    await execa('ln', ['-sf', python.executable, join(folder, 'python3')]);
  }
  return folder;
};

test('without Bandit the rest goes on; what is left out is said, with the command that mends it', async () => {
  const env = homeWith('no-bandit', 'python-tests', 'bubblewrap');
  const shown = await cli([...EVAL, '--offline', '--out', 'no-bandit-run'], { cwd, env });
  expect(shown.exitCode).toBe(0);
  expect(shown.stdout).toMatch(/^left out {2}scanner bandit: .*bifocal setup bandit/m);
  expect(shown.stdout).toContain('union of ruff');
  const run = json<RunJson>(await cli(['score', 'no-bandit-run', '--json'], { cwd }));
  expect(run.scores.scanners.map(({ id }) => id)).toEqual(['ruff', 'bifocal']);
  expect(metric(run, 'safe@1', 'm')).toBe(1);
});

test('without the test libraries the bare Python tests what needs none; what is left out is said', async () => {
  const env = homeWith('no-libraries', 'bandit', 'bubblewrap');
  const shown = await cli([...EVAL, '--offline', '--out', 'no-libraries-run'], { cwd, env });
  expect(shown.exitCode).toBe(0);
  expect(shown.stdout).toMatch(/^left out {2}.*libraries is unknown -> bifocal setup python-tests/m);
  const run = json<RunJson>(await cli(['score', 'no-libraries-run', '--json'], { cwd }));
  expect(metric(run, 'pass@1', 'm')).toBe(1);
});

test('a registry that cannot be reached: each tool says so, with the command; Ruff scans all the same', async () => {
  const env = {
    ...homeWith('unreachable'),
    PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
    PIP_RETRIES: '0',
    PIP_NO_CACHE_DIR: '1',
  };
  const ended = await cli([...EVAL, '--no-tests', '--out', 'unreachable-run'], { cwd, env });
  expect(ended.stderr).toMatch(
    /bandit could not be installed: .*(reached|registry).*-> .*bifocal setup bandit/s,
  );
  expect(ended.stdout).toMatch(/^left out {2}scanner bandit: .*bifocal setup bandit/m);
  expect(ended.exitCode).toBe(0);
});

test('no sandbox, no test: exit code 3, what mends it, and nothing was run', async () => {
  const env = { ...homeWith('no-sandbox', 'python-tests', 'bandit'), PATH: await barePath() };
  const ended = await cli([...EVAL, '--offline', '--out', 'no-sandbox-run'], { cwd, env });
  expect(ended).toMatchObject({ exitCode: 3, stdout: '' });
  expect(ended.stderr).toMatch(
    /BIFOCAL_SANDBOX generated code runs only inside a sandbox.*bifocal setup bubblewrap/s,
  );
  expect(readdirSync(cwd)).not.toContain('no-sandbox-run');
});

test('--sandbox none has to be typed, is said, recorded and shown', async () => {
  const shown = await cli([...EVAL, '--sandbox', 'none', '--out', 'open'], { cwd });
  expect(shown.exitCode).toBe(0);
  expect(shown.stderr).toContain('WITHOUT a sandbox');
  expect(shown.stdout).toMatch(/^sandbox none: NOT ISOLATED: started anew for each job, rlimits$/m);
  const run = json<RunJson>(await cli([...EVAL, '--sandbox', 'none', '--out', 'open', '--json'], { cwd }));
  expect(run.inputs.sandbox).toBe('none: NOT ISOLATED: started anew for each job, rlimits');
});

test('two processes in one run folder: the second is refused', async () => {
  const args = [...EVAL, '--out', 'shared', '--json'];
  const ended = await Promise.all([cli(args, { cwd }), cli(args, { cwd })]);
  const refused = ended.filter(({ exitCode }) => exitCode === 2);
  expect(ended.filter(({ exitCode }) => exitCode === 0).length).toBeGreaterThan(0);
  for (const { stderr } of refused) expect(stderr).toMatch(/process \d+ is working in this run folder/);
  expect(readdirSync(join(cwd, 'shared'))).not.toContain('lock');
});
