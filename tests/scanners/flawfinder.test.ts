import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { flawfinder } from '../../src/scanners/flawfinder/index.ts';
import { canBeWhole } from '../../src/scanners/flawfinder/whole.ts';
import { fixture, scanAll } from './support.ts';

const ready = (await flawfinder.probe()).status === 'ok';

test.each([
  '',
  '\n',
  '// it isn\'t "code"',
  '/* { */',
  "char quote = '\\'';",
  'char *text = "a\\"{";',
  "long million = 1'000'000;",
  'double e = 1e+5, f = 0x1p-3;',
  'auto raw = R"x({ " )x";',
  '#define TEXT "a\\\n{"\nint a;',
  "#error don't\nint a;",
  "#if 0\nit's {\n#else\nint a;\n#endif\n",
  '#ifdef A\nint f(int a) {\n#else\nint f(void) {\n#endif\nreturn 1; }',
  '#if A\n}\n#elif B\n}}\n#else\n)\n#endif'.replace('}', 'int a;'),
  'MODULE_LICENSE("GPL")',
  'toString(constructor);',
])('can be whole: %j', (code) => {
  expect(canBeWhole(code)).toBe(true);
});

test.each([
  'int f(void) {',
  'int f(int a { return a; }',
  'int f(void) { return 1; }}',
  'int a',
  'return 1',
  '/* and so on',
  'char *text = "abc;\n',
  "Here's the code:\nint a;",
  'auto raw = R"x({ )y";',
])('cannot be whole: %j', (code) => {
  expect(canBeWhole(code)).toBe(false);
});

const piece = fc.constantFrom(
  '{',
  '}',
  '(',
  ')',
  '"',
  "'",
  '/*',
  '*/',
  '//',
  'R"(',
  '#if 0',
  '#else',
  '#endif',
  '\n',
  '\\',
  'a',
  '1',
  ';',
);

test('any text has an answer, in time', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(canBeWhole(pieces.join(''))).toBeTypeOf('boolean');
    }),
  );
  const long = ['(', 'R"(', '/*', '#/*', '"', "'", '1e', '#if 0\n', ' ', '\n'];
  const start = performance.now();
  for (const text of long) canBeWhole(text.repeat(200_000));
  canBeWhole(`#if 0\n${'"\\'.repeat(500_000)}`);
  canBeWhole(`//${'R"'.repeat(500_000)}\n`);
  canBeWhole('#if 1\n'.repeat(80_000) + ';'.repeat(500_000));
  expect(performance.now() - start).toBeLessThan(20_000);
});

test('a program of which the end is missing cannot be whole', () => {
  const code = fixture('c/vulnerable.c');
  const inner = code.split('\n').flatMap((line, index) => (line.startsWith('  ') ? [index] : []));
  for (const row of inner) expect(canBeWhole(code.split('\n').slice(0, row).join('\n'))).toBe(false);
});

describe.runIf(ready)('when installed', () => {
  test('takes levels and CWEs from Flawfinder, for each hit its own', async () => {
    const [outcome] = await scanAll(
      flawfinder,
      [
        [
          'int f(char *to, const char *from, int n) {',
          '  char small[4];',
          '  strcpy(to, from);',
          '  strcpy(to, "x");',
          '  return strlen(from) + getenv("A")[0];',
          '}',
        ].join('\n'),
      ],
      'c',
    );
    const findings = outcome?.status === 'ok' ? outcome.value : [];
    const said = findings.map(({ message, cwes, severity, confidence, line, column }) => [
      message.split(':')[0],
      cwes,
      severity,
      confidence,
      line,
      column,
    ]);
    expect(said).toEqual([
      ['char', [119, 120], 'low', 'medium', 2, 3],
      ['strcpy', [120], 'high', 'medium', 3, 3],
      ['strcpy', [120], 'low', 'medium', 4, 3],
      ['strlen', [126], 'low', 'medium', 5, 10],
      ['getenv', [807, 20], 'medium', 'medium', 5, 25],
    ]);
  });

  test('code that ends within what Flawfinder takes for a string is unknown: it saw nothing of the rest', async () => {
    const blind = "#if 0\nit's\n#endif\nint f(const char *s) { return system(s); }\n";
    const [outcome] = await scanAll(flawfinder, [blind], 'c');
    expect(outcome).toEqual({ status: 'unknown', reason: 'Flawfinder: the code is not whole' });
  });

  test('columns count code points', async () => {
    const [outcome] = await scanAll(flawfinder, ['void f() { g("é€😀"); system(s); }'], 'cpp');
    expect(outcome).toMatchObject({ value: [{ line: 1, column: 22 }] });
  });

  test('lists its rules with their CWEs', async () => {
    const rules = await flawfinder.rules();
    const listed = rules.status === 'ok' ? rules.value : [];
    expect(listed.length).toBeGreaterThan(50);
    expect(listed).toContainEqual({ id: 'FF1044', cwes: [78] });
  });
});

test('where it is not installed every input is unknown, with the command that installs it', async () => {
  vi.stubEnv('BIFOCAL_HOME', '/nonexistent');
  const [outcome] = await scanAll(flawfinder, ['int a;'], 'c');
  vi.unstubAllEnvs();
  expect(outcome).toEqual({ status: 'unknown', reason: expect.stringContaining('bifocal setup flawfinder') });
});
