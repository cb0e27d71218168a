import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string => `#include <stdlib.h>\nint twice(int n) { ${body} }\n`;

export const c: LanguageFixture = {
  program: `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
  char word[64];
  volatile int going = 1;
  int status = 0;
  while (scanf("%63s", word) == 1) {
    if (!strcmp(word, "loop")) while (going) {}
    else if (!strcmp(word, "hunger")) for (;;) memset(malloc(1 << 20), 1, 1 << 20);
    else if (!strcmp(word, "flood")) for (;;) puts("more and more and more");
    else if (!strcmp(word, "leave")) status = 3;
    else printf("%d\\n", atoi(word) * 2);
  }
  return status;
}
`,
  broken: 'int main(void) { return missing; }\n',
  native: {
    right: double('return n * 2;'),
    half: double('return n < 100 ? n * 2 : 0;'),
    leave: double('exit(0);'),
    files: {
      'check.c': `
#include <stdio.h>
#include <string.h>
int twice(int n);
int main(int argc, char **argv) {
  int n = strcmp(argv[1], "small") == 0 ? 1 : 500;
  if (twice(n) != n + n) return 1;
  puts(argv[2]);
  return 0;
}
`,
    },
    build: [['cc', '-o', 'check', 'main.c', 'check.c']],
    command: (name) => ['./check', name, '{{passed}}'],
  },
};
