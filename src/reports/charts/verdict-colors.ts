import type { Joint } from '../../analysis/joint.ts';
import type { SecurityVerdict } from '../../core/verdict.ts';
import { COLORS } from './palette.ts';

/** What security verdicts are drawn in, everywhere: blue, vermilion, grey. */
export const SECURITY_COLORS: Readonly<Record<SecurityVerdict, string>> = {
  secure: COLORS[0],
  insecure: COLORS[4],
  unknown: '#8a9099',
};

const WORKS: Readonly<Record<Joint['works'], string>> = {
  functional: 'works',
  not: 'does not work',
  unknown: 'may work',
};

/** A joint verdict in words, e.g. `insecure, works`. */
export const jointText = ({ security, works }: Joint): string =>
  `${security === 'unknown' ? 'security unknown' : security}, ${WORKS[works]}`;
