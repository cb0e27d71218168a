import { expect, test } from 'vitest';
import { cppcheck } from '../../src/scanners/cppcheck/index.ts';
import { scanAll, summary } from './support.ts';

const OUT_OF_BOUNDS = 'int f(void) { int t[2] = {1, 2}; return t[2]; }';

const scan = async (...codes: string[]) => (await scanAll(cppcheck, codes, 'c')).map(summary);

test('errors are of high severity, warnings of medium', async () => {
  const code = `${OUT_OF_BOUNDS}\n#include <stdio.h>\nvoid g(void) { printf("%d", "text"); }\n`;
  const [outcome] = await scanAll(cppcheck, [code], 'c');
  const findings = outcome?.status === 'ok' ? outcome.value : [];
  expect(findings.map(({ rule, cwes, severity }) => [rule, cwes, severity])).toEqual([
    ['arrayIndexOutOfBounds', [788], 'high'],
    ['invalidPrintfArgType_sint', [686], 'medium'],
  ]);
});

test('what is only a matter of quality (CWE-398) is no finding, and no rule', async () => {
  expect(await scan('int f(int a) { if (a == 1) { if (a != 1) { return 2; } } return a; }\n')).toEqual([[]]);
  const rules = await cppcheck.rules();
  const listed = rules.status === 'ok' ? rules.value : [];
  expect(listed.length).toBeGreaterThan(100);
  expect(listed.filter(({ cwes }) => cwes.length === 0 || cwes.includes(398))).toEqual([]);
});

test('what it knows of libraries is among its rules', async () => {
  const [outcome] = await scanAll(
    cppcheck,
    ['#include <stdio.h>\n#include <stdlib.h>\nchar *f(char *s) { return mktemp(gets(s)); }\n'],
    'c',
  );
  const found = outcome?.status === 'ok' ? outcome.value.map(({ rule: id, cwes }) => ({ id, cwes })) : [];
  expect(found.map(({ id }) => id).toSorted()).toEqual(['getsCalled', 'mktempCalled']);
  const rules = await cppcheck.rules();
  expect(rules).toMatchObject({ value: expect.arrayContaining(found) });
});

test('samples of one batch know nothing of each other', async () => {
  const callee = 'int first(int *values) { return values[9]; }\n';
  const caller = 'int first(int *values); int f(void) { int t[2] = {1, 2}; return first(t); }\n';
  expect(await scan(callee, caller)).toEqual([[], []]);
  const classes = ['int a; int f() { return a; }', 'long b, c; int f() { return 2; }'];
  const outcomes = await scanAll(
    cppcheck,
    classes.map((body) => `struct S { ${body} };\n`),
    'cpp',
  );
  expect(outcomes.map(summary)).toEqual([[], []]);
  expect(await scan(`${OUT_OF_BOUNDS}\n`, '#include "0.c"\nint a;\n')).toEqual([
    ['arrayIndexOutOfBounds 1:42'],
    [],
  ]);
});

test('a program says where its findings are not, and is not believed', async () => {
  const said = ['#line 70 "other.c"', '# 70 "0.c"', '/**/#line 70 "0.c"', '#/**/line 70 "0.c"'];
  const outcomes = await scan('int a;\n', ...said.map((line) => `${line}\n${OUT_OF_BOUNDS}\n`));
  const found = ['arrayIndexOutOfBounds 2:42'];
  expect(outcomes).toEqual([[], found, found, found, expect.stringMatching(/not analyzed/)]);
});

test('reads no other file of this machine', { timeout: 60_000 }, async () => {
  const outcomes = await scan(
    `#include "/dev/zero"\n${OUT_OF_BOUNDS}\n`,
    `#include "../../../../dev/zero"\n${OUT_OF_BOUNDS}\n`,
    `#include "/etc/passwd"\n${OUT_OF_BOUNDS}\n`,
  );
  expect(outcomes).toEqual(outcomes.map(() => ['arrayIndexOutOfBounds 2:42']));
});

test('every configuration is looked at; one that does not parse makes the sample unknown', async () => {
  expect(await scan(`#ifdef A\n${OUT_OF_BOUNDS}\n#endif\n`, '#ifdef A\nint f( {\n#endif\nint a;\n')).toEqual([
    ['arrayIndexOutOfBounds 2:42'],
    'Cppcheck: the code was not analyzed (syntaxError)',
  ]);
});

test('what it cannot analyze is unknown', async () => {
  const outcomes = await scan(
    '#error "not here"\nint a;\n',
    '#include "0.h"\nint é = 1;\n',
    "Here's the code:\nint a;\n",
    'public class A { public static void main(String[] a) { } }\n',
  );
  expect(outcomes).toEqual(
    outcomes.map(() => expect.stringMatching(/^Cppcheck: the code was not analyzed \(\w+\)$/)),
  );
});

test('columns count code points', async () => {
  expect(await scan(`char *s = "é€😀"; ${OUT_OF_BOUNDS}\n`)).toEqual([['arrayIndexOutOfBounds 1:59']]);
});
