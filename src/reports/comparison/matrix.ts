import { isSame, JOINTS, type Joint } from '../../analysis/joint.ts';
import type { Transitions } from '../../analysis/transitions.ts';
import { dim } from '../methods/cells.ts';
import { plainTable } from '../plain-table.ts';

const SECURITY = { secure: 's', insecure: 'i', unknown: '?' } as const;
const WORKS = { functional: '+', not: '-', unknown: '?' } as const;

/** A state in two signs: `s+` is secure and works. */
export const jointSign = ({ security, works }: Joint): string => `${SECURITY[security]}${WORKS[works]}`;

/** What the signs of {@link matrixOf} mean. */
export const SIGNS_LEGEND =
  's secure, i insecure; + passes all its cases, - does not; ? unknown; rows are the base, columns the arm';

/** The matrix of all states, base to arm; states in which nothing is or was are left out. */
export const matrixOf = ({ cells, pairs, unpaired }: Transitions): readonly string[] => {
  const [from, to] = [
    JOINTS.filter((joint) => cells.some((cell) => isSame(cell.from, joint))),
    JOINTS.filter((joint) => cells.some((cell) => isSame(cell.to, joint))),
  ];
  const count = (a: Joint, b: Joint): string => {
    const samples = cells.find((cell) => isSame(cell.from, a) && isSame(cell.to, b))?.samples;
    if (samples === undefined) return dim('.');
    return isSame(a, b) ? dim(String(samples)) : String(samples);
  };
  const alone = unpaired.base + unpaired.method;
  const notes =
    alone > 0 ? `, ${unpaired.base} of the base and ${unpaired.method} of the arm without a partner` : '';
  if (pairs === 0) return [dim(`no pairs of samples${notes}`)];
  return [
    plainTable(
      ['samples', ...to.map((joint) => `to ${jointSign(joint)}`)],
      from.map((a) => [`from ${jointSign(a)}`, ...to.map((b) => count(a, b))]),
    ),
    dim(`${pairs} pairs of samples${notes}`),
  ];
};
