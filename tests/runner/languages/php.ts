import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string => `<?php\nfunction twice(int $n): int { ${body} }\n`;

export const php: LanguageFixture = {
  program: `<?php
$kept = [];
$status = 0;
foreach (preg_split('/\\s+/', stream_get_contents(STDIN), -1, PREG_SPLIT_NO_EMPTY) as $word) {
  if ($word === 'loop') while (true) {}
  elseif ($word === 'hunger') while (true) $kept[] = str_repeat('x', 1 << 20);
  elseif ($word === 'flood') while (true) echo "more and more and more\\n";
  elseif ($word === 'leave') $status = 3;
  else echo intval($word) * 2, "\\n";
}
exit($status);
`,
  broken: '<?php\nfunction ( {\n',
  native: {
    right: double('return $n * 2;'),
    half: double('return $n < 100 ? $n * 2 : 0;'),
    leave: double('exit(0);'),
    files: {
      'check.php': `<?php
require 'main.php';
$n = $argv[1] === 'small' ? 1 : 500;
if (twice($n) !== $n + $n) throw new Exception('wrong');
echo $argv[2];
`,
    },
    command: (name) => ['php', 'check.php', name, '{{passed}}'],
  },
};
