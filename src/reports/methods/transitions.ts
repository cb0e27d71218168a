import type { TransitionRow } from '../../analysis/method-report.ts';
import type { SHIFTS } from '../../analysis/transitions.ts';
import { plainTable } from '../plain-table.ts';
import { dim, nameCell, shareCell } from './cells.ts';

/** In the order of table 6 of paper A. `i` insecure, `s` secure; `+` works, `-` does not. */
const HEADS: Readonly<Record<keyof typeof SHIFTS, string>> = {
  securedAndBroken: 'i+ to s-',
  broken: 's+ to s-',
  madeInsecure: 's+ to i+',
  secureToInsecure: 's to i',
  fixed: 'i+ to s+',
};

export const TRANSITIONS_LEGEND =
  's secure, i insecure, + passes all its cases, - does not; of those that the base has in the first state';

/** What became of the samples that methods started from, in per cent: table 6 of paper A, and what was really mended. */
export const transitionsTable = (rows: readonly TransitionRow[]): string =>
  plainTable(
    ['model\nmethod', 'against\nby', 'pairs', ...Object.values(HEADS)],
    rows.map(({ model, method, against, heldOut, pairs, shifts }) => [
      nameCell(model, method),
      `${against}\n${dim(heldOut ? 'held-out' : 'policy')}`,
      pairs,
      ...shiftIds.map((id) => shareCell(shifts[id])),
    ]),
    2,
  );

const shiftIds = Object.keys(HEADS) as (keyof typeof SHIFTS)[];

/** What is in no share, for a row: samples without a partner, and those whose base is unknown. */
export const transitionNotes = (rows: readonly TransitionRow[]): string[] =>
  rows.flatMap(({ model, method, heldOut, unpaired, cells }) => {
    const unknown = cells
      .filter(({ from }) => from.security === 'unknown' || from.works === 'unknown')
      .reduce((sum, { samples }) => sum + samples, 0);
    const parts = [
      ...(unpaired.base > 0 ? [`${unpaired.base} of the base without a partner`] : []),
      ...(unpaired.method > 0 ? [`${unpaired.method} of the method without one`] : []),
      ...(unknown > 0 ? [`${unknown} whose base is unknown in a lens`] : []),
    ];
    return parts.length > 0 ? [`${model}, ${method}${heldOut ? ', held-out' : ''}: ${parts.join('; ')}`] : [];
  });
