import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string => `import sys\ndef double(n):\n    ${body}\n`;

export const python: LanguageFixture = {
  program: `
import os, sys
kept = []
status = 0
for word in sys.stdin.read().split():
    if word == "loop":
        while True: pass
    elif word == "hunger":
        while True: kept.append(bytearray(b"x") * (1 << 20))
    elif word == "flood":
        while True: print("more and more and more")
    elif word == "leave":
        status = 3
    else:
        print(int(word) * 2)
exit(status)
`,
  broken: 'def main(:\n',
  native: {
    right: double('return n * 2'),
    half: double('return n * 2 if n < 100 else 0'),
    leave: double('sys.exit(0)'),
    files: {
      'test_double.py': `
import unittest
from main import double
class TestDouble(unittest.TestCase):
    def check(self, n):
        self.assertEqual(double(n), n + n)
        print("{{passed}}")
    def test_small(self): self.check(1)
    def test_large(self): self.check(500)
`,
    },
    command: (name) => ['python', '-m', 'unittest', `test_double.TestDouble.test_${name}`],
  },
};
