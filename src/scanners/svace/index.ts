import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BifocalError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { languages } from '../../languages/index.ts';
import { svace as tool } from '../../toolchain/svace.ts';
import { type Batch, programScanner, type SourceFile } from '../kit/program-scanner.ts';
import type { SarifRun } from '../sarif/read.ts';
import { readSvres } from './svres.ts';

const ANY_EXIT = Array.from({ length: 256 }, (_, code) => code);

/** Before the message of a build that failed, as CodePatchLLM cuts it out. */
const BUILD_ERROR = /svace build: error:.*/;

/**
 * Svace on Python, as the paper on DPO with analyzer feedback uses it: `svace init`, `svace build --python .`,
 * `svace analyze`, then the `.svres` of `.svace-dir/analyze-res`. Never tried against the real program, which is
 * licensed: the commands are those of CodePatchLLM (github.com/dsshay/CodePatchLLM) and of CodeScoring's manual. Not
 * known, and therefore treated with care:
 *
 * - Whether a build fails on code that does not parse. If it does, and the code is alone in it, that is the finding
 *   `build-error`; if it does not, and Svace says nothing of such code, the code is unknown.
 * - Which comments suppress warnings: none is neutralised.
 * - Where it keeps its licence: it runs with a home of its own, so it must not be there.
 */
export const svace = programScanner({
  id: 'svace',
  title: 'Svace',
  role: 'defects',
  standard: false,
  languages: ['python'],
  tools: ['svace'],
  tool,
  batch: 1000,
  patience: { start: 15 * 60_000, perByte: 1 },
  rules: async () => unknown('Svace lists its detectors in its manual only'),

  async scanFiles(batch) {
    const { files, paths, execute } = batch;
    const init = await execute(paths.svace, ['init'], { success: [0] });
    if (init.status === 'unknown') return init;
    const build = await execute(paths.svace, ['build', '--python', '.'], { success: ANY_EXIT });
    if (build.status === 'unknown') return build;
    if (build.value.exitCode !== 0) return refusedBuild(build.value.stderr, files);
    const analysis = await execute(paths.svace, ['analyze'], { success: [0] });
    return analysis.status === 'unknown' ? analysis : results(batch);
  },
});

const refusedBuild = (
  stderr: string,
  files: readonly SourceFile[],
): Outcome<readonly Outcome<Finding[]>[]> => {
  const [message] = BUILD_ERROR.exec(stderr) ?? [];
  const [file, ...others] = files;
  if (message === undefined || !file || others.length > 0 || parses(file)) {
    return unknown(`Svace could not build the code${message === undefined ? '' : `: ${message}`}`);
  }
  const level = { severity: 'high', confidence: 'high' } as const;
  return ok([ok([{ rule: 'build-error', cwes: [], ...level, message, line: 1 }])]);
};

const results = async ({
  files,
  sources,
}: Pick<Batch<Record<string, string>>, 'files' | 'sources'>): Promise<
  Outcome<readonly Outcome<Finding[]>[]>
> => {
  const folder = join(sources, '.svace-dir', 'analyze-res');
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => name.endsWith('.svres'));
  const [name] = found;
  if (name === undefined || found.length > 1) return unknown(`Svace wrote ${found.length} .svres files`);
  const read = tryToRead(await readFile(join(folder, name), 'utf8'));
  if (read.status === 'unknown') return read;
  const byName = new Map([...read.value.files].map(([file, outcome]) => [basename(file), outcome]));
  return ok(
    files.map(
      (file) =>
        byName.get(file.name) ??
        (parses(file) ? ok([]) : unknown('Svace said nothing of code that does not parse')),
    ),
  );
};

const tryToRead = (text: string): Outcome<SarifRun> => {
  try {
    return ok(readSvres(text));
  } catch (error) {
    if (error instanceof BifocalError) return unknown(error.message);
    throw error;
  }
};

const parses = ({ language, code }: SourceFile): boolean => languages[language].parses?.(code) !== false;
