import pMap from 'p-map';
import { isUnjudged, type TestReport } from '../../src/core/case.ts';
import { type Equipment, equip } from '../../src/engine/equipment.ts';
import type { Contestant, Verdict } from '../contestant.ts';

/** Passed if every case did; no verdict if the harness failed or a case is unknown. */
const verdictOf = ({ status, reason, cases }: TestReport): Verdict => {
  const fault =
    cases.find(({ outcome }) => outcome !== 'passed' && !isUnjudged(outcome)) ??
    cases.find(({ outcome }) => isUnjudged(outcome));
  const detail = fault ? `${fault.id} ${fault.outcome}: ${fault.message ?? ''}` : (reason ?? '');
  if (fault && !isUnjudged(fault.outcome)) return { passed: false, detail };
  return { passed: status === 'ok' && !fault && cases.length > 0 ? true : undefined, detail };
};

/** The library's own way to make its tests ready. Rejects if anything that they need is missing. */
const open = async (): Promise<Equipment & { bench: NonNullable<Equipment['bench']> }> => {
  const equipment = await equip({
    environment: 'python-datasets',
    sandbox: 'auto',
    scanners: [],
    offline: true,
    notice: () => {},
    signal: new AbortController().signal,
  });
  const { bench, omitted } = equipment;
  if (bench && omitted.length === 0) return { ...equipment, bench };
  await equipment.close();
  throw new Error(omitted.join('; '));
};

/** Bifocal, through its library, in its sandbox. */
export const contestant: Contestant = {
  id: 'ours',
  title: 'Bifocal',
  covers: () => true,
  prepare: async () => {
    await (await open()).close();
  },
  judge: async ({ references, workers }) => {
    const { bench, close } = await open();
    try {
      const verdicts = await pMap(
        references,
        async ({ task }): Promise<[string, Verdict]> => {
          const sample = { id: task.id, code: task.solutions.secure ?? '' };
          return [task.id, verdictOf(await bench.run(sample, task))];
        },
        { concurrency: workers },
      );
      return new Map(verdicts);
    } finally {
      await close();
    }
  },
};
