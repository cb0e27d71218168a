import { type EditCandidate, editsFor, nearFindings } from '../../edits/index.ts';
import { asAnswer } from '../kit/as-answer.ts';
import { editSize } from '../kit/edit-size.ts';
import type { Job, Place } from '../kit/job.ts';
import { type Candidate, type Gates, isRefused, type Parent, type Refused } from './admit.ts';
import { ranked } from './choose.ts';
import { findingsOf } from './findings.ts';
import { askForRewrite } from './rewrite.ts';
import { together } from './scribe.ts';

/** What makes candidates for one sample. */
export type Workshop = {
  readonly job: Job;
  readonly gates: Gates;
  /** Edits that turned out to change what the code does: they are not made again. */
  readonly harmful: Set<string>;
};

/** Numbers the candidates of a round. */
export type Numbering = () => Place;

export const numbering = (round: number): Numbering => {
  let candidate = 0;
  return () => ({ round, candidate: candidate++ });
};

/**
 * What the catalogue can do for a code: the edit after which least is left to find, and so on from there, each step
 * accepted by all gates before the next one. Needs no model.
 *
 * @returns the last step, undefined if there is none
 */
export const mendByProgram = async (
  workshop: Workshop,
  number: Numbering,
  parent: Parent,
): Promise<Candidate | undefined> => {
  let mended: Candidate | undefined;
  for (;;) {
    const step = await oneEdit(workshop, number, mended ?? parent);
    if (step === undefined) return mended;
    mended = { ...step, size: editSize(parent.code, step.code) };
  }
};

/** An edit is known by what it does: after another one its lines are others. */
const keyOf = ({ edit, what }: EditCandidate): string => `${edit} ${what}`;

const oneEdit = async (
  { job, gates, harmful }: Workshop,
  number: Numbering,
  parent: Parent,
): Promise<Candidate | undefined> => {
  const { language } = job.request.task;
  const edits = editsFor(parent.code, language);
  if (edits.status === 'unknown') return undefined;
  const near = nearFindings(edits.value, findingsOf(parent.scans)).filter(
    (each) => !harmful.has(keyOf(each)),
  );
  const numbered = near.map((edit) => ({ edit, place: number() }));
  const looked = await together(job, numbered, async (scribe, { edit, place }) => {
    scribe.note({ step: 'edit', ...place, edit: edit.edit, line: edit.line, what: edit.what });
    const seen = await gates.look(scribe, 'program', asAnswer(edit.code, language), parent);
    return isRefused(seen) ? [] : [{ ...seen, key: keyOf(edit) }];
  });
  for (const { key, ...candidate } of ranked(looked.flat())) {
    const [proven] = await together(job, [candidate], gates.prove);
    if (proven && !isRefused(proven)) return proven;
    harmful.add(key);
  }
  return undefined;
};

/** What came of a round's rewrites. */
export type Rewrites = { readonly accepted: readonly Candidate[]; readonly refusals: readonly string[] };

/**
 * Asks the model for so many rewrites of a code, and judges them together.
 *
 * @param refusals why the rewrites of the round before were refused, if they were of the same code
 */
export const rewrites = async (
  { job, gates }: Workshop,
  number: Numbering,
  parent: Parent,
  count: number,
  refusals: readonly string[],
): Promise<Rewrites> => {
  const answers: { readonly place: Place; readonly raw: string }[] = [];
  for (let nth = 0; nth < count && job.limitReached() === undefined; nth += 1) {
    const place = number();
    const answer = await askForRewrite(job, place, { ...parent, refusals }, nth);
    if (answer) answers.push({ place, raw: answer.raw });
  }
  const judged = await together(job, answers, async (scribe, { raw }): Promise<Candidate | Refused> => {
    const seen = await gates.look(scribe, 'model', { raw, form: 'answer' }, parent);
    return isRefused(seen) ? seen : gates.prove(scribe, seen);
  });
  return {
    accepted: judged.flatMap((one) => (isRefused(one) ? [] : [one])),
    refusals: [...new Set(judged.filter(isRefused).map(({ refused }) => refused))],
  };
};
