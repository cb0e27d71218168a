import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LEVELS } from '../../../src/core/finding.ts';
import { checkProgram } from '../../../src/scanners/bifocal/check.ts';
import type { Rule } from '../../../src/scanners/bifocal/rule.ts';
import { rules } from '../../../src/scanners/bifocal/rules/index.ts';

const FOLDER = new URL('../../fixtures/rules/', import.meta.url);

const all: readonly Rule[] = Object.values(rules);

const folderOf = ({ id }: Rule): string => id.replace('py/', '');

const fixturesOf = (rule: Rule) =>
  readdirSync(new URL(`${folderOf(rule)}/`, FOLDER)).map((name) => ({
    name,
    code: readFileSync(new URL(`${folderOf(rule)}/${name}`, FOLDER), 'utf8'),
  }));

/** Lines that end in the comment `# finding`. */
const expectedLines = (code: string): number[] =>
  code.split('\n').flatMap((line, index) => (line.endsWith('# finding') ? [index + 1] : []));

const linesOf = (code: string, rules: readonly Rule[]): number[] | string => {
  const outcome = checkProgram(code, rules);
  return outcome.status === 'ok' ? outcome.value.map(({ line }) => line) : outcome.reason;
};

test('rules have names of their own, and fixtures belong to rules', () => {
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(readdirSync(FOLDER).sort()).toEqual(all.map(folderOf).sort());
});

describe.each(all.map((rule) => ({ ...rule, rule })))('$id', ({ rule }) => {
  test('says what it is and what to do', () => {
    expect(rule.id).toMatch(/^py\/[a-z-]+$/);
    expect(rule.cwes.length).toBeGreaterThan(0);
    expect(LEVELS).toContain(rule.severity);
    expect(LEVELS).toContain(rule.confidence);
    expect(rule.message).toMatch(/^[A-Z].{40,}\.$/);
  });

  test('has fixtures of both kinds', () => {
    const names = fixturesOf(rule).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^hit-[\w-]+\.py$/)]));
    expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^miss-[\w-]+\.py$/)]));
    expect(names.filter((name) => !/^(hit|miss)-[\w-]+\.py$/.test(name))).toEqual([]);
  });

  test.each(fixturesOf(rule))('$name', ({ name, code }) => {
    const expected = expectedLines(code);
    expect(expected.length > 0).toBe(name.startsWith('hit-'));
    expect(linesOf(code, [rule])).toEqual(expected);
  });
});

/** Harmless code is harmless to every rule. */
test.each(all.flatMap((rule) => fixturesOf(rule).map((fixture) => ({ ...fixture, id: rule.id }))))(
  '$id $name: no other rule speaks in code that is safe',
  ({ name, code }) => {
    if (name.startsWith('miss-')) expect(linesOf(code, all)).toEqual([]);
  },
);
