import { join } from 'node:path';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { BifocalError } from '../../core/errors.ts';
import { placeFault } from '../../engine/place-fault.ts';
import { readRun } from '../../engine/run-folder.ts';
import { assess, type ScoredRun } from '../../engine/score-run.ts';
import { EXPORTS } from '../../reports/export/index.ts';
import { scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';

const optionsSchema = z.object({
  to: z.string().optional(),
  out: z.string().optional(),
  json: z.boolean().default(false),
});

/** `bifocal export RUN --to FORMAT`: a run's content for other tools. */
export const exportCommand = (): Command =>
  scoringOptions(new Command('export'))
    .description("write a run's code, findings or verdicts for other tools")
    .argument('<run>', 'run folder')
    .addOption(
      new Option(
        '--to <format>',
        Object.values(EXPORTS)
          .map(({ id, title }) => `${id}: ${title}`)
          .join('; '),
      ).choices(Object.keys(EXPORTS)),
    )
    .option('--out <folder>', 'where to (default: RUN/export-FORMAT)')
    .action((folder: string, _options: unknown, command: Command) => {
      const { to, out, json } = optionsSchema.parse(command.optsWithGlobals());
      if (to === undefined) {
        throw new BifocalError(
          'BIFOCAL_USAGE',
          'export to what?',
          `say --to ${Object.keys(EXPORTS).join(', or ')}`,
        );
      }
      const run = readRun(folder);
      let scored: ScoredRun | undefined;
      const material = {
        run,
        scored: () => {
          scored ??= assess(folder, run, toScoring(command.opts()));
          return scored;
        },
      };
      const written = writeInto(out ?? join(folder, `export-${to}`), (place) =>
        EXPORTS[to]?.write(material, place),
      );
      if (json) printJson({ format: 'bifocal.export/1', written });
      else print(...written);
    });

const writeInto = (
  folder: string,
  write: (folder: string) => readonly string[] | undefined,
): readonly string[] => {
  try {
    return write(folder) ?? [];
  } catch (error) {
    throw placeFault(error, 'export', folder);
  }
};
