import { BifocalError } from '../../core/errors.ts';
import { type Outcome, ok } from '../../core/outcome.ts';
import type { StopReason } from '../../core/trace.ts';
import { extract } from '../../extract/index.ts';
import type { GenerationRequest, TokenModel } from '../../models/model.ts';
import { reasonsOf } from '../kit/feedback.ts';
import { firstAttempt } from '../kit/first-attempt.ts';
import { holdsCode } from '../kit/holds-code.ts';
import { type Job, openJob } from '../kit/job.ts';
import { promptOf } from '../kit/prompts.ts';
import type { Attempt, Method, Output } from '../method.ts';
import { constraintsFor, cwesOf } from './choose.ts';
import { writeConstrained } from './generate.ts';
import type { Constraints } from './phrases.ts';
import { type Settings, settingsSchema } from './settings.ts';

/** What is to be written, or that the plain output is handed in and why. */
type Choice =
  | { readonly constraints: Constraints; readonly first?: Output }
  | { readonly stop: StopReason; readonly first: Output };

/**
 * CodeGuard+: decoding under constraints, by constrained beam sampling (Fu et al. 2024), over phrases of our own
 * (`rules/codeguard/`). docs/codeguard.md tells how, and what is otherwise than in the authors' program.
 *
 * A sample is satisfied if the code that the run extracts has a phrase of every requirement, in what the model wrote,
 * and no forbidden one. If none is, the answer that came nearest is handed in, or else the first attempt.
 */
export const codeguard: Method<Settings> = {
  id: 'codeguard',
  title: 'the model writes under constraints: phrases that must, and must not, be in the code',
  source: 'CodeGuard+: Constrained decoding for secure code generation (Fu et al. 2024); phrases: ours',
  needs: ['token probabilities'],
  settings: settingsSchema,
  rounds: 1,
  listens: ({ from }) => (from === 'scanners' ? ['security'] : []),
  oracle: ({ from }) => ORACLES[from],
  seesLabel: ({ from }) => from === 'label',
  generate: async (request, settings) => {
    const { tokens } = request.model;
    if (!tokens) throw withoutTokens(request.model.id);
    const job = openJob(request, settings.tries);
    const input = promptOf(request.task, request.prompt);
    if (input.status === 'unknown') return input;
    const choice = await CHOICES[settings.from](job, settings);
    if (choice.status === 'unknown') return choice;
    return 'stop' in choice.value
      ? ok(job.handIn(choice.value.first, { stop: choice.value.stop }))
      : write(job, tokens, input.value, choice.value, settings);
  },
};

const ORACLES: Readonly<Record<Settings['from'], string | undefined>> = {
  scanners: 'scanner findings on the base output',
  label: "the task's CWE label",
  user: undefined,
};

const withoutTokens = (model: string): BifocalError =>
  new BifocalError(
    'BIFOCAL_USAGE',
    `codeguard needs the probabilities of all tokens, and ${model} does not show them`,
    'take a model that runs in this process: local:FILE.gguf, or local:smollm2.',
  );

type Choose = (job: Job, settings: Settings) => Promise<Outcome<Choice>>;

/** The plain output, since there is nothing to write otherwise. */
const plain = async (job: Job, because: string): Promise<Outcome<Choice>> => {
  const first = await firstAttempt(job);
  if (first.status === 'unknown') return first;
  job.decide({ round: 0 }, 'hand in the plain output', because);
  return ok({ stop: 'answered', first: first.value });
};

const nothingAgainst = ({ request }: Job, cwes: readonly number[]): string =>
  `there are no phrases for ${cwes.map((cwe) => `CWE-${cwe}`).join(', ')} in ${request.task.language}`;

const CHOICES: Readonly<Record<Settings['from'], Choose>> = {
  user: async (_, { constraints }) => ok({ constraints: constraints ?? { require: [], forbid: [] } }),

  label: async (job) => {
    const { cwes, language } = job.request.task;
    if (cwes.length === 0) return plain(job, 'the task has no CWE label');
    const constraints = constraintsFor(language, cwes);
    return constraints ? ok({ constraints }) : plain(job, nothingAgainst(job, cwes));
  },

  scanners: async (job) => {
    const first = await firstAttempt(job);
    if (first.status === 'unknown') return first;
    const { task } = job.request;
    const handIn = (stop: StopReason, because: string): Outcome<Choice> => {
      job.decide({ round: 0 }, `stop: ${stop}`, because);
      return ok({ stop, first: first.value });
    };
    const extracted = extract(first.value.raw, first.value.form, task);
    if (!holdsCode(extracted)) return handIn('unjudged', 'the answer holds no code');
    job.note({ step: 'code', round: 0, code: extracted.code });
    const scans = await job.scan({ round: 0 }, extracted.code, ['security']);
    const findings = scans.flatMap((scan) => scan.findings);
    const reasons = scans.length === 0 ? ['no scanner reads this language'] : reasonsOf(scans);
    if (findings.length === 0)
      return reasons.length > 0 ? handIn('unjudged', reasons.join('; ')) : handIn('clean', 'no finding');
    const cwes = cwesOf(task.language, findings);
    const constraints = constraintsFor(task.language, cwes);
    return constraints ? ok({ constraints, first: first.value }) : handIn('stuck', nothingAgainst(job, cwes));
  },
};

const write = async (
  job: Job,
  tokens: TokenModel,
  input: GenerationRequest['input'],
  { constraints, first }: Extract<Choice, { constraints: Constraints }>,
  settings: Settings,
): Promise<Outcome<Attempt>> => {
  let held = first;
  let kept = 0;
  let stop: StopReason | undefined = job.rounds === 0 ? 'rounds' : job.limitReached();
  const earlier: Output[] = [];
  for (let round = 1; round <= job.rounds && stop === undefined; round += 1) {
    const tried = await writeConstrained(job, tokens, input, constraints, { round, settings });
    // Without a first attempt there is nothing that would have been handed in before the first try.
    if (first && held) earlier.push(held);
    if (tried.satisfied) {
      job.decide({ round }, 'hand in', 'it has all that is required, and nothing forbidden');
      return ok(job.handIn(tried.output, { stop: 'answered', kept: round, rounds: earlier }));
    }
    if (tried.output) {
      held = tried.output;
      kept = round;
    }
    stop = tried.stop;
  }
  stop ??= 'unsatisfied';
  if (!held) {
    const plainly = await firstAttempt(job);
    if (plainly.status === 'unknown') return plainly;
    held = plainly.value;
  }
  job.decide({ round: kept }, `stop: ${stop}`, 'no answer has all that is required');
  return ok(job.handIn(held, { stop, kept, rounds: earlier }));
};
