import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { toolsFile } from './lock.ts';
import { askProgram } from './programs.ts';
import { pypiFiles } from './pypi-files.ts';
import type { Tool } from './tool.ts';

const SUFFIX = process.platform === 'win32' ? '.exe' : '';

const files = pypiFiles({
  id: 'cppcheck',
  title: 'Cppcheck, the C and C++ analyzer',
  without: 'C and C++ code is scanned by fewer scanners',
  megabytes: 3,
  lock: toolsFile('python/cppcheck.txt'),
  package: 'cppcheck-py',
  paths: (site) => ({ cppcheck: join(site, 'cppcheck', 'data', `cppcheck${SUFFIX}`) }),
  async finish({ cppcheck }) {
    await chmod(cppcheck, 0o755);
    if ((await askProgram(cppcheck, '--errorlist'))?.includes('<errors>')) return;
    throw new BifocalError(
      'BIFOCAL_PROVISION',
      'The fetched Cppcheck does not start here.',
      'Leave it out: name the scanners with --scanners.',
    );
  },
});

/**
 * Cppcheck as built by the maintainers of `cppcheck-py` on PyPI, who are not those of Cppcheck; pinned by hash. It is
 * the same version everywhere, which those of Linux distributions are not. What it knows of libraries lies beside it.
 */
export const cppcheck = { ...files, optional: true } as const satisfies Tool<{ cppcheck: string }>;
