import type { Contrast } from '../../analysis/comparison/terms.ts';
import { SHIFTS } from '../../analysis/transitions.ts';
import { dim, heading, shareCell } from '../methods/cells.ts';
import { TRANSITIONS_LEGEND } from '../methods/transitions.ts';
import { plainTable } from '../plain-table.ts';
import { contrastCell, type Naming } from './names.ts';

type Side = { readonly security: 'secure' | 'insecure'; readonly works?: 'functional' | 'not' };

const SIGNS = { functional: '+', not: '-' } as const;

const sideSign = ({ security, works }: Side): string =>
  `${security === 'secure' ? 's' : 'i'}${works === undefined ? '' : SIGNS[works]}`;

const shiftIds = Object.keys(SHIFTS) as (keyof typeof SHIFTS)[];

/** What became of the samples of the base, in per cent: table 6 of paper A, and what was really mended. */
export const transitionsSection = (contrasts: readonly Contrast[], naming: Naming): readonly string[] => {
  const paired = contrasts.filter(({ transitions }) => transitions.pairs > 0);
  if (paired.length === 0) return [];
  return [
    heading('What became of the samples, in per cent'),
    '',
    plainTable(
      [
        'arm - base',
        'pairs',
        ...shiftIds.map((id) => `${sideSign(SHIFTS[id].from)} to ${sideSign(SHIFTS[id].to)}`),
      ],
      paired.map((contrast) => [
        contrastCell(contrast, naming),
        contrast.transitions.pairs,
        ...shiftIds.map((id) => shareCell(contrast.transitions.shifts[id])),
      ]),
    ),
    dim(TRANSITIONS_LEGEND),
    '',
  ];
};
