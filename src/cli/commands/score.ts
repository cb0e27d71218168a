import { Command } from 'commander';
import { assessRun } from '../../engine/score-run.ts';
import { scoringOptions, toScoring } from '../options.ts';
import { printJson, printScoredRun, toJson } from '../output.ts';

/** `bifocal score RUN`: the same records under another policy. Asks no model, runs no code, changes no file. */
export const scoreCommand = (): Command =>
  scoringOptions(new Command('score'))
    .description('score a run again, under another policy or with other k; its files stay as they are')
    .argument('<run>', 'run folder')
    .action((folder: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ json?: boolean }>();
      const scored = assessRun(folder, toScoring(options));
      if (options.json) printJson(toJson(scored));
      else printScoredRun(scored);
    });
