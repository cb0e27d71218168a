import { toolsFile } from './lock.ts';
import { pypiEnvironment } from './pypi-environment.ts';

/** Started as `python -m bandit`. */
export const bandit = pypiEnvironment({
  id: 'bandit',
  title: 'Bandit, the Python security scanner',
  without: 'Python code is scanned by fewer scanners',
  megabytes: 3,
  lock: toolsFile('python/bandit.txt'),
  minimumPython: '3.10',
  paths: ({ python }) => ({ python }),
  version: ({ packages }) => packages.bandit ?? 'unknown',
  smokeTest: ['-m', 'bandit', '--version'],
});
