import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Interpreter } from '../sandbox/sandbox.ts';
import { type LanguageProgram, recipe, searchPath } from './program.ts';

/** Says what it cannot parse as a start of the program would. */
const CHECK = "compile(open('main.py', 'rb').read(), 'main.py', 'exec', dont_inherit=True)";

/** The test environment's own interpreter, which sees its libraries; without one the base interpreter. */
const interpreterOf = async ({ python, site }: Interpreter): Promise<{ file: string; visible: string[] }> => {
  const environment = site && join(site, '..', '..', '..');
  const file = environment && join(environment, 'bin', 'python');
  const here = file && (await stat(file).catch(() => undefined));
  if (!here) return { file: python, visible: [] };
  return { file, visible: [join(environment, 'bin'), join(environment, 'pyvenv.cfg')] };
};

/**
 * Found by the search path: where the sandbox is a container, that is the image's own. Not started with `-I`, which
 * would take the fixed hash seed from it.
 */
export const pythonProgram: LanguageProgram = {
  tools: [],
  probe: async (interpreter) => {
    const { file, visible } = await interpreterOf(interpreter);
    return {
      status: 'ready',
      version: 'the Python of the test environment',
      visible,
      recipe: () =>
        recipe({
          source: 'main.py',
          commands: { python: ['python3', '-s', '-B'], python3: ['python3', '-s', '-B'] },
          compile: [['python', '-c', CHECK]],
          run: ['python', '{build}/main.py'],
          env: { PATH: searchPath(file), ...(interpreter.site ? { PYTHONPATH: interpreter.site } : {}) },
          out_of_memory: ['MemoryError'],
          stackMiB: 64,
        }),
    };
  },
};
