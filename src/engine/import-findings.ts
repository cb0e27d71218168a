import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { type Finding, type ScannerRole, scanOf } from '../core/finding.ts';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Sample } from '../core/sample.ts';
import type { Language } from '../core/task.ts';
import { fileNameOfSample } from '../reports/sample-files.ts';
import { reportFormatOf, reportFormats } from '../scanners/report-formats.ts';
import type { SarifRun } from '../scanners/sarif/read.ts';
import { openRunFolder, readManifest } from './run-folder.ts';

/** What an import added to a run. */
export type FindingsImport = {
  readonly scanner: string;
  readonly samples: number;
  readonly findings: number;
  readonly unknown: number;
  /** Findings of the log that name no file. */
  readonly unplaced: number;
  /** Files of the log that are no sample of the run. */
  readonly strangers: number;
};

export type ImportOptions = {
  readonly languages?: readonly Language[];
  readonly role?: ScannerRole;
  readonly name?: string;
};

const scannerId = (tool: string): string =>
  tool
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** What the scanners of a log are called in the run, in order. */
const scannersOf = (logs: readonly SarifRun[], path: string, name: string | undefined): string[] => {
  if (name === undefined) return logs.map(({ tool }) => scannerId(tool));
  if (name === '' || scannerId(name) !== name) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `"${name}" cannot be the name of a scanner`,
      'use small letters and digits, with dashes between them',
    );
  }
  if (logs.length > 1) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `${path} has ${logs.length} runs, and one name is no name for all`,
      'make a log for each of them, or leave --name away',
    );
  }
  return logs.map(() => name);
};

const languagesNamed = (run: SarifRun, samples: ReadonlyMap<string, Sample>): Set<Language> =>
  new Set([...run.files.keys()].flatMap((file) => samples.get(basename(file))?.language ?? []));

/**
 * Adds another scanner's results to a run, matched by the file names that `bifocal export --to code` gives. Scanners
 * seldom list clean files; so samples of the languages that the scanner covers and that the log does not name are
 * clean, unless the scanner failed.
 *
 * @param options.role what the scanner looks for; absent: what those that write this form do
 * @param options.languages what the scanner was let at; absent: those of the files that the log names
 * @param options.name what the scanner is called in the run; absent: what the log calls it
 * @throws BifocalError BIFOCAL_INPUT if nothing of the log belongs to the run, or it was imported before;
 *   BIFOCAL_USAGE if the name is none, or the log has several runs to be named
 */
export const importFindings = (
  folder: string,
  path: string,
  { languages, role, name }: ImportOptions = {},
): FindingsImport[] => {
  const manifest = readManifest(folder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `cannot read ${path}: ${(error as Error).message}`,
      `give the path of a file: ${Object.values(reportFormats)
        .map(({ title, suffix }) => `${title} (${suffix})`)
        .join(', ')}`,
    );
  }
  const format = reportFormatOf(path);
  const logs = format.read(text, path);
  const ids = scannersOf(logs, path, name);
  const run = openRunFolder(folder, manifest);
  try {
    const samples = new Map(run.samples.records.map((sample) => [fileNameOfSample(sample), sample]));
    const imports = logs.map((log, index) => {
      const scanner = ids[index] ?? scannerId(log.tool);
      if (ids.indexOf(scanner) !== index || run.findings.records.some((scan) => scan.scanner === scanner)) {
        throw new BifocalError(
          'BIFOCAL_INPUT',
          `the run has results of ${scanner} already`,
          logs.length === 1
            ? 'give them another name: --name ID'
            : 'make a log for each of its runs, and give them another name: --name ID',
        );
      }
      const covered = languages ? new Set(languages) : languagesNamed(log, samples);
      const named = new Map([...log.files].map(([file, outcome]) => [basename(file), outcome]));
      const scans = [...samples]
        .filter(([, { language }]) => covered.has(language))
        .map(([file, sample]) => scanOf(sample.id, scanner, named.get(file) ?? unnamed(log, sample)));
      if (scans.length === 0) {
        throw new BifocalError(
          'BIFOCAL_INPUT',
          `no file that ${scanner} names is a sample of this run`,
          'scan the files of `bifocal export RUN --to code`; if all were clean, say --language',
        );
      }
      return {
        scanner,
        record: { version: log.version ?? 'unknown', role: role ?? format.role, languages: [...covered] },
        scans,
        samples: scans.length,
        findings: scans.reduce((sum, { findings }) => sum + findings.length, 0),
        unknown: scans.filter(({ status }) => status === 'unknown').length,
        unplaced: log.unplaced,
        strangers: [...log.files.keys()].filter((file) => !samples.has(basename(file))).length,
      };
    });
    run.admit(Object.fromEntries(imports.map(({ scanner, record }) => [scanner, record])));
    return imports.map(({ scans, record: _, ...summary }) => {
      for (const scan of scans) run.findings.append(scan);
      return summary;
    });
  } finally {
    run.close();
  }
};

/** A sample that the log does not name is clean, unless the log lists what was scanned, or it cannot be read. */
const unnamed = ({ failure, files }: SarifRun, { extraction }: Sample): Outcome<Finding[]> => {
  if (failure !== undefined) return unknown(failure);
  if (extraction.parses === false) return unknown('the code does not parse');
  const listsCleanFiles = [...files.values()].some(
    (outcome) => outcome.status === 'ok' && outcome.value.length === 0,
  );
  return listsCleanFiles ? unknown('not among the files that were scanned') : ok([]);
};
