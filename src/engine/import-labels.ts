import { access, constants, stat } from 'node:fs/promises';
import { type Label, labelSchema } from '../analysis/review/terms.ts';
import { BifocalError } from '../core/errors.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import type { Review } from './review.ts';

const SHOWN_FAULTS = 8;

/** What became of a file of labels. */
export type LabelImport = {
  readonly labels: readonly Label[];
  /** Labels of samples that the plan did not draw: left out. */
  readonly notDrawn: number;
};

/**
 * Reads a shared file of labels: JSONL, one label a line, see {@link labelSchema}. The last label of a sample counts.
 * It is taken as a whole or not at all.
 *
 * @throws BifocalError BIFOCAL_INPUT if there is no such file; with every line that is wrong: no label, no sample of the run, given for other
 *   code, or naming lines that the code does not have
 */
export const readLabelFile = async (review: Review, path: string): Promise<LabelImport> => {
  await assertReadable(path);
  const planned = new Map(review.plan.samples.map((one) => [one.sample, one.code]));
  const labels = new Map<string, Label>();
  const faults: string[] = [];
  let notDrawn = 0;
  for await (const entry of readJsonl(path)) {
    const fault = (text: string) => faults.push(`line ${entry.line}: ${text}`);
    if ('problem' in entry) {
      fault(entry.problem);
      continue;
    }
    const parsed = labelSchema.safeParse(entry.row);
    if (!parsed.success) {
      fault(
        parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; '),
      );
      continue;
    }
    const label = parsed.data;
    const code = review.samples.get(label.sample)?.code;
    const lineCount = code?.split('\n').length ?? 0;
    if (code === undefined) fault(`the run has no sample "${label.sample}"`);
    else if (!planned.has(label.sample)) notDrawn += 1;
    else if (planned.get(label.sample) !== label.code)
      fault(`the label was given for other code: its SHA-256 is not the one in plan.json`);
    else if (label.lines.some((line) => line > lineCount)) fault(`the code has ${lineCount} lines only`);
    else labels.set(label.sample, label);
  }
  if (faults.length > 0) throw faultyFile(path, faults);
  return { labels: [...labels.values()], notDrawn };
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
