import { access, constants, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { fits } from '../analysis/failures/decide.ts';
import { type Decision, decisionSchema } from '../analysis/failures/terms.ts';
import { type Label, labelSchema } from '../analysis/review/terms.ts';
import { BifocalError } from '../core/errors.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import type { Failures } from './failures.ts';
import type { Review } from './review.ts';

const SHOWN_FAULTS = 8;

/** What became of a file of labels. */
export type LabelImport<L = Label> = {
  readonly labels: readonly L[];
  /** Labels of samples that nobody asked about: left out. */
  readonly leftOut: number;
};

/** Whether a label is taken, left out because nobody asked about its sample, or wrong, and why. */
type Check<L> = (label: L) => 'taken' | 'left out' | { readonly fault: string };

/**
 * Reads a shared file of labels: JSONL, one label a line, see {@link labelSchema}. The last label of a sample counts.
 * It is taken as a whole or not at all.
 *
 * @throws BifocalError BIFOCAL_INPUT if there is no such file; with every line that is wrong: no label, no sample of the run, given for other
 *   code, or naming lines that the code does not have
 */
export const readLabelFile = (review: Review, path: string): Promise<LabelImport> => {
  const planned = new Map(review.plan.samples.map((one) => [one.sample, one.code]));
  return readChecked(path, labelSchema, (label) => {
    const code = review.samples.get(label.sample)?.code;
    if (code === undefined) return { fault: `the run has no sample "${label.sample}"` };
    if (!planned.has(label.sample)) return 'left out';
    if (planned.get(label.sample) !== label.code)
      return { fault: 'the label was given for other code: its SHA-256 is not the one in plan.json' };
    const lineCount = code.split('\n').length;
    return label.lines.some((line) => line > lineCount)
      ? { fault: `the code has ${lineCount} lines only` }
      : 'taken';
  });
};

/**
 * Reads a shared file of decisions on failures, in the same way, see {@link decisionSchema}.
 * @throws BifocalError BIFOCAL_INPUT as {@link readLabelFile} does
 */
export const readDecisionFile = (failures: Failures, path: string): Promise<LabelImport<Decision>> =>
  readChecked(path, decisionSchema, (decision) => {
    if (!failures.samples.has(decision.sample))
      return { fault: `the run has no sample "${decision.sample}"` };
    const one = failures.suggested.get(decision.sample);
    if (one === undefined) return 'left out';
    return fits(decision, one)
      ? 'taken'
      : { fault: 'it was decided for other code: one of the two SHA-256 is not that of the run' };
  });

const readChecked = async <L extends { readonly sample: string }>(
  path: string,
  schema: z.ZodType<L>,
  check: Check<L>,
): Promise<LabelImport<L>> => {
  await assertReadable(path);
  const labels = new Map<string, L>();
  const faults: string[] = [];
  let leftOut = 0;
  for await (const entry of readJsonl(path)) {
    const fault = (text: string) => faults.push(`line ${entry.line}: ${text}`);
    if ('problem' in entry) {
      fault(entry.problem);
      continue;
    }
    const parsed = schema.safeParse(entry.row);
    if (!parsed.success) {
      fault(
        parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; '),
      );
      continue;
    }
    const checked = check(parsed.data);
    if (checked === 'taken') labels.set(parsed.data.sample, parsed.data);
    else if (checked === 'left out') leftOut += 1;
    else fault(checked.fault);
  }
  if (faults.length > 0) throw faultyFile(path, faults);
  return { labels: [...labels.values()], leftOut };
};

const assertReadable = async (path: string): Promise<void> => {
  const why = await access(path, constants.R_OK)
    .then(() => stat(path))
    .then(
      (found) => (found.isDirectory() ? 'it is a folder' : undefined),
      (error: Error) => error.message,
    );
  if (why === undefined) return;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `cannot read ${path}: ${why}`,
    'give the path of a JSONL file of labels',
  );
};

const faultyFile = (path: string, faults: readonly string[]): BifocalError => {
  const more = faults.length - SHOWN_FAULTS;
  const shown = [...faults.slice(0, SHOWN_FAULTS), ...(more > 0 ? [`and ${more} more`] : [])];
  return new BifocalError(
    'BIFOCAL_INPUT',
    `nothing was taken from ${path}:\n  ${shown.join('\n  ')}`,
    'mend these lines; docs/review.md says what a label is',
  );
};
