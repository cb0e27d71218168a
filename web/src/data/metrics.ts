import type { Scores } from '../../../src/core/score.ts';

const TITLES: Readonly<Record<string, string>> = {
  secure: 'Secure',
  'defect-free': 'Defect-free',
  pass: 'Pass',
  'case-pass': 'Pass',
  'secure-pass': 'Secure-Pass',
  safe: 'SAFE',
};

const SOURCES: Readonly<Record<string, string>> = {
  secure: 'policy',
  pass: 'tasks',
  'case-pass': 'cases',
};

export type MetricName = { readonly title: string; readonly by: string | undefined };

/** A metric's key in words: `secure@1:bandit` is Secure@1 by bandit. */
export const metricName = (key: string): MetricName => {
  const [head = '', ...source] = key.split(':');
  const [id = '', k = '1'] = head.split('@');
  return { title: `${TITLES[id] ?? id}@${k}`, by: source.length > 0 ? source.join(':') : SOURCES[id] };
};

/** The same as one text. */
export const metricTitle = (key: string): string => {
  const { title, by } = metricName(key);
  return by === undefined ? title : `${title} (${by})`;
};

/** Both lenses at once first: what a row is ranked by. */
const HEADLINE = ['safe', 'secure-pass', 'secure', 'pass', 'case-pass', 'defect-free'];

const placeOf = (key: string): number => {
  const source = key.split(':')[1];
  const behind = source === undefined ? 0 : source === 'held-out' ? 1 : 2;
  return behind * HEADLINE.length + HEADLINE.indexOf(key.split('@', 1)[0] ?? '');
};

/** Metrics that rows are ranked by: both lenses, alone and together, and what others say who were not listened to. */
export const headlineMetrics = (scores: readonly Scores[]): readonly string[] =>
  allMetrics(scores).filter(
    (key) => !key.includes(':') || key.endsWith(':held-out') || key.endsWith(':exploits'),
  );

/** Every metric that any row has. */
export const allMetrics = (scores: readonly Scores[]): readonly string[] => {
  const keys = new Set(scores.flatMap(({ rows }) => rows.flatMap(({ metrics }) => Object.keys(metrics))));
  return [...keys].toSorted((a, b) => placeOf(a) - placeOf(b) || a.length - b.length || (a < b ? -1 : 1));
};
