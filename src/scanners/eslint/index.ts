import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ok } from '../../core/outcome.ts';
import { eslint as tool } from '../../toolchain/eslint.ts';
import { toolsFile } from '../../toolchain/lock.ts';
import { programScanner } from '../kit/program-scanner.ts';
import { readEslintReport } from './report.ts';
import { ESLINT_RULES } from './rules.ts';

/**
 * ESLint with its own rules on `eval` and those of plug-ins on security (rules.ts). No settings of anybody's and no
 * comments in the code take part.
 */
export const eslint = programScanner({
  id: 'eslint',
  title: 'ESLint',
  role: 'security',
  standard: true,
  languages: ['javascript', 'typescript'],
  tools: ['eslint'],
  tool,
  batch: 1000,
  /** About twenty times what it takes on an idle core. */
  patience: { start: 30_000, perByte: 0.1 },
  version: async (version) => ok([version, ...(await plugins())].join(', ')),
  rules: async () => ok(Object.entries(ESLINT_RULES).map(([id, { cwes }]) => ({ id, cwes }))),

  async scanFiles({ files, sources, paths, execute }) {
    const rules = Object.keys(ESLINT_RULES).join(',');
    const run = await execute(process.execPath, [paths.lint, sources, rules], { success: [0] });
    return run.status === 'ok' ? readEslintReport(run.value.stdout, files) : run;
  },
});

const packageSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

/** Most rules are those of plug-ins, each with a version of its own. */
const plugins = async (): Promise<string[]> => {
  const text = await readFile(toolsFile('eslint/package.json'), 'utf8');
  return Object.entries(packageSchema.parse(JSON.parse(text)).dependencies).flatMap(([name, version]) => {
    const [, plugin] = /^eslint-plugin-(.+)$/.exec(name) ?? [];
    return plugin ? [`${plugin} ${version}`] : [];
  });
};
