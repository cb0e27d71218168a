import { join } from 'node:path';
import { type Installation, runInstaller } from './command.ts';
import { type Python, seriesOf } from './python.ts';

const windows = process.platform === 'win32';

/** The interpreter of a virtual environment. */
export const venvPython = (folder: string): string =>
  windows ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');

/** The folder in which a virtual environment looks for packages. */
export const venvSite = (folder: string, python: Python): string =>
  windows
    ? join(folder, 'Lib', 'site-packages')
    : join(folder, 'lib', `python${seriesOf(python)}`, 'site-packages');

/**
 * Makes a virtual environment without pip. It may be moved afterwards as long as it is used through its
 * interpreter (`python -m bandit`); only the scripts beside it name the folder they were made in.
 */
export const createVenv = async (
  installation: Installation,
  python: Python,
  folder: string,
): Promise<void> => {
  await runInstaller(installation, python.executable, ['-m', 'venv', '--without-pip', folder]);
};
