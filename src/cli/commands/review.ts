import { Command } from 'commander';
import { z } from 'zod';
import { DEFAULT_SIZE } from '../../analysis/review/plan.ts';
import { BifocalError } from '../../core/errors.ts';
import { openFailures, reportFailures } from '../../engine/failures.ts';
import { openReview, reportReview } from '../../engine/review.ts';
import { DEFAULT_SEED, type ScoringOptions } from '../../engine/score-run.ts';
import { renderFailures } from '../../reports/failure-table.ts';
import { renderReview } from '../../reports/review-table.ts';
import { parsers, scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';
import { takeDecisions } from '../review/failures/take-decisions.ts';
import { takeLabels } from '../review/take-labels.ts';

const optionsSchema = z.object({
  as: z.string().optional(),
  adjudicate: z.boolean().default(false),
  labels: z.string().optional(),
  report: z.boolean().default(false),
  failures: z.boolean().default(false),
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
    .option('--failures', 'look at what methods made secure and useless, and tell what became of it')
    .option('--size <n>', `how many samples to draw (default: ${DEFAULT_SIZE})`, parsers.integer(1))
    .option('--seed <n>', `which samples are drawn (default: ${DEFAULT_SEED})`, parsers.integer(0))
    .option('--simple', 'draw a simple random sample instead of a stratified one')
    .action(async (folder: string, _options: unknown, command: Command) => {
      const { seed, ...others } = optionsSchema.parse(command.optsWithGlobals());
      // The seed of a configuration is meant for generating.
      const isOwn = seed !== undefined && command.getOptionValueSource('seed') !== 'config';
      const options = isOwn ? { ...others, seed } : others;
      mustSayWho(options);
      const review = options.failures ? reviewFailures : reviewLabels;
      await review(folder, options, toScoring(command.opts()));
    });

type Options = z.infer<typeof optionsSchema>;

const mustSayWho = ({ as, adjudicate, labels }: Options): void => {
  if (as !== undefined || (!adjudicate && labels === undefined)) return;
  throw new BifocalError('BIFOCAL_USAGE', 'whose labels are these?', 'add --as NAME');
};

const reviewLabels = async (folder: string, options: Options, scoring: ScoringOptions): Promise<void> => {
  const { as, adjudicate, labels, report, json, size, seed, simple } = options;
  const review = openReview(folder, {
    ...(size === undefined ? {} : { size }),
    ...(seed === undefined ? {} : { seed }),
    ...(simple === undefined ? {} : { simple }),
  });
  if (review.fresh) tell(`drew ${review.plan.samples.length} of ${review.plan.population} samples`);
  if (as !== undefined && !report) {
    const { left, message } = await takeLabels(review, { as, adjudicate, file: labels });
    tell(message);
    if (left > 0) return;
  }
  const result = reportReview(folder, review, scoring);
  if (json) printJson(result);
  else print(renderReview(result));
};

const reviewFailures = async (folder: string, options: Options, scoring: ScoringOptions): Promise<void> => {
  const { as, labels, report, json, adjudicate, size, seed, simple } = options;
  if (adjudicate || [size, seed, simple].some((one) => one !== undefined)) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      'failures are looked at one and all, and decided by majority',
      'leave out --adjudicate, --size, --seed and --simple',
    );
  }
  const failures = openFailures(folder, scoring);
  if (as !== undefined && !report) tell((await takeDecisions(failures, as, labels)).message);
  const result = reportFailures(failures);
  if (json) printJson(result);
  else print(renderFailures(result));
};
