import { LEVELS, type Level } from '../../core/finding.ts';
import type { Properties, Result, Rule } from './schema.ts';

/**
 * Severity: the CVSS-like number `security-severity` in GitHub's bands (below 4 low, below 7 medium), else a
 * level by name, else the result's or the rule's SARIF level. Medium where the log says nothing (SARIF's default
 * level is "warning").
 */
export const severityOf = (result: Result, rule: Rule | undefined): Level =>
  byScore(result.properties?.['security-severity']) ??
  byName(result.properties, ['severity', 'issue_severity']) ??
  byScore(rule?.properties?.['security-severity']) ??
  byName(rule?.properties, ['severity', 'issue_severity']) ??
  bySarifLevel(result.level ?? rule?.defaultConfiguration?.level ?? 'warning');

/** Confidence: by name, as CodeQL's `precision`, or in a tag ("HIGH CONFIDENCE", Semgrep); else medium. */
export const confidenceOf = (result: Result, rule: Rule | undefined): Level => {
  if (result.kind === 'open' || result.kind === 'review') return 'low';
  const names = ['confidence', 'issue_confidence', 'precision'];
  return (
    byName(result.properties, names) ?? byName(rule?.properties, names) ?? byTag(rule?.properties) ?? 'medium'
  );
};

const byScore = (value: unknown): Level | undefined => {
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof score !== 'number' || !Number.isFinite(score)) return undefined;
  if (score < 4) return 'low';
  return score < 7 ? 'medium' : 'high';
};

const byName = (properties: Properties, names: readonly string[]): Level | undefined =>
  names.map((name) => levelOfWord(properties?.[name])).find((level) => level !== undefined);

const byTag = (properties: Properties): Level | undefined =>
  [properties?.tags]
    .flat()
    .map((tag) => levelOfWord(typeof tag === 'string' ? /^(\w+) confidence$/i.exec(tag)?.[1] : undefined))
    .find((level) => level !== undefined);

const SYNONYMS: Readonly<Record<string, Level>> = {
  critical: 'high',
  'very-high': 'high',
  'very-low': 'low',
};

const levelOfWord = (word: unknown): Level | undefined => {
  const text = typeof word === 'string' ? word.toLowerCase() : '';
  return LEVELS.find((level) => level === text) ?? SYNONYMS[text];
};

const bySarifLevel = (level: string): Level => {
  if (level === 'error') return 'high';
  return level === 'warning' ? 'medium' : 'low';
};
