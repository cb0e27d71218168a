import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { c } from '../../src/toolchain/c.ts';
import { dotnet } from '../../src/toolchain/dotnet.ts';
import { go } from '../../src/toolchain/go.ts';
import { java } from '../../src/toolchain/java.ts';
import { php } from '../../src/toolchain/php.ts';
import { findProgram } from '../../src/toolchain/programs.ts';
import { rust } from '../../src/toolchain/rust.ts';
import { temporaryHome } from './support/home.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([c, go, java, rust, php, dotnet])(
  'without a PATH there is no $id, and nothing fetches it',
  async (tool) => {
    await temporaryHome();
    vi.stubEnv('PATH', '');
    const state = await tool.probe();
    expect(state).toMatchObject({ status: 'missing', reason: expect.stringContaining('on the PATH') });
    await expect(tool.install(() => {})).rejects.toMatchObject({
      code: 'BIFOCAL_PROVISION',
      hint: state.status === 'missing' ? state.hint : '',
    });
  },
);

/** Where there is no JDK, the tests of the languages say so. */
const jdk = (await findProgram('javac')) !== undefined;

test.runIf(jdk)('a cache is made once, below the home, and found again', { timeout: 60_000 }, async () => {
  await temporaryHome();
  expect(await java.probe()).toMatchObject({ reason: 'not prepared', hint: 'bifocal setup java' });
  await java.install(() => {});
  const state = await java.probe();
  if (state.status !== 'ready') throw new Error(state.reason);
  const { cache } = state.paths;
  expect(cache.startsWith(process.env.BIFOCAL_HOME ?? '?')).toBe(true);
  const made = statSync(join(cache, 'javac.jsa'));
  expect(made.size).toBeGreaterThan(1 << 20);
  await java.install(() => {});
  expect(statSync(join(cache, 'javac.jsa')).mtimeMs).toBe(made.mtimeMs);
});
