import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { toolsFile } from './lock.ts';
import { askProgram } from './programs.ts';
import { pypiFiles } from './pypi-files.ts';
import type { Tool } from './tool.ts';

const SUFFIX = process.platform === 'win32' ? '.exe' : '';

const files = pypiFiles({
  id: 'clang-tidy',
  title: 'clang-tidy with the Clang Static Analyzer',
  without: 'C and C++ code is scanned by fewer scanners',
  megabytes: 46,
  lock: toolsFile('python/clang-tidy.txt'),
  package: 'clang-tidy',
  paths: (site) => ({ clangTidy: join(site, 'clang_tidy', 'data', 'bin', `clang-tidy${SUFFIX}`) }),
  async finish({ clangTidy }) {
    await chmod(clangTidy, 0o755);
    if ((await askProgram(clangTidy, '--version'))?.includes('LLVM version')) return;
    throw new BifocalError(
      'BIFOCAL_PROVISION',
      'The fetched clang-tidy does not start here.',
      'Leave it out: name the scanners with --scanners.',
    );
  },
});

/** LLVM's clang-tidy with the compiler's own headers. Those of C and C++ themselves are the system's. */
export const clangTidy = { ...files, optional: true } as const satisfies Tool<{ clangTidy: string }>;
