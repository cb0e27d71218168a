import { ok } from '../../core/outcome.ts';
import { toolsFile } from '../../toolchain/lock.ts';
import { pythonCompiler } from '../../toolchain/python-compiler.ts';
import { programScanner } from '../kit/program-scanner.ts';
import { COMPILER_RULES, readCompilerReport } from './report.ts';

const SCRIPT = toolsFile('py-compile/compile.py');

/**
 * Python's own compiler, which executes nothing: syntax errors, what the compiler refuses after the grammar (`return`
 * outside of a function), and its SyntaxWarnings. Both hang on the version of Python, which is that of the tests.
 */
export const pyCompile = programScanner({
  id: 'py-compile',
  title: "Python's compiler",
  role: 'defects',
  standard: false,
  languages: ['python'],
  tools: [],
  tool: pythonCompiler,
  batch: 1000,
  patience: { start: 15_000, perByte: 0.02 },
  memory: 4096,
  rules: async () => ok(COMPILER_RULES.map((id) => ({ id, cwes: [] }))),

  async scanFiles({ files, paths, execute }) {
    const run = await execute(paths.python, ['-I', '-S', SCRIPT], { success: [0] });
    return run.status === 'ok' ? readCompilerReport(run.value.stdout, files) : run;
  },
});
