import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toolsFile } from './lock.ts';
import { type TestEnvironmentPaths, testEnvironment } from './test-environment.ts';
import type { Tool } from './tool.ts';

const environment = testEnvironment({
  id: 'python-datasets',
  title: 'Python with the libraries of BigCodeBench and SecCodePLT, for the tests of their tasks',
  without: 'their tasks that need a library cannot be tested',
  megabytes: 360,
  lock: toolsFile('python/python-datasets.txt'),
  minimumPython: '3.10',
  modules: ['numpy', 'pandas', 'matplotlib', 'scipy', 'sklearn', 'nltk', 'cv2', 'lxml'],
});

/** Run by Python when the folder is added to its path: the NLTK data that llama-index-core carries. */
const NLTK_DATA_PTH = `import os; os.environ.setdefault("NLTK_DATA", os.path.join(sitedir, "llama_index", "core", "_static", "nltk_cache"))\n`;

export const pythonDatasets: Tool<TestEnvironmentPaths> = {
  ...environment,
  optional: true,
  async install(log, signal) {
    await environment.install(log, signal);
    const state = await environment.probe();
    if (state.status === 'ready') await writeFile(join(state.paths.site, 'nltk-data.pth'), NLTK_DATA_PTH);
  },
};
