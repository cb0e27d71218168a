import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string => `exports.double = (n) => { ${body} };\n`;

export const javascript: LanguageFixture = {
  program: `
const { readFileSync, writeSync } = require('node:fs');
const kept = [];
for (const word of readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean)) {
  if (word === 'loop') while (true) {}
  else if (word === 'hunger') while (true) kept.push(new Array(1 << 17).fill(1.5));
  else if (word === 'flood') while (true) writeSync(1, 'more and more and more\\n');
  else if (word === 'leave') process.exitCode = 3;
  else console.log(Number(word) * 2);
}
`,
  broken: 'const = 3;\n',
  native: {
    right: double('return n * 2;'),
    half: double('return n < 100 ? n * 2 : 0;'),
    leave: double('process.exit(0);'),
    files: {
      'main.test.js': `
const assert = require('node:assert');
const { test } = require('node:test');
const { double } = require('./main.js');
const check = (n) => () => {
  assert.strictEqual(double(n), n + n);
  console.log('{{passed}}');
};
test('small', check(1));
test('large', check(500));
`,
    },
    command: (name) => ['node', '--test', `--test-name-pattern=${name}`, 'main.test.js'],
  },
};
