import { GO_ENVIRONMENT, go as tool } from '../toolchain/go.ts';
import type { Language } from './language.ts';
import { recipe, searchPath, whenReady } from './program.ts';

export const go: Language = {
  id: 'go',
  title: 'Go',
  extension: '.go',
  fences: ['go', 'golang'],
  program: {
    tools: ['go'],
    probe: async () =>
      whenReady(await tool.probe(), async ({ go, root, cache }) => ({
        visible: [root, cache],
        recipe: () =>
          recipe({
            source: 'main.go',
            commands: { go: [go] },
            compile: [['go', 'build', '-o', '{build}/main', 'main.go']],
            run: ['{build}/main'],
            env: {
              ...GO_ENVIRONMENT,
              PATH: searchPath(go),
              GOCACHE: cache,
              GOMEMLIMIT: '{memory}MiB',
              GOPATH: '/tmp/go',
              GOROOT: root,
            },
            out_of_memory: [
              'runtime: out of memory',
              'runtime: cannot allocate memory',
              'fatal error: out of memory',
            ],
            overheadMiB: 128,
          }),
      })),
  },
};
