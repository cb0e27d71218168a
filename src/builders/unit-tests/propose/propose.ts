import { type Outcome, ok } from '../../../core/outcome.ts';
import type { Subject } from '../subject.ts';
import type { Drops, Origin, Proposal } from '../terms.ts';
import type { Ask } from './ask.ts';
import { filesNamedIn, type Made } from './made.ts';
import { type Example, promptFor } from './prompt.ts';
import { formOf, readInputs } from './read-inputs.ts';
import { schemaOf } from './schema.ts';

/** What came out of one round. */
export type Proposed = {
  readonly origin: Origin;
  /** All, those that were dropped at once among them. */
  readonly count: number;
  readonly proposals: readonly Proposal[];
  readonly drops: Drops;
};

/** Those that are not there yet, with the files that they name. */
const fresh = (
  origin: Origin,
  { inputs, notLiteral, malformed }: ReturnType<typeof readInputs>,
  known: readonly string[],
  files: Made['files'],
): Proposed => {
  const forms = new Set(known.map(formOf));
  const proposals = inputs.flatMap((args): readonly Proposal[] => {
    const form = formOf(args);
    if (forms.has(form)) return [];
    forms.add(form);
    return [{ origin, args, files: filesNamedIn(args, files) }];
  });
  return {
    origin,
    count: inputs.length + notLiteral + malformed,
    proposals,
    drops: { 'not literal': notLiteral, malformed, repeated: inputs.length - proposals.length },
  };
};

/** Inputs that need no model. */
export const proposeMade = (made: Made, known: readonly string[]): Proposed =>
  fresh('made', { inputs: made.inputs, notLiteral: made.notLiteral, malformed: 0 }, known, made.files);

/**
 * Inputs that a model thinks of.
 *
 * @param known inputs that are there
 * @param run statements of the reference that some case runs: the model is told of the others
 */
export const proposeByModel = async (
  subject: Subject,
  ask: Ask,
  {
    round,
    known,
    run,
    example,
    files,
  }: {
    readonly round: number;
    readonly known: readonly string[];
    readonly run: ReadonlySet<number>;
    readonly example: Example | undefined;
    readonly files: Made['files'];
  },
): Promise<Outcome<Proposed>> => {
  const { task, entryPoint, parameters, statements, reachable } = subject;
  const unreached = reachable.flatMap((at) => (run.has(at) ? [] : (statements[at]?.text ?? [])));
  const messages = promptFor({
    subject,
    known,
    unreached,
    files: Object.keys(files),
    example: known.length === 0 ? example : undefined,
  });
  const answer = await ask(task.id, round, messages, schemaOf(parameters));
  return answer.status === 'unknown'
    ? answer
    : ok(fresh('model', readInputs(answer.value, entryPoint, parameters), known, files));
};
