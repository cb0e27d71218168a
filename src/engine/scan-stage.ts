import { type Scan, scanOf } from '../core/finding.ts';
import { unknown } from '../core/outcome.ts';
import type { Sample } from '../core/sample.ts';
import type { Scanner } from '../scanners/scanner.ts';
import type { Journal } from './journal.ts';

/** Scans samples in batches as they come; each batch is journaled when it is there. */
export const scanStage = (options: {
  readonly journal: Journal<Scan>;
  readonly scanners: readonly Scanner[];
  readonly signal: AbortSignal;
  readonly onScan: (status: Scan['status']) => void;
}) => {
  const { journal, scanners, signal, onScan } = options;
  const done = new Set(journal.records.map(({ sample, scanner }) => `${scanner} ${sample}`));
  const waiting = new Map<Scanner, Sample[]>(scanners.map((scanner) => [scanner, []]));
  let running: Promise<void> = Promise.resolve();
  let abandoned = false;

  const scanBatch = async (scanner: Scanner, batch: readonly Sample[]): Promise<void> => {
    if (signal.aborted || abandoned) return;
    const outcomes = await scanner.scan(batch, signal);
    for (const { id } of batch) {
      const scan = scanOf(id, scanner.id, outcomes.get(id) ?? unknown('the scanner gave no answer'));
      journal.append(scan);
      onScan(scan.status);
    }
  };

  const flush = (scanner: Scanner): void => {
    const batch = waiting.get(scanner)?.splice(0) ?? [];
    if (batch.length === 0) return;
    running = running.then(() => scanBatch(scanner, batch));
    running.catch(() => {}); // seen by finish()
  };

  return {
    wants: (sample: Sample): Scanner[] =>
      sample.problem === undefined
        ? scanners.filter(
            ({ id, languages }) => languages.includes(sample.language) && !done.has(`${id} ${sample.id}`),
          )
        : [],
    add(sample: Sample, scanner: Scanner): void {
      const batch = waiting.get(scanner);
      batch?.push(sample);
      if ((batch?.length ?? 0) >= scanner.batch) flush(scanner);
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
