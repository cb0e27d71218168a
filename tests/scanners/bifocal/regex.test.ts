import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slowness } from '../../../src/scanners/bifocal/know/regex.ts';

describe('slowness', () => {
  test.each([
    ['^(a+)+$'],
    ['^(\\w+\\s?)*$'],
    ['(?P<word>([a-z]+,?)+);'],
    ['\\A([0-9]+[.-]?)*\\Z'],
    ['(?i)(x*)*y'],
    ['(a|a)*b|(b+)+c'],
  ])('%s is exponential', (pattern) => {
    expect(slowness(pattern, false)).toBe('exponential');
    expect(slowness(pattern, true)).toBe('exponential');
  });

  test.each([['<.*?>'], ['\\s+$'], ['\\d+(?P<unit>kg)']])(
    '%s is tried anew at every place, unless it is anchored',
    (pattern) => {
      expect(slowness(pattern, false)).toBe('polynomial');
      expect(slowness(pattern, true)).toBeUndefined();
    },
  );

  test.each([
    ['^\\w+(\\s\\w+)*$'],
    ['^[^@]+@[^@]+$'],
    ['^[A-Z]{2}\\d{1,9}$'],
    ['^.*,.*$'],
    ['[a-z]'],
    // What JavaScript does not have, or does not read.
    ['(?>a+)+b'],
    ['(a)?(?(1)b|c)+'],
    ['(a+'],
    ['^ (a+)+  # letters\n $'],
    // Too long to be analysed.
    [`^(a+)+${'b'.repeat(500)}$`],
  ])('%s is not reported', (pattern) => {
    expect(slowness(pattern, false)).toBeUndefined();
  });

  test('text without repetition is never slow', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const escaped = text.replaceAll(/[^A-Za-z0-9]/g, (letter) => `\\${letter}`);
        expect(slowness(escaped, false)).toBeUndefined();
      }),
    );
  });
});
