import { type Scan, scanOf } from '../core/finding.ts';
import { unknown } from '../core/outcome.ts';
import type { Sample } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import type { Scanner } from '../scanners/scanner.ts';
import type { Journal } from './journal.ts';
import { sha256Of } from './run-folder.ts';
import { type Reading, readingOf } from './scan-input.ts';

/** Samples that a scanner cannot tell apart. */
type Group = { readonly samples: Sample[]; readonly reading: Reading };

/**
 * Scans samples in batches as they come; each batch is journaled when it is there. What a scanner cannot tell apart it
 * reads once.
 */
export const scanStage = (options: {
  readonly journal: Journal<Scan>;
  readonly scanners: readonly Scanner[];
  readonly signal: AbortSignal;
  readonly onScan: (status: Scan['status']) => void;
}) => {
  const { journal, scanners, signal, onScan } = options;
  const recorded = new Map(journal.records.map((scan) => [`${scan.scanner} ${scan.sample}`, scan]));
  const waiting = new Map<Scanner, Map<string, Group>>(scanners.map((scanner) => [scanner, new Map()]));
  /** By scanner and what it read: whose scan says it. */
  const known = new Map<string, Scan>();
  let running: Promise<void> = Promise.resolve();
  let abandoned = false;

  const keyOf = (scanner: Scanner, { language }: Sample, { code, linesBefore }: Reading): string =>
    `${scanner.id} ${language} ${linesBefore} ${sha256Of(code)}`;

  const journalScan = (scan: Scan): void => {
    journal.append(scan);
    onScan(scan.status);
  };

  /** What it took was taken once. */
  const again = ({ usage: _, ...scan }: Scan, sample: Sample): Scan => ({ ...scan, sample: sample.id });

  const scanBatch = async (scanner: Scanner, groups: readonly Group[]): Promise<void> => {
    if (signal.aborted || abandoned) return;
    const inputs = groups.flatMap(({ samples: [first], reading: { code } }) =>
      first ? [{ id: first.id, language: first.language, code }] : [],
    );
    const outcomes = await scanner.scan(inputs, signal);
    for (const { samples, reading } of groups) {
      const [first, ...others] = samples;
      if (!first) continue;
      const outcome = outcomes.get(first.id) ?? unknown('the scanner gave no answer');
      const scan = scanOf(first.id, scanner.id, reading.lift(outcome));
      journalScan(scan);
      for (const other of others) journalScan(again(scan, other));
      if (scan.status === 'ok') known.set(keyOf(scanner, first, reading), scan);
    }
  };

  const flush = (scanner: Scanner): void => {
    const groups = [...(waiting.get(scanner)?.values() ?? [])];
    waiting.get(scanner)?.clear();
    if (groups.length === 0) return;
    running = running.then(() => scanBatch(scanner, groups));
    running.catch(() => {}); // seen by finish()
  };

  return {
    wants: (sample: Sample): Scanner[] =>
      sample.problem === undefined
        ? scanners.filter(
            ({ id, languages }) => languages.includes(sample.language) && !recorded.has(`${id} ${sample.id}`),
          )
        : [],
    add(sample: Sample, task: Task | undefined, scanner: Scanner): void {
      const reading = readingOf(sample.code, sample.language, task?.setup ?? '', scanner.role);
      const key = keyOf(scanner, sample, reading);
      const scan = known.get(key);
      if (scan) {
        journalScan(again(scan, sample));
        return;
      }
      const groups = waiting.get(scanner);
      const group = groups?.get(key);
      if (group) group.samples.push(sample);
      else groups?.set(key, { samples: [sample], reading });
      if ((groups?.size ?? 0) >= scanner.batch) flush(scanner);
    },
    /** Waits for the batch under way; those that have not begun are left to the next start. */
    async abandon(): Promise<void> {
      abandoned = true;
      await running;
    },
    async finish(): Promise<void> {
      for (const scanner of scanners) flush(scanner);
      await running;
    },
  };
};
