import { existsSync, statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { styleText } from 'node:util';
import { Command } from 'commander';
import { BifocalError, EXIT, exitCodeOf } from '../../../core/errors.ts';
import { filesIn, folderOf } from '../../../datasets/find-files.ts';
import type { RowFile } from '../../../io/row-files.ts';
import { likenessOf } from '../../../published/fingerprint.ts';
import type { Published } from '../../../published/publication.ts';
import { type Pulled, pull } from '../../../published/pull.ts';
import { takeCopy } from '../../../published/take-copy.ts';
import { bytesText, downloadView } from '../../download-progress.ts';
import { printInputNotes } from '../../input-notes.ts';
import { interruptSignal } from '../../interrupt.ts';
import { print, printJson } from '../../output.ts';
import { type Pullable, pullable } from './pullable.ts';

type Options = {
  readonly from?: string;
  readonly revision?: string;
  readonly offline?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
};

/** `bifocal tasks pull NAME...`: fetches published sets into the data folder, or takes a copy of one into it. */
export const pullCommand = (): Command =>
  new Command('pull')
    .description('fetch published sets of tasks or pairs (resumable, checksummed)')
    .argument('<names...>', 'sets to fetch (see bifocal tasks list)')
    .option('--from <path>', 'take this file or folder instead, which you have downloaded')
    .option('--revision <rev>', 'branch, tag or commit of the hub (default: what the set says)')
    .option('--offline', 'fetch nothing: check what is there')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      '\nHF_ENDPOINT names another hub or a mirror, HF_TOKEN a token for gated sets; BIFOCAL_DATA the folder.\nExit code 1: a set is not as published.',
    )
    .action(async (names: string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      if (options.from !== undefined && names.length > 1)
        throw new BifocalError('BIFOCAL_USAGE', '--from is of one set', 'name one');
      const signal = interruptSignal();
      const sets = names.map(pullable);
      const reports: Report[] = [];
      const failed: Failure[] = [];
      try {
        for (const one of sets)
          try {
            const report = reportOf(one, await pullOne(one, options, signal));
            reports.push(report);
            if (!options.json) print(...linesOf(report));
            warn(one.set, report, options.revision);
          } catch (error) {
            // The other sets are none the worse for it.
            if (!(error instanceof BifocalError) || sets.length === 1) throw error;
            failed.push(failureOf(one.set, error));
            process.exitCode = exitCodeOf(error);
          }
      } finally {
        if (options.json && reports.length + failed.length > 0)
          printJson({ format: 'bifocal.pull/1', sets: reports, failed });
      }
    });

/** A set that could not be had, which is said at once. */
const failureOf = ({ id }: Published, { code, message, hint }: BifocalError) => {
  process.stderr.write(`${styleText('red', code)} ${message}\n  -> ${hint}\n`);
  return { set: id, code, message, hint };
};
type Failure = ReturnType<typeof failureOf>;

const warn = ({ publication }: Published, report: Report, revision: string | undefined): void => {
  const notes: string[] = [];
  const { size } = publication ?? {};
  if (size !== undefined && size !== report.tasks)
    notes.push(`${report.tasks} ${report.what} of ${report.set}, where ${size} were published`);
  if (report.likeness === 'differs from the published version') {
    notes.push(`${report.set} differs from the published version; its files are kept`);
    if (revision === undefined) process.exitCode ??= EXIT.gateFailed;
  }
  printInputNotes({ notes });
};

/** A file, or those in a folder. */
const copiesAt = (from: string): RowFile[] =>
  statSync(from).isDirectory()
    ? filesIn(from).paths.map((path) => ({ name: relative(from, path), path }))
    : [{ name: basename(from), path: from }];

const pullOne = async ({ set, check }: Pullable, options: Options, signal: AbortSignal): Promise<Pulled> => {
  const { from, revision, offline = false, quiet = false } = options;
  const folder = folderOf(set);
  const checked = (paths: readonly string[]) => check(paths, signal);
  if (from !== undefined) {
    if (!existsSync(from))
      throw new BifocalError('BIFOCAL_INPUT', `there is nothing at ${from}`, 'name a file or a folder');
    return takeCopy(set, copiesAt(from), folder, checked, signal);
  }
  const view = downloadView(quiet);
  try {
    return await pull(set, {
      folder,
      env: process.env,
      ...(revision === undefined ? {} : { revision }),
      offline,
      signal,
      check: checked,
      progress: view.progress,
    });
  } finally {
    view.stop();
  }
};

const reportOf = ({ set, what }: Pullable, { folder, record, fetched }: Pulled) => {
  const { files, tasks = 0, problems = 0, fingerprint = '', version, licence } = record;
  return {
    set: set.id,
    what,
    folder,
    version,
    licence,
    fetched,
    files,
    tasks,
    problems,
    fingerprint,
    likeness: likenessOf(set.publication, fingerprint) ?? null,
  };
};
type Report = ReturnType<typeof reportOf>;

const linesOf = (report: Report): string[] => [
  `${styleText('bold', report.set)}  ${report.tasks} ${report.what}${report.problems > 0 ? `, ${report.problems} rows that are none` : ''}; ${report.likeness}; licence ${report.licence}`,
  ...report.files.map(
    ({ name, bytes = 0, sha256 = '', revision }) =>
      `  ${report.fetched.includes(name) ? 'fetched' : 'there  '}  ${name}  ${bytesText(bytes)}  sha256 ${sha256.slice(0, 12)}${revision ? `  at ${revision.slice(0, 12)}` : ''}`,
  ),
  `  in ${report.folder}`,
];
