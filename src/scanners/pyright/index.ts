import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '../../core/outcome.ts';
import { pyright as tool } from '../../toolchain/pyright.ts';
import { programScanner } from '../kit/program-scanner.ts';
import { readPyrightReport } from './report.ts';
import { GIVES_UP, PYRIGHT_RULES, SYNTAX } from './rules.ts';
import { withoutDirectives } from './suppressions.ts';

/**
 * `--project` says where they are, and Pyright then looks for no others. They lie in a folder of their own, for what is
 * beside them can be imported.
 */
const SETTINGS = {
  include: ['../sources'],
  exclude: [],
  pythonVersion: '3.14',
  pythonPlatform: 'Linux',
  typeCheckingMode: 'off',
  enableTypeIgnoreComments: false,
  ...Object.fromEntries(
    [...Object.keys(PYRIGHT_RULES), GIVES_UP]
      .filter((rule) => rule !== SYNTAX)
      .map((rule) => [rule, 'error']),
  ),
};

/**
 * Pyright, with the rules that mean a defect (rules.ts). It knows the standard library and the stubs that it brings,
 * and no Python of this machine: what an import holds that it does not know may be anything, and is no finding. No
 * comment in the code changes that.
 */
export const pyright = programScanner({
  id: 'pyright',
  title: 'Pyright',
  role: 'defects',
  standard: false,
  languages: ['python'],
  tools: ['pyright'],
  tool,
  batch: 1000,
  /** About twenty times what it takes on an idle core. */
  patience: { start: 60_000, perByte: 0.3 },
  rules: async () => ok(Object.keys(PYRIGHT_RULES).map((id) => ({ id, cwes: [] }))),
  neutralise: withoutDirectives,

  async scanFiles({ files, folder, paths, execute }) {
    const project = join(folder, 'project');
    await mkdir(project);
    const settings = join(project, 'pyrightconfig.json');
    await writeFile(settings, JSON.stringify(SETTINGS));
    // Exit code 1: there are errors. No PATH: it would ask the Python there for its libraries.
    const run = await execute(process.execPath, [paths.main, '--project', settings, '--outputjson'], {
      success: [0, 1],
      env: { PATH: folder },
    });
    return run.status === 'ok' ? readPyrightReport(run.value.stdout, files) : run;
  },
});
