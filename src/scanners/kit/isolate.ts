import { type Outcome, unknown } from '../../core/outcome.ts';

/** Into how many parts a batch is cut: runs that fail take far longer, as a rule, than those that do not. */
const PARTS = 8;

/**
 * Runs a whole batch and, if that fails, its parts, and so on, until only the inputs at fault are unknown: of the runs
 * for each of them about log8(n) fail. `run` answers for every input in order, or says why the batch failed.
 */
export const isolateFailures = async <Input, Value>(
  inputs: readonly Input[],
  run: (inputs: readonly Input[]) => Promise<Outcome<readonly Outcome<Value>[]>>,
): Promise<readonly Outcome<Value>[]> => {
  if (inputs.length === 0) return [];
  const batch = await run(inputs);
  if (batch.status === 'ok') return batch.value;
  if (inputs.length === 1) return [unknown(batch.reason)];
  const size = Math.ceil(inputs.length / PARTS);
  const outcomes: Outcome<Value>[] = [];
  for (let start = 0; start < inputs.length; start += size) {
    outcomes.push(...(await isolateFailures(inputs.slice(start, start + size), run)));
  }
  return outcomes;
};
