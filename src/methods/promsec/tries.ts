import type { EditCandidate } from '../../edits/index.ts';
import type { Job } from '../kit/job.ts';
import type { State } from '../kit/state.ts';
import type { HeardScan } from '../workbench.ts';
import { ROLES } from './roles.ts';

/** The codes that are tried in a round, numbered, so that the trace tells which scan is of which edit. */
export type Tries = {
  /** Notes what there is to choose from. */
  show(edits: readonly EditCandidate[]): void;
  /** What the scanners say of codes; no code is scanned, or noted, twice. */
  rescan(codes: readonly string[]): Promise<readonly (readonly HeardScan[])[]>;
  /** Notes which one was taken, and why. */
  make(code: string, because: string): void;
};

/** @param state what the round starts from; its scans are known */
export const openTries = (job: Job, round: number, state: State): Tries => {
  const { workbench, signal } = job.request;
  const numbers = new Map<string, number>();
  const known = new Map([[state.code, state.scans]]);

  const placeOf = (code: string): { readonly round: number; readonly candidate: number } => {
    const candidate = numbers.get(code) ?? numbers.size;
    numbers.set(code, candidate);
    return { round, candidate };
  };

  return {
    show(edits) {
      for (const { edit, line, what, code } of edits) {
        job.note({ step: 'edit', ...placeOf(code), edit, line, what });
      }
    },
    async rescan(codes) {
      const fresh = [...new Set(codes)].filter((code) => !known.has(code));
      // Asked for all at once, for scanners that read many codes together; noted in their order.
      const scans = await Promise.all(fresh.map((code) => workbench.scan(code, ROLES, signal)));
      for (const [at, code] of fresh.entries()) {
        const heard = scans[at] ?? [];
        known.set(code, heard);
        job.note({ step: 'scan', ...placeOf(code), scans: [...heard] });
      }
      return codes.map((code) => known.get(code) ?? []);
    },
    make(code, because) {
      job.decide(placeOf(code), 'make the edit', because);
      job.note({ step: 'code', ...placeOf(code), code });
    },
  };
};
