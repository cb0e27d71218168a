import { join } from 'node:path';
import { npmEnvironment } from './npm-environment.ts';

/** Started as `node MAIN`. */
export const pyright = npmEnvironment({
  id: 'pyright',
  title: 'Pyright, the Python type checker',
  without: 'Python code is checked for defects by fewer analyzers',
  megabytes: 9,
  optional: true,
  main: 'pyright',
  paths: (folder) => ({ main: join(folder, 'node_modules', 'pyright', 'index.js') }),
  smokeTest: [join('node_modules', 'pyright', 'index.js'), '--version'],
});
