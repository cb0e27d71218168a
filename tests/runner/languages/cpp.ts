import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string => `#include <cstdlib>\nint twice(int n) { ${body} }\n`;

export const cpp: LanguageFixture = {
  program: `
#include <bits/stdc++.h>
using namespace std;
int main() {
  string word;
  vector<long> kept;
  volatile bool going = true;
  int status = 0;
  while (cin >> word) {
    if (word == "loop") while (going) {}
    else if (word == "hunger") while (going) kept.push_back(1);
    else if (word == "flood") while (going) cout << "more and more and more\\n";
    else if (word == "leave") status = 3;
    else cout << stoi(word) * 2 << "\\n";
  }
  return status;
}
`,
  broken: '#include <iostream>\nint main() { std::cout << missing; }\n',
  native: {
    right: double('return n * 2;'),
    half: double('return n < 100 ? n * 2 : 0;'),
    leave: double('std::exit(0);'),
    files: {
      'check.cpp': `
#include <cassert>
#include <cstdio>
#include <string>
int twice(int n);
int main(int, char **words) {
  int n = std::string(words[1]) == "small" ? 1 : 500;
  assert(twice(n) == n + n);
  std::puts("{{passed}}");
}
`,
    },
    build: [['g++', '-o', 'check', 'main.cpp', 'check.cpp']],
    command: (name) => ['./check', name],
  },
};
