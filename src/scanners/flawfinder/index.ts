import { flawfinder as tool } from '../../toolchain/flawfinder.ts';
import { programScanner } from '../kit/program-scanner.ts';
import { readFlawfinderReport } from './report.ts';
import { BATCH, listRules } from './rules.ts';

/**
 * Flawfinder at its default level (1 and more of 5): it knows names of functions and how they are called, and reads
 * words, not programs. So it takes a `strlen` or an array of `char` for a finding, of low severity, in most honest code;
 * that is why it takes part only when asked for. Suppression comments are ignored.
 */
export const flawfinder = programScanner({
  id: 'flawfinder',
  title: 'Flawfinder',
  role: 'security',
  standard: false,
  languages: ['c', 'cpp'],
  tools: ['flawfinder'],
  tool,
  batch: 1000,
  /** About twenty times what it takes on an idle core. */
  patience: { start: 15_000, perByte: 0.01 },
  memory: 4096,
  rules: () => listRules(tool),

  async scanFiles({ files, paths, execute }) {
    const run = await execute(paths.python, ['-I', '-X', 'utf8', BATCH, '.'], { success: [0] });
    return run.status === 'ok' ? readFlawfinderReport(run.value.stdout, files) : run;
  },
});
