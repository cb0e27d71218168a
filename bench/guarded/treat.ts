import type { Finding } from '../../src/core/finding.ts';
import type { TraceStep } from '../../src/core/trace.ts';
import { visibleTask } from '../../src/engine/visible-task.ts';
import { extract } from '../../src/extract/index.ts';
import { openMethod } from '../../src/methods/open.ts';
import type { Workbench } from '../../src/methods/workbench.ts';
import type { Chance } from './chance.ts';
import type { Patient } from './corpus.ts';
import { type Answer, repairerOf } from './repairer.ts';

/** What became of one answer of the repairer. */
export type Fate = Answer & { readonly decision: string; readonly because: string };

/** What came out of a treatment. */
export type Treated = {
  readonly code: string;
  readonly stop: string;
  readonly fates: readonly Fate[];
  /** Candidates of the catalogue of edits, and what became of them. */
  readonly edits: readonly { readonly edit: string; readonly decision: string; readonly because: string }[];
};

/** Of the answers that a round takes. */
export const CANDIDATES = 3;
const ROUNDS = 3;

/** Lets the guarded method repair a program. */
export const treatGuarded = async (
  patient: Patient,
  workbench: Workbench,
  chance: Chance,
  candidates: number,
): Promise<Treated> => {
  const repairer = repairerOf(patient, chance);
  const outcome = await openMethod(`guarded:candidates=${candidates}`).generate({
    task: visibleTask(patient.task, false),
    model: repairer,
    index: 0,
    decoding: { temperature: 0, topP: 1, maxTokens: 4096 },
    seed: 1,
    prompt: 'auto',
    first: { raw: patient.insecure, form: 'answer' },
    workbench,
    limits: { rounds: ROUNDS },
  });
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  const { raw, form, trace } = outcome.value;
  const asked = trace.steps.filter((step) => step.step === 'ask' && step.round > 0);
  return {
    code: extract(raw, form, patient.task).code,
    stop: trace.stop,
    fates: repairer.answers.flatMap((answer, index) => {
      const place = asked[index];
      return place ? [{ ...answer, ...decisionOn(trace.steps, place) }] : [];
    }),
    edits: trace.steps.flatMap((step) =>
      step.step === 'edit' ? [{ edit: step.edit, ...decisionOn(trace.steps, step) }] : [],
    ),
  };
};

/** The gates' decision on a candidate; that it was then chosen among several is another. */
const decisionOn = (
  steps: readonly TraceStep[],
  { round, candidate }: Pick<TraceStep, 'round'> & { readonly candidate?: number | undefined },
): Pick<Fate, 'decision' | 'because'> => {
  const decided = steps.find(
    (step) => step.step === 'decide' && step.round === round && step.candidate === candidate,
  );
  return decided?.step === 'decide'
    ? { decision: decided.decision, because: decided.because }
    : { decision: 'not judged', because: 'a better one was taken first' };
};

/** Without a guard: an answer replaces its parent as soon as less is found in it. */
export const treatUnguarded = async (
  patient: Patient,
  find: (code: string) => Promise<readonly Finding[] | undefined>,
  chance: Chance,
): Promise<Pick<Treated, 'code' | 'fates'>> => {
  const repairer = repairerOf(patient, chance);
  const fates: Fate[] = [];
  let code = patient.insecure;
  let found = await find(code);
  for (let asked = 0; asked < ROUNDS * CANDIDATES && found !== undefined && found.length > 0; asked += 1) {
    const words = found.map(({ line, message }) => `line ${line}: ${message}`).join('\n');
    const { text } = await repairer.generate({
      input: { prompt: words },
      temperature: 0,
      topP: 1,
      maxTokens: 4096,
    });
    const answered = extract(text, 'answer', patient.task).code;
    const left = await find(answered);
    const falls = left !== undefined && left.length < found.length;
    const answer = repairer.answers.at(-1);
    if (answer) fates.push({ ...answer, decision: falls ? 'accepted' : 'refused', because: 'the findings' });
    if (falls) [code, found] = [answered, left];
  }
  return { code, fates };
};
