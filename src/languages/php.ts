import { php as tool } from '../toolchain/php.ts';
import type { Language } from './language.ts';
import { recipe, searchPath, whenReady, withLinkedFolders } from './program.ts';

/** Complaints go to standard error: the output is the program's alone. */
const SETTINGS = ['display_errors=stderr', 'log_errors=0', 'memory_limit={memory}M'];

export const php: Language = {
  id: 'php',
  title: 'PHP',
  extension: '.php',
  fences: ['php'],
  program: {
    tools: ['php'],
    probe: async () =>
      whenReady(await tool.probe(), async ({ php, extensions, settings, more }) => ({
        visible: await withLinkedFolders(...[extensions, settings, more].filter(Boolean)),
        recipe: () =>
          recipe({
            source: 'main.php',
            commands: { php: [php, ...SETTINGS.flatMap((setting) => ['-d', setting])] },
            compile: [['php', '-l', 'main.php']],
            run: ['php', '{build}/main.php'],
            env: { PATH: searchPath(php) },
            out_of_memory: ['Allowed memory size', 'Out of memory'],
            overheadMiB: 128,
          }),
      })),
  },
};
