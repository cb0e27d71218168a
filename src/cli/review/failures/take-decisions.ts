import { standingDecisions } from '../../../analysis/failures/decide.ts';
import { type Failures, openDecisions } from '../../../engine/failures.ts';
import { readDecisionFile } from '../../../engine/import-labels.ts';
import type { Taken } from '../take-labels.ts';
import { inTerminal, mustBeTerminal } from '../terminal.ts';
import { walkThrough } from '../walk.ts';
import { FAILURES, type FailureItem } from './form.ts';

/** Takes decisions on what became of failures: from a file, or from the terminal if there is none. */
export const takeDecisions = (failures: Failures, as: string, file: string | undefined): Promise<Taken> =>
  file === undefined ? takeFromTerminal(failures, as) : takeFromFile(failures, as, file);

const takeFromFile = async (failures: Failures, as: string, file: string): Promise<Taken> => {
  const { labels, leftOut } = await readDecisionFile(failures, file);
  const target = openDecisions(failures, as);
  try {
    for (const decision of labels) target.append(decision);
  } finally {
    target.close();
  }
  const others = leftOut > 0 ? `; ${leftOut} others are of samples that are no case` : '';
  return { left: 0, message: `${labels.length} decisions of ${as}${others}` };
};

const takeFromTerminal = async (failures: Failures, as: string): Promise<Taken> => {
  const items = itemsOf(failures);
  if (items.length === 0) return { left: 0, message: 'there is nothing to decide' };
  mustBeTerminal();
  const target = openDecisions(failures, as);
  try {
    const { decisions } = standingDecisions(items, target.records);
    const left = await inTerminal((screen, prompter) =>
      walkThrough(FAILURES, { items, said: decisions, record: target.append }, screen, prompter),
    );
    const message =
      left > 0
        ? `${left} cases are left: the same command goes on there`
        : `${items.length} decisions of ${as}`;
    return { left, message };
  } finally {
    target.close();
  }
};

const WAS = { securedAndBroken: 'insecure, and works', broken: 'secure, and works' } as const;

const itemsOf = ({ groups, suggested, samples, tasks }: Failures): FailureItem[] =>
  groups
    .flatMap(({ cases }) => cases)
    .flatMap(({ sample, base, task, shift }): FailureItem[] => {
      const one = suggested.get(sample);
      const { instruction, completion } = tasks.get(task)?.prompt ?? {};
      if (one === undefined) return [];
      return [
        {
          ...one,
          task: instruction ?? completion ?? '',
          was: WAS[shift],
          base: samples.get(base)?.code ?? '',
          code: samples.get(sample)?.code ?? '',
        },
      ];
    });
