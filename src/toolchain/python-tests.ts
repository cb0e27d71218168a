import { toolsFile } from './lock.ts';
import { testEnvironment } from './test-environment.ts';

export const pythonTests = testEnvironment({
  id: 'python-tests',
  title: 'Python with PyYAML and Jinja2, for the tests of Python tasks',
  without: 'no Python code can be tested',
  megabytes: 1,
  lock: toolsFile('python/python-tests.txt'),
  minimumPython: '3.9',
  modules: ['yaml', 'jinja2'],
});
