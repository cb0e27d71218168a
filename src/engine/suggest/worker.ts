/** Runs in a thread of its own: looks at suspects, and rests between them, see `suggest-all.ts`. */
import { setImmediate as rest } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { suggestCategory } from '../../analysis/degeneracy/suggest.ts';
import type { Suggestion } from '../../analysis/degeneracy/suspect.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { SuggestJob } from './suggest-all.ts';

const { suspects, port, done }: SuggestJob = workerData;

const suggestions: Outcome<Suggestion>[] = [];
for (const suspect of suspects) {
  suggestions.push(suggestCategory(suspect));
  Atomics.add(done, 0, 1);
  Atomics.notify(done, 0);
  await rest();
}
port.postMessage(suggestions);
Atomics.add(done, 0, 1);
Atomics.notify(done, 0);
