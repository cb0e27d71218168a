import { armName } from '../../analysis/comparison/pairing.ts';
import type { Arm, Comparison } from '../../analysis/comparison/terms.ts';
import { visible, wrap } from '../visible.ts';
import { WIDTH } from './format.ts';

/** Why a comparison has nothing to tell, and what to do about it. Empty: it has something. */
export const nothingLines = (comparison: Comparison): readonly string[] => {
  const found = findNothing(comparison);
  if (found === null) return [];
  const [first = '', ...rest] = wrap(found.hint, WIDTH - ARROW.length);
  return [
    ...wrap(`Nothing to compare: ${found.reason}.`, WIDTH),
    `${ARROW}${first}`,
    ...rest.map((line) => ' '.repeat(ARROW.length) + line),
    '',
  ];
};
const ARROW = '  -> ';

type Nothing = { readonly reason: string; readonly hint: string };

const findNothing = ({ arms, contrasts, policyTexts }: Comparison): Nothing | null => {
  if (contrasts.some(({ metrics }) => metrics.length > 0)) return null;
  if (contrasts.some(({ tasks }) => tasks.both > 0)) {
    return {
      reason: 'no pair has evidence on both sides',
      hint: '`bifocal explain RUN` tells why samples are unknown',
    };
  }
  if (contrasts.length > 0) {
    return { reason: 'no pair has a task in common', hint: 'give runs over the same tasks' };
  }
  const [one] = arms;
  if (one === undefined || arms.length === 1) {
    return {
      reason: 'there is one model with one method alone',
      hint: 'give a second run, or make one with `bifocal improve RUN --methods ...`',
    };
  }
  const several = Object.keys(policyTexts).length > 1;
  return {
    reason: several
      ? 'no model has a method beside its base, and none is in the first run and in a later one'
      : 'no model has a method beside its base',
    hint: `--against ${wordOf(nameOf(one, several))} holds all others against that one; or give a second run`,
  };
};

const nameOf = (arm: Arm, several: boolean): string =>
  several ? armName(arm) : `${arm.model}/${arm.method}`;

/** As a shell takes it for one word. */
const wordOf = (name: string): string =>
  /^[\w@%+=:,./-]+$/.test(name) ? name : `'${visible(name).replaceAll("'", String.raw`'\''`)}'`;
