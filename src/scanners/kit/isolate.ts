import { type Outcome, unknown } from '../../core/outcome.ts';

/**
 * Runs a whole batch and, if that fails, its halves, and so on, until only the inputs at fault are unknown: about
 * 2 log2(n) runs for each of them. `run` answers for every input in order, or says why the batch failed.
 */
export const isolateFailures = async <Input, Value>(
  inputs: readonly Input[],
  run: (inputs: readonly Input[]) => Promise<Outcome<readonly Outcome<Value>[]>>,
): Promise<readonly Outcome<Value>[]> => {
  if (inputs.length === 0) return [];
  const batch = await run(inputs);
  if (batch.status === 'ok') return batch.value;
  if (inputs.length === 1) return [unknown(batch.reason)];
  const middle = Math.ceil(inputs.length / 2);
  return [
    ...(await isolateFailures(inputs.slice(0, middle), run)),
    ...(await isolateFailures(inputs.slice(middle), run)),
  ];
};
