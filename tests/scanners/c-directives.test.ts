import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutSuppressions } from '../../src/scanners/clang-tidy/suppressions.ts';
import { ownHeaders, withoutForeignPlaces } from '../../src/scanners/kit/c-directives.ts';

test.each([
  ['#include <stdio.h>', undefined],
  ['#include "parser.h"', undefined],
  ['  #  include "a/b.h" // ours', undefined],
  ['#include_next <stdlib.h>', undefined],
  ['#include "/etc/passwd"', '#include "___________"'],
  ['#include </dev/zero>', '#include <_________>'],
  ['#include "../include/parser.h"', '#include "___________________"'],
  ['%: include "/dev/zero"', '%: include "_________"'],
  ['#embed "/dev/zero"', '#embed "_________"'],
  ['#include "12.cpp"', '#include "______"'],
  ['#include HEADER', '#include ______'],
  ['#line 7 "other.h"', '//___ 7 "other.h"'],
  ['  # 7 "other.h" 3', '  //_ "other.h" 3'],
  ['int line = 7;', undefined],
  ['puts("issue #12");', undefined],
  ['#include "./util.h"', undefined],
  ['#include "./12.c"', '#include "______"'],
  ['#include "a/../../b.h"', '#include "___________"'],
  ['/* */ #include "/etc/passwd"', '/* */ #include "___________"'],
  ['/* */#line 7 "0.c"', '/* *///___ 7 "0.c"'],
  ['/* */ # 7 "0.c"', '/* */ //_ "0.c"'],
  ['#/**/include "/etc/passwd"', '_/**/include "/etc/passwd"'],
  ['#/**/line 7 "0.c"', '_/**/line 7 "0.c"'],
  ['#inc\\\nlude "/etc/passwd"', '#___\\\n____ "/etc/passwd"'],
  ['# \\ \r\ninclude "/etc/passwd"', '# \\ \r\n_______ "/etc/passwd"'],
  ['#\\\n7 "0.c"', '#\\\n_ "0.c"'],
  ['%\\\n:include "/etc/passwd"', '%\\\n:_______ "/etc/passwd"'],
  ['#\u00A0include "/etc/passwd"', '#\u00A0_______ "/etc/passwd"'],
  ['#include\u2028"/etc/passwd"', '#include\u2028"___________"'],
  ['#include \\\n"/etc/passwd"', '#include _\n"/etc/passwd"'],
])('%s', (line, expected = line) => {
  expect(withoutForeignPlaces(`int a;\n${line}\nint b;\n`)).toBe(`int a;\n${expected}\nint b;\n`);
});

const word = fc.constantFrom(
  '#include ',
  '"/dev/zero"',
  '"../x"',
  '<a>',
  '#line 3',
  '# 4 "x"',
  'NOLINT',
  'suppress',
  '#pragma clang diagnostic',
  '\n',
  '\r\n',
  ' ',
  'é',
  '😀',
);

test('no line or column moves', () => {
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const code = words.join('');
      const neutral = withoutSuppressions(withoutForeignPlaces(code));
      const shape = (text: string) => text.split('\n').map((line) => line.length);
      expect(shape(neutral)).toEqual(shape(code));
      expect(withoutSuppressions(withoutForeignPlaces(neutral))).toBe(neutral);
    }),
  );
});

test('takes a time that grows with the length of the code alone', () => {
  const parts = [
    '#',
    '#include ',
    '*/#include <',
    '\n#/*',
    '\\\n',
    '\n#line',
    '%',
    ' ',
    '\n# ',
    '/**/',
    '"#',
    'R"(',
  ];
  const codes = parts.flatMap((part) => [part, `\n#${part}`].map((text) => text.repeat(2e5 / text.length)));
  const start = performance.now();
  for (const code of codes) ownHeaders(withoutSuppressions(withoutForeignPlaces(code)));
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('a header of its own lies below a folder, whatever is asked for', () => {
  const hostile = [
    '#include\n"../../x.h"',
    '#include "a/../../x.h"',
    '#include "/x.h"',
    '#include "a\\..\\x.h"',
  ];
  expect(hostile.flatMap(ownHeaders)).toEqual([]);
  expect(ownHeaders('#include "./a.h"')).toEqual(['a.h']);
});

test('own headers, each once', () => {
  expect(ownHeaders('#include "a.h"\n#include <b.h>\n# include"c/d.h"\n#include "a.h"\n')).toEqual([
    'a.h',
    'c/d.h',
  ]);
});
