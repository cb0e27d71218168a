import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bandit } from '../../src/scanners/bandit/index.ts';
import { toolchainHome } from '../../src/toolchain/home.ts';
import { fixture, python, scanAll, scanOne } from './support.ts';

const VULNERABLE = fixture('python/vulnerable.py');

vi.setConfig({ testTimeout: 60_000 });

let folder: string;

/** Its name matches several of Bandit's default exclusions. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'CVS.git__pycache__.egg'));
  vi.stubEnv('TMPDIR', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('takes rule, CWE, levels and place from Bandit, and leaves no file behind', async () => {
  const outcome = await scanOne(bandit, VULNERABLE);
  const findings = outcome.status === 'ok' ? outcome.value : [];
  expect(
    findings.map(({ rule, cwes, severity, confidence, line }) => [rule, cwes, severity, confidence, line]),
  ).toEqual(
    expect.arrayContaining([
      ['B404', [78], 'low', 'high', 1],
      ['B602', [78], 'high', 'high', 5],
      ['B307', [78], 'medium', 'high', 9],
      ['B608', [89], 'medium', 'medium', 13],
    ]),
  );
  expect(await readdir(folder)).toEqual([]);
});

test('nothing of the user takes part: no PYTHONPATH, no .bandit, no cached plug-ins', async () => {
  await mkdir(join(folder, 'bandit'));
  await writeFile(join(folder, 'bandit', '__init__.py'), 'raise SystemExit(0)\n');
  await writeFile(join(folder, 'bandit', '__main__.py'), 'raise SystemExit(0)\n');
  await writeFile(join(folder, '.bandit'), '[bandit]\nskips: B307,B404,B602,B608\n');
  const plain = await scanOne(bandit, VULNERABLE);
  vi.stubEnv('BIFOCAL_HOME', toolchainHome());
  vi.stubEnv('PYTHONPATH', folder);
  vi.stubEnv('PYTHONSTARTUP', join(folder, 'bandit', '__init__.py'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  expect(await scanOne(bandit, VULNERABLE)).toEqual(plain);
  expect(plain).toMatchObject({ status: 'ok', value: expect.arrayContaining([expect.anything()]) });
  expect((await readdir(folder)).sort()).toEqual(['.bandit', 'bandit']);
});

test('a program that makes Bandit crash is found and alone unknown', async () => {
  const crash = fixture('python/half-surrogate-password.py');
  const outcomes = await scanAll(bandit, [VULNERABLE, VULNERABLE, crash, VULNERABLE, VULNERABLE]);
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'ok', 'unknown', 'ok', 'ok']);
  expect(outcomes[2]).toEqual({
    status: 'unknown',
    reason: expect.stringContaining('surrogates not allowed'),
  });
});

test('a program on which one of its tests fails is unknown: Bandit itself calls it clean', async () => {
  expect(await scanOne(bandit, fixture('python/odd-key-size.py'))).toEqual({
    status: 'unknown',
    reason: "Bandit's test weak_cryptographic_key failed at line 3",
  });
});

test('leaves no file behind when aborted', async () => {
  const scan = bandit.scan([python(VULNERABLE)], AbortSignal.timeout(100));
  await expect(scan).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test('where it cannot run at all every input is unknown at once', async () => {
  vi.stubEnv('TMPDIR', join(folder, 'absent'));
  const outcomes = await scanAll(
    bandit,
    Array.from({ length: 1000 }, () => VULNERABLE),
  );
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['unknown']));
});

test('where it is not installed every input is unknown, with the command that installs it', async () => {
  vi.stubEnv('BIFOCAL_HOME', join(folder, 'empty'));
  expect(await scanOne(bandit, VULNERABLE)).toEqual({
    status: 'unknown',
    reason: expect.stringContaining('bifocal setup bandit'),
  });
});
