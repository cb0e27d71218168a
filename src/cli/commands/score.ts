import { Command } from 'commander';
import { scoreRun } from '../../engine/score-run.ts';
import { scoringOptions, toScoring } from '../options.ts';
import { printJson, printScoredRun, toJson } from '../output.ts';

/** `bifocal score RUN`: the same records under another policy. Asks no model and runs no code. */
export const scoreCommand = (): Command =>
  scoringOptions(new Command('score'))
    .description('score a run again, under another policy or with other k')
    .argument('<run>', 'run folder')
    .action((folder: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ json?: boolean }>();
      const scored = scoreRun(folder, toScoring(options));
      if (options.json) printJson(toJson(scored));
      else printScoredRun(scored);
    });
