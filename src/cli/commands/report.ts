import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command } from 'commander';
import { z } from 'zod';
import { BifocalError } from '../../core/errors.ts';
import { openStudy, type Study } from '../../engine/study.ts';
import { writeExhibits } from '../../engine/write-exhibits.ts';
import { pageFiles, writeSite } from '../../engine/write-site.ts';
import { openInBrowser } from '../browser.ts';
import { interruptSignal } from '../interrupt.ts';
import { parsers, scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';
import { tellSize, writingProgress } from '../report-progress.ts';

const optionsSchema = z.object({
  out: z.string().optional(),
  only: z.array(z.string()).optional(),
  format: z.array(z.string()).optional(),
  title: z.string().optional(),
  open: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

/** `bifocal report RUN...`: the page, or tables and figures of the papers. Asks no model, runs no code. */
export const reportCommand = (): Command =>
  scoringOptions(new Command('report'))
    .description('write runs as a page that opens from disk, or as tables and figures of the papers')
    .argument('<run...>', 'run folders')
    .option('--out <folder>', 'where to (default: report or exhibits in the run; of several: bifocal-...)')
    .option(
      '--only <list>',
      'no page, but these: table1 to table7, figure3 to figure8, b-table1 to b-table6, or all',
      parsers.list,
    )
    .option('--format <list>', 'of these: md, tex, csv, svg (default: all)', parsers.list)
    .option('--title <text>', 'of the page (default: the names of the runs)')
    .option('--open', 'open the page in a browser')
    .action(async (folders: readonly string[], _options: unknown, command: Command) => {
      const options = optionsSchema.parse(command.optsWithGlobals());
      mustFit(options);
      if (options.only === undefined) pageFiles();
      tellSize(folders);
      const study = openStudy(folders, toScoring(command.opts()));
      const place = (name: string): string => options.out ?? placeOf(folders, name);
      if (options.only) writeThem(study, place('exhibits'), options.only, options);
      else await writePage(study, place('report'), options);
    });

const mustFit = ({ only, format, title, open }: Options): void => {
  if (only === undefined && format !== undefined)
    throw new BifocalError(
      'BIFOCAL_USAGE',
      '--format is for tables and figures',
      'add --only all, or leave it out',
    );
  if (only !== undefined && (open || title !== undefined))
    throw new BifocalError(
      'BIFOCAL_USAGE',
      '--title and --open are for the page',
      'leave out --only, or these',
    );
};

const placeOf = ([folder = '', ...more]: readonly string[], name: string): string =>
  more.length === 0 ? join(folder, name) : `bifocal-${name}`;

const writePage = async (study: Study, folder: string, { title, open, json }: Options): Promise<void> => {
  const written = await writeSite(study, folder, {
    ...(title !== undefined && { title }),
    progress: writingProgress(),
    signal: interruptSignal(),
  });
  if (json) printJson({ format: 'bifocal.report/1', ...written });
  else {
    const { page, samples, files, bytes } = written;
    print(page, `${samples} samples in ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
  }
  if (open && !(await openInBrowser(written.page)))
    process.stderr.write(`no browser could be started: open ${written.page} yourself\n`);
};

const writeThem = (study: Study, folder: string, ids: readonly string[], { format, json }: Options): void => {
  const { written, absent } = writeExhibits(study, ids.includes('all') ? 'all' : ids, folder, format);
  if (json) {
    printJson({ format: 'bifocal.exhibits/1', written, absent });
    return;
  }
  print(
    ...written,
    ...absent.map(({ id, title, reason, hint }) =>
      styleText('yellow', `absent  ${id} (${title}): ${reason}\n        -> ${hint}`),
    ),
  );
};
