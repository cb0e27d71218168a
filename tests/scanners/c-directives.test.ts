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

test('own headers, each once', () => {
  expect(ownHeaders('#include "a.h"\n#include <b.h>\n# include"c/d.h"\n#include "a.h"\n')).toEqual([
    'a.h',
    'c/d.h',
  ]);
});
