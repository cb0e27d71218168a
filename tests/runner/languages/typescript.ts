import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string => `export const double = (n: number): number => { ${body} };\n`;

export const typescript: LanguageFixture = {
  program: `
import { readFileSync, writeSync } from 'node:fs';
enum Factor { Two = 2 }
const kept: number[][] = [];
for (const word of readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean) as string[]) {
  if (word === 'loop') while (true) {}
  else if (word === 'hunger') while (true) kept.push(new Array<number>(1 << 17).fill(1.5));
  else if (word === 'flood') while (true) writeSync(1, 'more and more and more\\n');
  else if (word === 'leave') process.exitCode = 3;
  else console.log(Number(word) * Factor.Two);
}
`,
  broken: 'const n: = 3;\n',
  native: {
    right: double('return n * 2;'),
    half: double('return n < 100 ? n * 2 : 0;'),
    leave: double('process.exit(0);'),
    files: {
      'main.test.ts': `
import assert from 'node:assert';
import { test } from 'node:test';
import { double } from './main.ts';
const check = (n: number) => (): void => {
  assert.strictEqual(double(n), n + n);
  console.log('{{passed}}');
};
test('small', check(1));
test('large', check(500));
`,
    },
    command: (name) => ['node', '--test', `--test-name-pattern=${name}`, 'main.test.ts'],
  },
};
