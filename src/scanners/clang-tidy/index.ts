import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import { clangTidy as tool } from '../../toolchain/clang-tidy.ts';
import { ownHeaders, withoutForeignPlaces } from '../kit/c-directives.ts';
import { type Batch, programScanner, type SourceFile } from '../kit/program-scanner.ts';
import { CHECKS } from './checks.ts';
import { CLANG_TIDY_RULES, readClangTidyReport } from './report.ts';
import { MEANINGLESS, withoutSuppressions } from './suppressions.ts';

/** What stands in for a header of the sample's own project. */
const HEADER = [
  '#pragma once',
  ...[
    'ctype',
    'errno',
    'limits',
    'stdarg',
    'stdbool',
    'stddef',
    'stdint',
    'stdio',
    'stdlib',
    'string',
    'time',
  ].map((name) => `#include <${name}.h>`),
  '',
].join('\n');

const FLAGS = ['-ferror-limit=0', '-U__clang_analyzer__', '-Wformat-security', ...MEANINGLESS];
const STANDARD: Readonly<Partial<Record<Language, string>>> = { c: '-std=gnu17', cpp: '-std=gnu++20' };

/**
 * clang-tidy with the Clang Static Analyzer, and the checks on security of both (checks.ts). It needs the headers of C
 * and C++ of this machine (libc6-dev, libstdc++), and the sample must compile with them. A header of the sample's own
 * project (`#include "..."`) is not here: one with C's own headers stands in for it. Where that is not enough, or
 * another library is missing, the sample is unknown. No settings of anybody's and no comments in the code take part.
 */
export const clangTidy = programScanner({
  id: 'clang-tidy',
  title: 'clang-tidy',
  role: 'security',
  standard: false,
  languages: ['c', 'cpp'],
  tools: ['clang-tidy'],
  tool,
  /** Each file is a compilation of its own, so that more save nothing; and one that hangs is found the later. */
  batch: 50,
  /** About six times what it takes on an idle core for code that includes most of C++'s library. */
  patience: { start: 60_000, perByte: 2 },
  memory: 4096,
  rules: async () => ok(CLANG_TIDY_RULES),
  neutralise: (code) => withoutSuppressions(withoutForeignPlaces(code)),

  async scanFiles(batch) {
    const { files, sources, folder } = batch;
    const headers = join(folder, 'headers');
    await mkdir(headers);
    await Promise.all(files.map((file) => writeHeaders(join(headers, file.name), file)));
    const commands = files.map(({ name, language }) => ({
      directory: sources,
      file: name,
      arguments: ['clang', STANDARD[language], ...FLAGS, '-idirafter', join(headers, name), '-c', name],
    }));
    await writeFile(join(folder, 'compile_commands.json'), JSON.stringify(commands));
    return scanCompilable(batch, files);
  },
});

/** After an error that is in none of the files: once more without those that have errors of their own. */
const scanCompilable = async (
  batch: Batch<{ clangTidy: string }>,
  files: readonly SourceFile[],
): Promise<Outcome<readonly Outcome<Finding[]>[]>> => {
  const checks = `--checks=-*,${Object.keys(CHECKS).join(',')}`;
  const report = join(batch.folder, `report-${files.length}.yaml`);
  const options = ['--quiet', '--config={}', `--export-fixes=${report}`, checks, '-p', batch.folder];
  const names = files.map(({ name }) => name);
  // Exit code 1: there are errors in the code.
  const run = await batch.execute(batch.paths.clangTidy, [...options, ...names], { success: [0, 1] });
  if (run.status === 'unknown') return run;
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined && run.value.stdout.trim() !== '') return unknown('clang-tidy wrote no report');
  const read = readClangTidyReport(text, files);
  if (read.status === 'unknown') return read;
  const { outcomes, elsewhere } = read.value;
  if (elsewhere === undefined) return ok(outcomes);
  const rest = files.filter((_, index) => outcomes[index]?.status === 'ok');
  if (rest.length === files.length) return unknown(elsewhere);
  if (rest.length === 0) return ok(outcomes);
  const again = await scanCompilable(batch, rest);
  if (again.status === 'unknown') return again;
  const found = again.value.values();
  return ok(outcomes.map((outcome) => (outcome.status === 'ok' ? (found.next().value ?? outcome) : outcome)));
};

/** For each sample in a folder of its own: what a neighbour includes must not be there for it. */
const writeHeaders = async (folder: string, { code }: SourceFile): Promise<void> => {
  for (const name of ownHeaders(code)) {
    const path = join(folder, name);
    // Without one that no file system takes the sample does not compile: that is the answer.
    await mkdir(dirname(path), { recursive: true })
      .then(() => writeFile(path, HEADER))
      .catch(() => {});
  }
};
