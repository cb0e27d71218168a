import { c as tool } from '../toolchain/c.ts';
import type { Language } from './language.ts';
import { recipe, whenReady } from './program.ts';

const COMPILE = ['cc', '-O2', '-w', '-o', '{build}/main', 'main.c', '-lm', '-pthread'];

export const c: Language = {
  id: 'c',
  title: 'C',
  extension: '.c',
  fences: ['c'],
  program: {
    tools: ['c'],
    probe: async () =>
      whenReady(await tool.probe(), async ({ cc }) => ({
        visible: [],
        recipe: () =>
          recipe({
            source: 'main.c',
            commands: { cc: [cc], gcc: [cc] },
            compile: [COMPILE],
            run: ['{build}/main'],
            stackMiB: 64,
          }),
      })),
  },
};
