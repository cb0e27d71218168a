import { readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { BifocalError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { languageSchema } from '../../core/task.ts';
import { codeql as tool } from '../../toolchain/codeql.ts';
import type { ScannerFamily } from '../family.ts';
import { type Batch, programScanner, type SourceFile } from '../kit/program-scanner.ts';
import { readSarifReport } from '../kit/sarif-report.ts';
import type { Scanner } from '../scanner.ts';
import { CODEQL_LANGUAGES, type CodeqlLanguage } from './languages.ts';

/** GitHub's query suites, by the names that it gives them: `default` and `security-extended`. */
const SUITES = { default: 'code-scanning', extended: 'security-extended' } as const;

type Suite = keyof typeof SUITES;

const TITLE = 'CodeQL';
const MEBIBYTE = 1024 * 1024;

/** The share of the machine's memory that CodeQL may take. */
const MEMORY = 0.6;

/**
 * CodeQL, from a bundle on the PATH: for each language one database of all samples, then one suite of queries. Never
 * tried against the real program: what is said here of it is taken from its manual and from the queries' source.
 *
 * - Every file that was extracted is listed by a query of the suites (`.../successfully-extracted-files`): what is not
 *   listed is unknown, and so is Python that did not parse (`py/diagnostics/extraction-warnings`).
 * - `// codeql[...]` and `// lgtm` comments have no effect: only queries of the kind `alert-suppression` read them, and
 *   no suite of GitHub's has one.
 * - Its caches lie in the batch's folder, so query packs that `codeql pack download` has put below the home are not
 *   found: take the bundle.
 */
const open = (suite: Suite): Scanner =>
  programScanner({
    id: suite === 'default' ? 'codeql' : `codeql:${suite}`,
    title: suite === 'default' ? TITLE : `${TITLE} (${suite})`,
    role: 'security',
    standard: false,
    languages: languageSchema.options.filter((language) => CODEQL_LANGUAGES[language] !== undefined),
    tools: ['codeql'],
    tool,
    batch: 3000,
    /** Starting, compiling and running a suite takes minutes, even on nothing. */
    patience: { start: 30 * 60_000, perByte: 1 },
    rules: async () => unknown('CodeQL lists its rules only with its results'),

    async scanFiles(batch) {
      const said = new Map<string, Outcome<Finding[]>>();
      for (const { language, files } of byLanguage(batch.files)) {
        const read = await analyse(batch, language, files, SUITES[suite]);
        if (read.status === 'unknown') return read;
        for (const [index, { name }] of files.entries()) {
          said.set(name, read.value[index] ?? unknown(`${TITLE} did not look at the code`));
        }
      }
      return ok(batch.files.map(({ name }) => said.get(name) ?? unknown(`${TITLE} was not asked`)));
    },
  });

const byLanguage = (
  files: readonly SourceFile[],
): { readonly language: CodeqlLanguage; readonly files: readonly SourceFile[] }[] => {
  const groups = Map.groupBy(files, ({ language }) => CODEQL_LANGUAGES[language]);
  return [...groups].flatMap(([language, files]) => (language ? [{ language, files }] : []));
};

const analyse = async (
  { sources, folder, paths, execute }: Batch<{ codeql: string }>,
  { id, pack }: CodeqlLanguage,
  files: readonly SourceFile[],
  suite: (typeof SUITES)[Suite],
): Promise<Outcome<Outcome<Finding[]>[]>> => {
  const database = join(folder, `database-${id}`);
  const output = join(folder, `${id}.sarif`);
  const shared = [
    `--threads=${availableParallelism()}`,
    `--ram=${Math.floor((totalmem() / MEBIBYTE) * MEMORY)}`,
    `--common-caches=${join(folder, 'caches')}`,
  ];
  const create = [`--language=${id}`, '--build-mode=none', `--source-root=${sources}`, ...shared];
  const created = await execute(paths.codeql, ['database', 'create', ...create, '--', database], {
    success: [0],
  });
  if (created.status === 'unknown') return created;
  const report = ['--format=sarif-latest', `--output=${output}`, '--sarif-include-diagnostics', ...shared];
  const queries = `codeql/${pack}:codeql-suites/${id}-${suite}.qls`;
  const analysed = await execute(paths.codeql, ['database', 'analyze', ...report, '--', database, queries], {
    success: [0],
  });
  if (analysed.status === 'unknown') return analysed;
  const log = await readFile(output, 'utf8').catch(() => undefined);
  return log === undefined
    ? unknown(`${TITLE} wrote no log`)
    : readSarifReport(log, files, { title: TITLE, unnamed: 'unread' });
};

/** CodeQL with the suite that GitHub runs unless told otherwise: few rules, those it is surest of. */
export const codeql: Scanner = open('default');

/** `--scanners codeql:extended`: more rules, of less precision and severity. */
export const codeqlSuites: ScannerFamily = {
  id: 'codeql',
  title: 'CodeQL with another suite of queries',
  argument: Object.keys(SUITES).join(' or '),
  open(argument) {
    const suite = (Object.keys(SUITES) as Suite[]).find((name) => name === argument);
    if (suite) return suite === 'default' ? codeql : open(suite);
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `CodeQL has no suite "${argument}"`,
      `choose from: ${Object.keys(SUITES).join(', ')}`,
    );
  },
};
