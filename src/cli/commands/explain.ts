import { Command } from 'commander';
import { explain } from '../../engine/explain.ts';
import { renderExplanation } from '../../reports/explanation.ts';
import { scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';

/** `bifocal explain RUN SAMPLE`: why a sample was judged so, and every step of the method that made it. */
export const explainCommand = (): Command =>
  scoringOptions(new Command('explain'))
    .description('tell everything about one sample: its verdicts and why, and how the method came to it')
    .argument('<run>', 'run folder')
    .argument('<sample>', 'id of the sample (TASK|MODEL|METHOD|INDEX), or a part that no other has')
    .action((folder: string, name: string, _options: unknown, command: Command) => {
      const explanation = explain(folder, name, toScoring(command.opts()));
      if (command.optsWithGlobals<{ json?: boolean }>().json) printJson(explanation);
      else print(renderExplanation(explanation));
    });
