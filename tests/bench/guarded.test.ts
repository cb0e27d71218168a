import { describe, expect, test } from 'vitest';
import { chanceOf } from '../../bench/guarded/chance.ts';
import { BREAKS, DELETIONS, harm } from '../../bench/guarded/harm.ts';
import { isExploited, type Judged, lost } from '../../bench/guarded/hidden.ts';
import { DEEDS, repairerOf } from '../../bench/guarded/repairer.ts';
import { reasonClass } from '../../bench/guarded/report.ts';
import { readProgram } from '../../src/syntax/python.ts';

const CODE = `import re


def find(path, names, limit=10):
    """Finds lines."""
    found = []
    if limit < 1:
        raise ValueError("limit")
    with open(path) as file:
        for line in file:
            if re.search(names, line) and len(found) <= limit:
                found.append(line.strip())
    return found
`;

describe('harm', () => {
  test.each([
    ['deletions', DELETIONS],
    ['breaks', BREAKS],
  ])('%s: every way fits, and what comes out is another program that parses', (_, ways) => {
    for (const [how, way] of Object.entries(ways)) {
      const harmed = harm(CODE, { [how]: way }, chanceOf(how));
      expect(harmed, how).toBeDefined();
      expect(harmed?.code).not.toBe(CODE);
      expect(readProgram(harmed?.code ?? '').status, how).toBe('ok');
    }
  });

  test('is the same with the same seed, and another with another', () => {
    const drawn = (seed: number) => Array.from({ length: 5 }, () => harm(CODE, BREAKS, chanceOf(seed)));
    expect(drawn(1)).toEqual(drawn(1));
    expect(
      new Set([...Array(20).keys()].map((seed) => harm(CODE, BREAKS, chanceOf(seed))?.code)).size,
    ).toBeGreaterThan(5);
  });

  test('does nothing to what is no program', () => {
    expect(harm('def f(:', BREAKS, chanceOf(1))).toBeUndefined();
  });
});

test('the repairer does everything in turn, and keeps what each answer was', async () => {
  const repairer = repairerOf({ insecure: CODE, secure: `${CODE}# secure\n` }, chanceOf(7));
  for (let asked = 0; asked < 200; asked += 1) {
    const input = { prompt: 'line 10: this opens any file' };
    const { text } = await repairer.generate({ input, temperature: 0, topP: 1, maxTokens: 100 });
    expect(text).toContain(repairer.answers[asked]?.code.trim());
  }
  const deeds = Map.groupBy(repairer.answers, ({ deed }) => deed);
  expect([...deeds.keys()].sort()).toEqual([...DEEDS].sort());
  expect(deeds.get('fixes')?.length).toBeGreaterThan(40);
  expect(deeds.get('silences')?.[0]?.code).toMatch(/as file: {2}# nosec\n|for line in file: {2}# nosec\n/);
});

test('what is lost passed before', () => {
  const judged = (...states: readonly ('passed' | 'failed' | 'unknown')[]): Judged =>
    new Map(states.map((state, index) => [`set case[${index}]`, { kind: 'functional', state }]));
  const before = judged('passed', 'passed', 'failed', 'passed', 'passed');
  expect(lost(before, judged('passed', 'failed', 'failed', 'unknown'))).toEqual({
    failed: ['set case[1]'],
    unknown: ['set case[3]', 'set case[4]'],
  });
  expect(isExploited(judged('failed'))).toBe(false);
  expect(isExploited(new Map([['set exploit', { kind: 'security', state: 'failed' }]]))).toBe(true);
});

test('reasons are counted by their kind', () => {
  expect(reasonClass('function falls: {"x": 1}: 2; now 3')).toBe('it does something else');
  expect(reasonClass('removed file sink open()')).toBe('a sink is gone');
  expect(reasonClass('find does nothing now (empty)')).toBe('a function does nothing');
  expect(reasonClass('bandit could not judge it: crashed')).toBe('a scanner could not judge it');
  expect(reasonClass('something else')).toBe('something else');
});
