import { join } from 'node:path';
import { npmEnvironment } from './npm-environment.ts';

/** Started as `node LINT FOLDER RULES`: `tools/eslint/lint.mjs`. */
export const eslint = npmEnvironment({
  id: 'eslint',
  title: 'ESLint with rules on security',
  without: 'JavaScript and TypeScript code is scanned by fewer scanners',
  megabytes: 10,
  optional: true,
  main: 'eslint',
  files: ['lint.mjs'],
  paths: (folder) => ({ lint: join(folder, 'lint.mjs') }),
  smokeTest: ['lint.mjs', '--smoke-test', 'no-eval'],
});
