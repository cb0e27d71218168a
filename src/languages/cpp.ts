import { CPP_FLAGS, cpp as tool } from '../toolchain/cpp.ts';
import type { Language } from './language.ts';
import { recipe, whenReady } from './program.ts';

export const cpp: Language = {
  id: 'cpp',
  title: 'C++',
  extension: '.cpp',
  fences: ['cpp', 'c++', 'cc', 'cxx'],
  program: {
    tools: ['cpp'],
    probe: async () =>
      whenReady(await tool.probe(), async ({ cxx, cache }) => {
        const compiler = [cxx, ...CPP_FLAGS, '-I', cache];
        return {
          visible: [cache],
          recipe: () =>
            recipe({
              source: 'main.cpp',
              commands: { 'c++': compiler, 'g++': compiler },
              compile: [['c++', '-w', '-o', '{build}/main', 'main.cpp']],
              run: ['{build}/main'],
              out_of_memory: ['std::bad_alloc'],
              stackMiB: 64,
            }),
        };
      }),
  },
};
