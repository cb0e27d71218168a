import { Command } from 'commander';
import { type Language, languageSchema } from '../../core/task.ts';
import { importSarif } from '../../engine/import-sarif.ts';
import { scoreRun } from '../../engine/score-run.ts';
import { parsers, scoringOptions, toScoring } from '../options.ts';
import { printJson, printScoredRun, toJson } from '../output.ts';

/** `bifocal import RUN FILE.sarif`: another scanner's results, matched to the samples of a run. */
export const importCommand = (): Command =>
  scoringOptions(new Command('import'))
    .description("add another scanner's SARIF results to a run, and score it again")
    .argument('<run>', 'run folder')
    .argument('<sarif>', 'SARIF 2.1.0 file made from the files of `bifocal export RUN --to code`')
    .option(
      '--language <list>',
      'languages that the scanner was let at (default: those of the files it names)',
      parsers.listOf(languageSchema.options),
    )
    .action((folder: string, path: string, _options: unknown, command: Command) => {
      const { json = false, language } = command.optsWithGlobals<{ json?: boolean; language?: Language[] }>();
      const imports = importSarif(folder, path, language);
      const scored = scoreRun(folder, toScoring(command.opts()));
      if (json) {
        printJson({ ...(toJson(scored) as object), imports });
        return;
      }
      for (const { scanner, samples, findings, unknown, strangers, unplaced } of imports) {
        process.stderr.write(
          `${scanner}: ${samples} samples, ${findings} findings, ${unknown} unknown, ${strangers} files that are no sample, ${unplaced} findings without a file\n`,
        );
      }
      printScoredRun(scored);
    });
