import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { diagnose, diagnoseNode } from '../../src/toolchain/doctor.ts';
import { toolchainHome } from '../../src/toolchain/home.ts';
import { TOOL_IDS } from '../../src/toolchain/index.ts';
import { findPython } from '../../src/toolchain/python.ts';
import { atLeast } from '../../src/toolchain/version.ts';
import { temporaryHome } from './support/home.ts';

test('an empty home shows every tool that this system does not have, with its command', async () => {
  await temporaryHome();
  const rows = await diagnose();
  expect(rows.map(({ id }) => id)).toEqual(['node', 'python', ...TOOL_IDS]);
  expect(rows.find(({ id }) => id === 'bandit')).toMatchObject({
    status: 'missing',
    detail: expect.stringContaining('without it, Python code is scanned by fewer scanners'),
    hint: 'bifocal setup bandit',
  });
  for (const row of rows) expect(row.hint === '').toBe(row.status === 'ok');
});

test.each([
  ['20.20.2', 'missing'],
  ['22.17.1', 'missing'],
  ['22.18.0', 'ok'],
  ['24.0.0', 'ok'],
])('Node %s is %s', (version, status) => {
  expect(diagnoseNode(version).status).toBe(status);
});

test('the interpreter found is the base one, even from within a virtual environment', async () => {
  const python = await findPython('3.9');
  expect(python?.executable).not.toContain('shims');
  expect(python?.executable.startsWith(python.basePrefix)).toBe(true);
});

test('versions compare number by number', () => {
  const part = fc.integer({ min: 0, max: 99 });
  fc.assert(
    fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (a, b) => {
      const weight = ([major, minor, patch]: readonly number[]): number =>
        (major ?? 0) * 1e4 + (minor ?? 0) * 100 + (patch ?? 0);
      expect(atLeast(a.join('.'), b.join('.'))).toBe(weight(a) >= weight(b));
    }),
  );
  expect(atLeast('3.15.0rc1', '3.15')).toBe(true);
});

test('the home follows BIFOCAL_HOME, then XDG_CACHE_HOME, then the home folder', () => {
  expect(toolchainHome({ BIFOCAL_HOME: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
  expect(toolchainHome({ XDG_CACHE_HOME: '/b' })).toBe('/b/bifocal');
  vi.stubEnv('HOME', '/c');
  expect(toolchainHome({})).toBe('/c/.cache/bifocal');
  vi.unstubAllEnvs();
});
