import { chmod, link } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { BifocalError } from '../core/errors.ts';
import { toolsFile } from './lock.ts';
import { pypiFiles } from './pypi-files.ts';
import type { Tool } from './tool.ts';

const EXE = process.platform === 'win32' ? '.exe' : '';

const engine = pypiFiles({
  id: 'semgrep',
  title: 'Semgrep, a scanner for many languages',
  without: 'Semgrep and its rules cannot be used',
  megabytes: 70,
  lock: toolsFile('python/semgrep.txt'),
  package: 'semgrep',
  paths: (site) => ({ osemgrep: join(site, 'semgrep', 'bin', `osemgrep${EXE}`) }),
  async finish({ osemgrep }) {
    const core = join(dirname(osemgrep), `semgrep-core${EXE}`);
    await chmod(core, 0o755);
    await link(core, osemgrep);
    const said = await execa(osemgrep, ['show', 'version'], { reject: false });
    if (!said.failed) return;
    throw new BifocalError(
      'BIFOCAL_PROVISION',
      `The fetched Semgrep does not start here: ${said.shortMessage}`,
      'On Linux it needs glibc 2.34 or newer. Without it, choose other scanners.',
    );
  },
});

/**
 * Semgrep's engine, without the Python program around it and the fifty packages which that needs. The engine is a
 * command line of its own when it is called `osemgrep`.
 */
export const semgrep = { ...engine, optional: true } as const satisfies Tool;
