import { type LanguageProgram, type ProgramRecipe, recipe, searchPath } from './program.ts';

const FILE = process.execPath;

/** Programs for the Node.js that Bifocal itself runs on. `{build}/main.js` is what is run. */
export const node = ({
  source,
  flags,
  compile,
}: Pick<ProgramRecipe, 'source' | 'compile'> & { readonly flags: readonly string[] }): LanguageProgram => ({
  tools: [],
  probe: async () => ({
    status: 'ready',
    version: `Node.js ${process.versions.node}`,
    visible: [FILE],
    recipe: () =>
      recipe({
        source,
        commands: { node: [FILE, '--max-old-space-size={memory}', ...flags] },
        compile,
        run: ['node', '{build}/main.js'],
        env: { PATH: searchPath(FILE), NODE_NO_WARNINGS: '1' },
        out_of_memory: ['out of memory', 'Array buffer allocation failed'],
        overheadMiB: 640,
      }),
  }),
});
