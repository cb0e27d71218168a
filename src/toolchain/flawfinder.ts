import { toolsFile } from './lock.ts';
import { pypiEnvironment } from './pypi-environment.ts';
import type { Tool } from './tool.ts';

const environment = pypiEnvironment({
  id: 'flawfinder',
  title: 'Flawfinder, which looks for risky C and C++ functions',
  without: 'C and C++ code is scanned by fewer scanners',
  megabytes: 1,
  lock: toolsFile('python/flawfinder.txt'),
  minimumPython: '3.9',
  paths: ({ python }) => ({ python }),
  version: ({ packages }) => packages.flawfinder ?? 'unknown',
  smokeTest: ['-m', 'flawfinder', '--version'],
});

/** Imported by `tools/flawfinder/batch.py`. */
export const flawfinder = { ...environment, optional: true } as const satisfies Tool<{ python: string }>;
