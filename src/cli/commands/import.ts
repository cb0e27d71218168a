import { Command, Option } from 'commander';
import { SCANNER_ROLES, type ScannerRole } from '../../core/finding.ts';
import { type Language, languageSchema } from '../../core/task.ts';
import { importFindings } from '../../engine/import-findings.ts';
import { scoreRun } from '../../engine/score-run.ts';
import { parsers, scoringOptions, toScoring } from '../options.ts';
import { printJson, printScoredRun, toJson } from '../output.ts';

/** `bifocal import RUN FILE`: another scanner's results, matched to the samples of a run. */
export const importCommand = (): Command =>
  scoringOptions(new Command('import'))
    .description("add another scanner's results to a run, and score it again")
    .argument('<run>', 'run folder')
    .argument(
      '<file>',
      'SARIF 2.1.0, or .svres of Svace, made from the files of `bifocal export RUN --to code`',
    )
    .option(
      '--language <list>',
      'languages that the scanner was let at (default: those of the files it names)',
      parsers.listOf(languageSchema.options),
    )
    .addOption(
      new Option(
        '--role <role>',
        'what the scanner looks for (default: vulnerabilities; defects for Svace)',
      ).choices(SCANNER_ROLES),
    )
    .option('--name <id>', 'what the scanner is called in the run (default: what the log calls it)')
    .action((folder: string, path: string, _options: unknown, command: Command) => {
      const {
        json = false,
        language,
        role,
        name,
      } = command.optsWithGlobals<{
        json?: boolean;
        language?: Language[];
        role?: ScannerRole;
        name?: string;
      }>();
      const imports = importFindings(folder, path, {
        ...(language && { languages: language }),
        ...(role && { role }),
        ...(name !== undefined && { name }),
      });
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
