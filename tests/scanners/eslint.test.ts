import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Language } from '../../src/core/task.ts';
import { eslint } from '../../src/scanners/eslint/index.ts';
import { readEslintReport } from '../../src/scanners/eslint/report.ts';
import { scanAll, summary } from './support.ts';

const scan = async (language: Language, ...codes: string[]) =>
  (await scanAll(eslint, codes, language)).map(summary);

test('modules, CommonJS, scripts, JSX and the newest syntax are read', async () => {
  const outcomes = await scan(
    'javascript',
    "import a from 'a';\nexport const b = await a;\neval(b);\n",
    'if (module.parent) return;\n\neval(a);\n',
    'with (a) {}\nvar yield = 010;\neval(b);\n',
    '#!/usr/bin/env node\nconst a = <b c={d}>e</b>;\neval(a);\n',
    'class A { #b = 1_000n; static { } get c() { return this?.#b ?? 0; } }\n\neval(A);\n',
  );
  expect(outcomes).toEqual(outcomes.map(() => ['no-eval 3:1']));
});

test('TypeScript is read with all of its own syntax', async () => {
  const [outcome] = await scan(
    'typescript',
    [
      'enum Size { Small = 1 }',
      'abstract class Box<const T> { constructor(private readonly item: T) {} abstract open(this: Box<T>): T; }',
      'declare module "x" { export type Y = Size; }',
      'export const run = (term: string) => eval(term!) satisfies unknown as Size;',
    ].join('\n'),
  );
  expect(outcome).toEqual(['no-eval 4:38']);
});

test('a type in JavaScript, and a program cut off, do not parse', async () => {
  const reason = 'ESLint: the code does not parse';
  expect(await scan('javascript', 'let a: number = eval(b);\n', 'eval(a); function f() {\n')).toEqual([
    reason,
    reason,
  ]);
});

test('prose between tags is not taken for JSX, and a rule that fails not for a finding', async () => {
  expect(
    await scan(
      'javascript',
      '<think>\nThe user wants me to call eval.\n</think>\n\neval(a);\n',
      'a = <b>c</b>("d");\n',
    ),
  ).toEqual(['ESLint: the code does not parse', 'ESLint: no-unsanitized/method failed']);
});

test('no settings of the user take part', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'settings-'));
  await writeFile(join(folder, 'eslint.config.js'), 'throw new Error("read");\n');
  await writeFile(join(folder, '.eslintrc.json'), '{"root": true, "rules": {"no-eval": "off"}}\n');
  vi.stubEnv('TMPDIR', folder);
  vi.stubEnv('NODE_OPTIONS', '--require ./eslint.config.js');
  vi.stubEnv('ESLINT_USE_FLAT_CONFIG', 'false');
  const outcome = await scan('javascript', 'eval(a);\n');
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
  expect(outcome).toEqual([['no-eval 1:1']]);
});

test('columns count code points', async () => {
  expect(await scan('javascript', "'é€😀'; eval(a);\n")).toEqual([['no-eval 1:8']]);
});

test('the version tells those of the plug-ins', async () => {
  expect(await eslint.probe()).toMatchObject({
    value: { version: expect.stringMatching(/^\d+\.\d+\.\d+, .*\bsecurity \d/) },
  });
});

test('a program with very many findings is read in a time that grows with their number alone', () => {
  const messages = Array.from({ length: 30_000 }, (_, row) => ({
    ruleId: 'no-eval',
    message: 'no',
    line: row + 1,
    column: 1,
  }));
  const code = 'eval(x)\n'.repeat(messages.length);
  const start = performance.now();
  readEslintReport(JSON.stringify({ '0.js': { messages } }), [{ name: '0.js', code }]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
