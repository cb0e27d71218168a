import { z } from 'zod';
import { ok } from '../../core/outcome.ts';
import { firstAttempt } from '../kit/first-attempt.ts';
import { openJob } from '../kit/job.ts';
import type { Method } from '../method.ts';
import { ROLES } from './roles.ts';
import { improve } from './rounds.ts';
import { SCORERS } from './scorers/index.ts';
import { transform } from './transform.ts';

const settingsSchema = z
  .strictObject({
    variant: z
      .enum(['graph', 'released'])
      .default('graph')
      .describe(
        'graph: edits on a code graph, then the two questions; released: the two questions alone, which is what the published program comes to',
      ),
    scorer: z
      .enum(Object.keys(SCORERS) as (keyof typeof SCORERS)[])
      .default('greedy')
      .describe('what chooses among the edits (graph)'),
    regenerate: z
      .enum(['yes', 'no'])
      .default('yes')
      .describe('no: hands in the edited code itself, and asks the model nothing more (graph)'),
    keep: z
      .enum(['last', 'best'])
      .default('last')
      .describe('which code is handed in: the last, or that with fewest findings (the earlier of equals)'),
  })
  .refine(
    ({ variant, regenerate, scorer }) => variant === 'graph' || (regenerate === 'yes' && scorer === 'greedy'),
    {
      error: 'variant=released makes no edits: it takes neither scorer nor regenerate',
    },
  );
type Settings = z.infer<typeof settingsSchema>;

/** As in the authors' program. */
const ROUNDS = 20;

/**
 * PromSec: from insecure code to a prompt that asks for the same, only secure, and from that prompt to new code, until
 * the scanners find nothing (Nazzal et al., CCS 2024). What was found enters no prompt.
 *
 * `variant=released` is the loop that the authors' program runs in effect: its graph network gives back the code that
 * it was given (docs/promsec.md tells why), so there is none here. `variant=graph` does what the paper means: findings
 * are placed in a graph of the code, a scorer chooses edits from a catalogue there, and the edited code is what the
 * prompt is worked out from. The scorer is what the paper trains; {@link SCORERS} has untrained ones.
 */
export const promsec: Method<Settings> = {
  id: 'promsec',
  title: 'from code to a secure prompt and back; with edits on a code graph, or as released, without',
  source: 'PromSec (CCS 2024); variant=released: its published program; variant=graph: ours, after the paper',
  needs: ['chat', 'analyzers'],
  // The catalogue of edits knows what these rules know.
  kin: ['bifocal'],
  settings: settingsSchema,
  rounds: ROUNDS,
  listens: () => ROLES,
  oracle: () => undefined,
  seesLabel: () => false,
  generate: async (request, { variant, scorer, regenerate, keep }) => {
    const job = openJob(request, ROUNDS);
    const first = await firstAttempt(job);
    if (first.status === 'unknown') return first;
    const edit = variant === 'released' ? undefined : transform(SCORERS[scorer]);
    return ok(await improve(job, first.value, { edit, asks: regenerate === 'yes', keep }));
  },
};
