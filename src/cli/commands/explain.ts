import { Command } from 'commander';
import { explain } from '../../engine/explain.ts';
import { assessRun } from '../../engine/score-run.ts';
import { renderExplanation, renderVerdicts } from '../../reports/explanation.ts';
import { scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';

/** `bifocal explain RUN SAMPLE`: why a sample was judged so, and every step of the method that made it. */
export const explainCommand = (): Command =>
  scoringOptions(new Command('explain'))
    .description('tell everything about one sample: its verdicts and why, and how the method came to it')
    .argument('<run>', 'run folder')
    .argument(
      '[sample]',
      "id of the sample ('TASK|MODEL|METHOD|INDEX', in quotes), or a part that no other has; without it all are listed",
    )
    .action((folder: string, name: string | undefined, _options: unknown, command: Command) => {
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      if (name === undefined) {
        const { verdicts } = assessRun(folder, toScoring(command.opts()));
        if (json) printJson(verdicts);
        else print(renderVerdicts(verdicts));
        return;
      }
      const explanation = explain(folder, name, toScoring(command.opts()));
      if (json) printJson(explanation);
      else print(renderExplanation(explanation));
    });
