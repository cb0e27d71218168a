import { existsSync, statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { styleText } from 'node:util';
import { Command } from 'commander';
import { BifocalError } from '../../../core/errors.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { filesIn, folderOf } from '../../../datasets/find-files.ts';
import { datasets } from '../../../datasets/index.ts';
import { readTasks } from '../../../datasets/read-tasks.ts';
import type { RowFile } from '../../../io/row-files.ts';
import { fingerprintOf, likenessOf } from '../../../published/fingerprint.ts';
import { type Checked, type Pulled, pull } from '../../../published/pull.ts';
import { takeCopy } from '../../../published/take-copy.ts';
import { bytesText, downloadView } from '../../download-progress.ts';
import { interruptSignal } from '../../interrupt.ts';
import { print, printJson } from '../../output.ts';

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
    .description('fetch published task sets (resumable, checksummed)')
    .argument('<names...>', 'sets to fetch (see bifocal tasks list)')
    .option('--from <path>', 'take this file or folder instead, which you have downloaded')
    .option('--revision <rev>', 'branch, tag or commit of the hub (default: what the set says)')
    .option('--offline', 'fetch nothing: check what is there')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      '\nHF_ENDPOINT names another hub or a mirror, HF_TOKEN a token for gated sets; BIFOCAL_DATA the folder.',
    )
    .action(async (names: string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      if (options.from !== undefined && names.length > 1)
        throw new BifocalError('BIFOCAL_USAGE', '--from is of one set', 'name one');
      const signal = interruptSignal();
      const sets = names.map(namedSet);
      const reports = [];
      for (const set of sets) {
        const pulled = await pullOne(set, options, signal);
        const report = reportOf(set, pulled);
        reports.push(report);
        if (!options.json) print(...linesOf(report));
      }
      if (options.json) printJson({ format: 'bifocal.pull/1', sets: reports });
    });

const namedSet = (name: string): Dataset => {
  const set = Object.values<Dataset>(datasets).find(({ id, publication }) => id === name && publication);
  if (set) return set;
  const known = Object.values<Dataset>(datasets).filter(({ publication }) => publication);
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `no published set is called ${name}`,
    `one of: ${known.map(({ id }) => id).join(', ')}`,
  );
};

/** What the loader of a set makes of files. */
const checkOf =
  (set: Dataset) =>
  async (paths: readonly string[]): Promise<Checked> => {
    const { tasks, problems } = await readTasks(paths, set);
    for (const { where, message } of problems.slice(0, SHOWN_PROBLEMS))
      process.stderr.write(`${styleText('yellow', 'input')}   ${where}: ${message}\n`);
    return { tasks: tasks.length, problems: problems.length, fingerprint: fingerprintOf(tasks) };
  };

const SHOWN_PROBLEMS = 5;

/** A file, or those in a folder. A folder that was pulled holds its record, too, which is no row. */
const copiesAt = (from: string): RowFile[] =>
  statSync(from).isDirectory()
    ? filesIn(from).paths.map((path) => ({ name: relative(from, path), path }))
    : [{ name: basename(from), path: from }];

const pullOne = async (set: Dataset, options: Options, signal: AbortSignal): Promise<Pulled> => {
  const { from, revision, offline = false, quiet = false } = options;
  const folder = folderOf(set);
  const check = checkOf(set);
  if (from !== undefined) {
    if (!existsSync(from))
      throw new BifocalError('BIFOCAL_INPUT', `there is nothing at ${from}`, 'name a file or a folder');
    return takeCopy(set, copiesAt(from), folder, check, signal);
  }
  const view = downloadView(quiet);
  try {
    return await pull(set, {
      folder,
      env: process.env,
      ...(revision === undefined ? {} : { revision }),
      offline,
      signal,
      check,
      progress: view.progress,
    });
  } finally {
    view.stop();
  }
};

const reportOf = (set: Dataset, { folder, record, fetched }: Pulled) => {
  const { files, tasks = 0, problems = 0, fingerprint = '', version, licence } = record;
  return {
    set: set.id,
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

const linesOf = ({ set, folder, fetched, files, tasks, problems, likeness, licence }: Report): string[] => [
  `${styleText('bold', set)}  ${tasks} tasks${problems > 0 ? `, ${problems} rows that are none` : ''}; ${likeness}; licence ${licence}`,
  ...files.map(
    ({ name, bytes = 0, sha256 = '', revision }) =>
      `  ${fetched.includes(name) ? 'fetched' : 'there  '}  ${name}  ${bytesText(bytes)}  sha256 ${sha256.slice(0, 12)}${revision ? `  at ${revision.slice(0, 12)}` : ''}`,
  ),
  `  in ${folder}`,
];
