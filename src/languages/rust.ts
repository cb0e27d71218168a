import { rust as tool } from '../toolchain/rust.ts';
import type { Language } from './language.ts';
import { recipe, searchPath, whenReady } from './program.ts';

const COMPILE = ['rustc', '-O', '-A', 'warnings', '-o', '{build}/main', 'main.rs'];

export const rust: Language = {
  id: 'rust',
  title: 'Rust',
  extension: '.rs',
  fences: ['rust', 'rs'],
  program: {
    tools: ['rust'],
    probe: async () =>
      whenReady(await tool.probe(), async ({ rustc, root, linker }) => ({
        visible: [root],
        recipe: () =>
          recipe({
            source: 'main.rs',
            commands: { rustc: [rustc, '--edition', '2021', '-C', `linker=${linker}`] },
            compile: [COMPILE],
            run: ['{build}/main'],
            env: { PATH: searchPath(rustc) },
            out_of_memory: ['memory allocation of'],
            stackMiB: 64,
          }),
      })),
  },
};
