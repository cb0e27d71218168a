import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** How the time that a pattern takes grows with the text, at worst. */
export type Slowness = 'exponential' | 'polynomial';

/** Longer patterns are not looked at: the analysis itself takes time. */
const MAX_LENGTH = 500;

/** Without any repetition there is nothing to go back over. */
const REPEATS = /[*+]|\{\d+,\}/;

/**
 * Whether a Python pattern backtracks too much, as scslre tells of the same pattern in JavaScript. Of patterns whose
 * time only grows with a power of the length, only those count that are tried anew at every place of the text: pairs
 * of repetitions such as `.*,.*` are everywhere. Undefined: it does not, or it uses what JavaScript does not have
 * (conditionals, possessive quantifiers, the verbose form, which lines tell).
 */
export const slowness = (pattern: string, atStart: boolean): Slowness | undefined => {
  if (pattern.length > MAX_LENGTH || !REPEATS.test(pattern) || pattern.includes('\n')) return undefined;
  const { analyse }: typeof import('scslre') = require('scslre');
  try {
    const source = `${atStart ? '^' : ''}(?:${toJavaScript(pattern)})`;
    const { reports } = analyse({ source, flags: '' });
    if (reports.some(({ exponential }) => exponential)) return 'exponential';
    return reports.some(({ type }) => type === 'Move') ? 'polynomial' : undefined;
  } catch {
    return undefined;
  }
};

const toJavaScript = (pattern: string): string =>
  pattern
    .replaceAll('(?P<', '(?<')
    .replaceAll(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replaceAll(/\(\?[aiLmsu]+\)/g, '')
    .replaceAll(/\(\?#[^)]*\)/g, '')
    .replaceAll('\\A', '^')
    .replaceAll(/\\[Zz]/g, '$');
