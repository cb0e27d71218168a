import type { Solutions } from '../core/task.ts';
import type { SampleSource } from './source.ts';

/** What each control is called in tables. */
export const CONTROLS = {
  secure: 'reference',
  insecure: 'insecure control',
  broken: 'deleted-feature control',
} as const satisfies Record<keyof Solutions, string>;

/** The tasks' own known solutions as samples: what every honest bench must rank rightly. */
export const controlSource = (kinds: readonly (keyof Solutions)[]): SampleSource => ({
  identity: { kind: 'controls', controls: kinds },
  count: ({ tasks }) =>
    [...(tasks?.values() ?? [])].reduce(
      (sum, { solutions }) => sum + kinds.filter((kind) => solutions[kind]).length,
      0,
    ),
  async *drafts({ tasks, signal }) {
    for (const kind of kinds) {
      for (const task of tasks?.values() ?? []) {
        const raw = task.solutions[kind];
        if (raw === undefined) continue;
        signal.throwIfAborted();
        yield { task: task.id, model: CONTROLS[kind], method: 'base', index: 0, raw, form: 'answer' };
      }
    }
  },
});
