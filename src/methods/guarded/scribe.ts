import type { ScannerRole } from '../../core/finding.ts';
import type { TraceStep } from '../../core/trace.ts';
import type { Job, Place } from '../kit/job.ts';
import type { HeardScan } from '../workbench.ts';

/** Writes down how one candidate is judged. */
export type Scribe = {
  readonly place: Place;
  note(step: TraceStep): void;
  decide(decision: string, because: string): void;
  scan(code: string, roles: readonly ScannerRole[]): Promise<readonly HeardScan[]>;
};

/**
 * Judges candidates together whose steps stand in the trace one after the other: what is noted of each waits until all
 * are done, so that the same work has the same trace.
 *
 * @param work rejects: so does all of it
 */
export const together = async <Item extends { readonly place: Place }, Result>(
  job: Job,
  items: readonly Item[],
  work: (scribe: Scribe, item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const { workbench, signal } = job.request;
  const done = await Promise.all(
    items.map(async (item) => {
      const { place } = item;
      const steps: TraceStep[] = [];
      const note = (step: TraceStep): void => void steps.push(step);
      const result = await work(
        {
          place,
          note,
          decide: (decision, because) => note({ step: 'decide', ...place, decision, because }),
          async scan(code, roles) {
            const scans = await workbench.scan(code, roles, signal);
            note({ step: 'scan', ...place, scans: [...scans] });
            return scans;
          },
        },
        item,
      );
      return { steps, result };
    }),
  );
  for (const step of done.flatMap(({ steps }) => steps)) job.note(step);
  return done.map(({ result }) => result);
};
