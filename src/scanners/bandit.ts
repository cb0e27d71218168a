import { ok, unknown } from '../core/outcome.ts';
import { bandit as tool } from '../toolchain/bandit.ts';
import { runBandit } from './bandit-run.ts';
import { isolateFailures } from './isolate.ts';
import { scanReadable } from './readable.ts';
import type { Scanner } from './scanner.ts';

const CONTROL = 'pass\n';

/** Bandit with all of its tests, one process for a batch. */
export const bandit: Scanner = {
  id: 'bandit',
  title: 'Bandit',
  languages: ['python'],
  tools: ['bandit'],
  batch: 2000,

  async probe() {
    const state = await tool.probe();
    return state.status === 'ready'
      ? ok({ version: state.version })
      : unknown(`${state.reason} (${state.hint})`);
  },

  scan: (inputs, signal) =>
    scanReadable(bandit, inputs, async (codes) => {
      const state = await tool.probe();
      if (state.status === 'missing') {
        return codes.map(() => unknown(`Bandit is missing: ${state.reason} (${state.hint})`));
      }
      return isolateFailures(
        codes,
        withControl((batch) => runBandit(state.paths.python, batch, signal)),
      );
    }),
};

type Run = (codes: readonly string[]) => ReturnType<typeof runBandit>;

/**
 * Where Bandit fails even on an empty program, the fault is the machine's: every input is unknown at once, rather
 * than after a search for the one at fault.
 */
const withControl = (run: Run): Run => {
  let control: ReturnType<Run> | undefined;
  return async (codes) => {
    const batch = await run(codes);
    if (batch.status === 'ok') return batch;
    control ??= run([CONTROL]);
    const works = await control;
    return works.status === 'ok' ? batch : ok(codes.map(() => unknown(works.reason)));
  };
};
