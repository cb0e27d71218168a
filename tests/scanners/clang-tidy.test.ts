import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/core/task.ts';
import { clangTidy } from '../../src/scanners/clang-tidy/index.ts';
import { scanAll, summary } from './support.ts';

const ready = (await clangTidy.probe()).status === 'ok';

const scan = async (language: Language, ...codes: string[]) =>
  (await scanAll(clangTidy, codes, language)).map(summary);

const TWICE = '#include <stdlib.h>\nvoid f(void *p) { free(p); free(p); }\n';
const FOUND = ['clang-analyzer-unix.Malloc/double-free 2:28'];

describe.runIf(ready)('when installed', { timeout: 120_000 }, () => {
  test('C is compiled as C, C++ as C++', async () => {
    const c = 'int f(void) { int class = 1; return class; }\n';
    const cpp = 'template <typename T> concept Small = sizeof(T) < 4;\n';
    const inputs = [c, cpp].flatMap((code, index) =>
      (['c', 'cpp'] as const).map((language) => ({ id: `${index}${language}`, language, code })),
    );
    const outcomes = await clangTidy.scan(inputs);
    expect([...outcomes].map(([id, { status }]) => [id, status])).toEqual([
      ['0c', 'ok'],
      ['0cpp', 'unknown'],
      ['1c', 'unknown'],
      ['1cpp', 'ok'],
    ]);
  });

  test("tells what the analyzer's one check on memory finds", async () => {
    const outcomes = await scan(
      'c',
      TWICE,
      '#include <stdlib.h>\nint f(int *p) { free(p); return *p; }\n',
      '#include <stdlib.h>\nint f(int n) { int *p = malloc(n); if (!p) return 0; *p = 1; return *p; }\n',
    );
    expect(outcomes.flat().map((finding) => finding.split(' ')[0])).toEqual([
      'clang-analyzer-unix.Malloc/double-free',
      'clang-analyzer-unix.Malloc/use-after-free',
      'clang-analyzer-unix.Malloc/leak',
    ]);
  });

  test('no pragma, attribute or macro silences it', async () => {
    const body = 'void f(void *p) { free(p); free(p); }';
    const outcomes = await scan(
      'cpp',
      `#include <stdlib.h>\n${body} // NOLINT\n`,
      '#include <stdlib.h>\nvoid f(void *p) { free(p); [[clang::suppress]] free(p); }\n',
      '#include <stdlib.h>\n[[clang::suppress]] void f(void *p) { free(p); free(p); }\n',
      `#include <stdlib.h>\n#pragma clang system_header\n${body}\n`,
      `#include <stdlib.h>\n# 2 "x.h" 3\n${body}\n`,
      `#include <stdlib.h>\n#ifndef __clang_analyzer__\n${body}\n#endif\n`,
      '#include <stdlib.h>\nvoid f(void *p) { free(p); [[__clang__::__suppress__]] free(p); }\n',
      '#include <stdlib.h>\nvoid f(void *p) { free(p); [[clang::sup\\\npress]] free(p); }\n',
      `#define JOIN(a, b) a##b\n#include <stdlib.h>\n[[clang::JOIN(sup, press)]] ${body}\n`,
      '#include <stdlib.h>\n__attribute__((analyzer_noreturn)) void g(void);\nvoid f(void *p) { free(p); g(); free(p); }\n',
      `#include <stdio.h>\n#define JOIN(a, b) a##b\n#define P(x) Q(x)\n#define Q(x) _Pragma(#x)
P(GCC JOIN(diag, nostic) ignored "-Wformat-security")\nvoid f(char *s) { printf(s); }\n`,
      '#include <stdio.h>\n#pragma clang diagnostic ignored "-Wformat-security"\nvoid f(char *s) { printf(s); }\n',
    );
    expect(outcomes.map((each) => each.length)).toEqual(outcomes.map(() => 1));
  });

  test("C's own headers stand in for a header of the sample's project", async () => {
    const [found, undeclared, library] = await scan(
      'c',
      TWICE.replace('<stdlib.h>', '"cleaner/own.h"'),
      '#include "own.h"\nint f(struct own *o) { return o->size; }\n',
      '#include <no/such/library.h>\nint a;\n',
    );
    expect(found).toEqual(FOUND);
    expect(undeclared).toMatch(/does not compile: \w/);
    expect(library).toBe('clang-tidy: the code does not compile: … file not found');
  });

  test('an error in a header of the system, or in a neighbour, leaves the other samples alone', async () => {
    const spoils = '#define size_t 7\n#include <stdlib.h>\n';
    const outcomes = await scan('c', 'int f( {\n', TWICE, spoils, `prose\n${spoils}`, TWICE);
    expect(outcomes.map((each) => (typeof each === 'string' ? 'unknown' : each))).toEqual([
      'unknown',
      FOUND,
      'unknown',
      'unknown',
      FOUND,
    ]);
  });

  test('no sample speaks for its neighbour, by what it quotes, includes or says of lines', async () => {
    const place = '/tmp/1.c:1:1: error: it is broken [clang-diagnostic-error]';
    const hostile = [
      `int system(const char *); int f(const char *s) { return system(s); } /* ${place} */\n`,
      `#pragma GCC error "\\n${place}"\n`,
      `/**/#line 1 "1.c"\nint f( {\n`,
      '#define free )\n#include "./1.c"\n',
    ];
    for (const code of hostile) expect((await scan('c', code, TWICE))[1]).toEqual(FOUND);
  });

  test('a header of one sample is not there for another', async () => {
    const [, other] = await scan('c', '#include "cleaner/own.h"\n', '#include <cleaner/own.h>\nint a;\n');
    expect(other).toMatch(/file not found/);
  });

  test('nothing is written beside the folder of the batch, whatever is included', async () => {
    const outside = join(tmpdir(), `bifocal-outside-${process.pid}.h`);
    const up = '../'.repeat(20);
    await scan(
      'c',
      `#include\n"${up}${outside.slice(1)}"\n`,
      `#include "${outside}"\n`,
      `#include "a/${up}${outside}"\n`,
    );
    expect(existsSync(outside)).toBe(false);
  });

  test('headers that no file system can hold harm nobody', async () => {
    const names = ['a', 'a/b.h', 'x'.repeat(300)].map((name) => `#include "${name}"\n`);
    const outcomes = await scan('c', ...names, names.join(''), TWICE);
    expect(outcomes).toEqual([[], [], expect.any(String), expect.any(String), FOUND]);
  });

  test('a warning that is an error by default ends the analysis, too', async () => {
    const [outcome] = await scan('c', TWICE.replace('{', '{ undeclared();'));
    expect(outcome).toMatch(/does not compile: call to undeclared function/);
  });

  test('a program that crashes it is found and alone unknown', async () => {
    const deep = `int a = ${'-'.repeat(100_000)}1;\n`;
    const outcomes = await scan('c', TWICE, deep, TWICE);
    expect([outcomes[0], typeof outcomes[1], outcomes[2]]).toEqual([FOUND, 'string', FOUND]);
  });

  test('columns count code points', async () => {
    expect(await scan('c', TWICE.replace('free(p); free', '"é€😀"; free(p); free'))).toEqual([
      ['clang-analyzer-unix.Malloc/double-free 2:35'],
    ]);
  });
});
