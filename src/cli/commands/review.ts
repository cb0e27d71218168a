import { Command } from 'commander';
import { z } from 'zod';
import { DEFAULT_SIZE } from '../../analysis/review/plan.ts';
import { BifocalError } from '../../core/errors.ts';
import { openReview, reportReview } from '../../engine/review.ts';
import { DEFAULT_SEED } from '../../engine/score-run.ts';
import { renderReview } from '../../reports/review-table.ts';
import { parsers, scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';
import { takeLabels } from '../review/take-labels.ts';

const optionsSchema = z.object({
  as: z.string().optional(),
  adjudicate: z.boolean().default(false),
  labels: z.string().optional(),
  report: z.boolean().default(false),
  size: z.int().optional(),
  seed: z.int().optional(),
  simple: z.boolean().optional(),
  json: z.boolean().default(false),
});

const tell = (message: string): void => void process.stderr.write(`${message}\n`);

/** `bifocal review RUN`: people label a sample of a run; what that says of scanners and scores. */
export const reviewCommand = (): Command =>
  scoringOptions(new Command('review'))
    .description('let two people label a sample of a run, and see how far to trust each scanner')
    .argument('<run>', 'run folder')
    .option('--as <name>', 'who labels: two people, each on their own')
    .option('--labels <file>', 'take the labels from a JSONL file instead of the terminal')
    .option('--adjudicate', 'decide where the two disagree')
    .option('--report', 'only tell what the labels say')
    .option('--size <n>', `how many samples to draw (default: ${DEFAULT_SIZE})`, parsers.integer(1))
    .option('--seed <n>', `which samples are drawn (default: ${DEFAULT_SEED})`, parsers.integer(0))
    .option('--simple', 'draw a simple random sample instead of a stratified one')
    .action(async (folder: string, _options: unknown, command: Command) => {
      const { as, adjudicate, labels, report, json, size, seed, simple } = optionsSchema.parse(
        command.optsWithGlobals(),
      );
      if (as === undefined && (adjudicate || labels !== undefined)) {
        throw new BifocalError('BIFOCAL_USAGE', 'whose labels are these?', 'add --as NAME');
      }
      // The seed of a configuration is meant for generating.
      const ownSeed = command.getOptionValueSource('seed') === 'config' ? undefined : seed;
      const review = openReview(folder, {
        ...(size === undefined ? {} : { size }),
        ...(ownSeed === undefined ? {} : { seed: ownSeed }),
        ...(simple === undefined ? {} : { simple }),
      });
      if (review.fresh) tell(`drew ${review.plan.samples.length} of ${review.plan.population} samples`);
      if (as !== undefined && !report) {
        const { left, message } = await takeLabels(review, { as, adjudicate, file: labels });
        tell(message);
        if (left > 0) return;
      }
      const result = reportReview(folder, review, toScoring(command.opts()));
      if (json) printJson(result);
      else print(renderReview(result));
    });
