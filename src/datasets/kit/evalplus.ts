import { hasFields, textIn } from './row.ts';

/** EvalPlus writes inputs and results into the tests of a function, where HumanEval has assertions only. */
export const hasInputLists = (row: unknown): boolean => /^[ \t]+inputs = \[/m.test(textIn(row, 'test'));

/** Whether a row is of EvalPlus's own file of HumanEval+ or MBPP+: inputs for a reference that its harness runs. */
export const isReleaseRow = (row: unknown, prefix = ''): boolean =>
  hasFields(row, ['base_input', 'plus_input']) && textIn(row, 'task_id').startsWith(prefix);

/** Why such a row makes no task. JSON has no tuples, sets and complex numbers either, and some inputs are. */
export const releaseReason = (hub: string): string =>
  `base_input, plus_input: inputs without expected results; take the rows of ${hub}, which have both in test`;
