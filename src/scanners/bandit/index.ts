import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, unknown } from '../../core/outcome.ts';
import { bandit as tool } from '../../toolchain/bandit.ts';
import { programScanner } from '../kit/program-scanner.ts';
import { banditReportSchema, readBanditReport } from './report.ts';
import { BANDIT_RULES } from './rules.ts';

/**
 * Bandit with all of its tests. `# nosec` is ignored, and so are Bandit's default exclusions, which match anywhere in
 * a path; no configuration and no cached list of plug-ins takes part.
 */
export const bandit = programScanner({
  id: 'bandit',
  title: 'Bandit',
  role: 'security',
  standard: true,
  languages: ['python'],
  tools: ['bandit'],
  tool,
  batch: 1000,
  /** About sixteen times what it takes on an idle core. */
  patience: { start: 15_000, perByte: 0.05 },
  memory: 4096,
  rules: async () => ok(BANDIT_RULES),

  async scanFiles({ files, folder, paths, execute }) {
    const report = join(folder, 'report.json');
    const options = ['--quiet', '--ignore-nosec', '--exclude', '', '--number', '1'];
    const target = ['--format', 'json', '--output', report, '--recursive', '.'];
    // Exit code 1: there are findings.
    const run = await execute(paths.python, ['-I', '-W', 'ignore', '-m', 'bandit', ...options, ...target], {
      success: [0, 1],
    });
    if (run.status === 'unknown') return run;
    const read = banditReportSchema.safeParse(await readJson(report));
    return read.success
      ? ok(readBanditReport(read.data, run.value.stderr, files))
      : unknown(`Bandit wrote no report: ${run.value.stderr.trimEnd().split('\n').at(-1)}`);
  },
});

/** `undefined`: none, or the empty one of a Bandit that ended while it wrote. */
const readJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
};
