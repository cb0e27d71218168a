import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cppcheck as tool } from '../../toolchain/cppcheck.ts';
import { withoutForeignPlaces } from '../kit/c-directives.ts';
import { programScanner } from '../kit/program-scanner.ts';
import { readCppcheckReport, TEMPLATE } from './report.ts';
import { listRules } from './rules.ts';

/**
 * Cppcheck's errors and warnings that have a CWE; its remarks on style, performance and portability are left out.
 * Headers are not read, those of C and POSIX are known to it. Its suppression comments are only obeyed with an option
 * that is not given. What it says across files is left out: samples are not parts of one program.
 */
export const cppcheck = programScanner({
  id: 'cppcheck',
  title: 'Cppcheck',
  role: 'security',
  standard: true,
  languages: ['c', 'cpp'],
  tools: ['cppcheck'],
  tool,
  batch: 1000,
  /** About sixteen times what it takes on an idle core. */
  patience: { start: 30_000, perByte: 0.25 },
  memory: 4096,
  rules: () => listRules(tool),
  neutralise: withoutForeignPlaces,

  async scanFiles({ files, folder, paths, execute }) {
    const report = join(folder, 'report.txt');
    const analysis = ['--enable=warning', '--check-level=normal', '--std=c11', '--std=c++20'];
    const machine = ['--platform=unix64', '--library=posix'];
    const output = [`--template=${TEMPLATE}`, '--template-location=', `--output-file=${report}`];
    const run = await execute(paths.cppcheck, [...analysis, ...machine, ...output, '.'], { success: [0] });
    if (run.status === 'unknown') return run;
    return readCppcheckReport(await readFile(report, 'utf8').catch(() => ''), run.value.stdout, files);
  },
});
