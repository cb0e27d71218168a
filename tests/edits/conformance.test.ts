import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { EDITS, nearFindings } from '../../src/edits/index.ts';
import { bandit } from '../../src/scanners/bandit/index.ts';
import { bifocal } from '../../src/scanners/bifocal/index.ts';
import { ruff } from '../../src/scanners/ruff/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { judge, outcomes, realBench, taskOf } from '../support/bench.ts';
import { fixtures } from './fixtures.ts';
import { candidates, editAll, linesOutside, occurIn } from './support.ts';

const SCANNERS: Readonly<Record<string, Scanner>> = { bandit, ruff, bifocal };

/** By scanner, fixture and side. */
const found = new Map<string, readonly Finding[]>();

beforeAll(async () => {
  const inputs = fixtures.flatMap(({ name, before, after }) => [
    { id: `${name} before`, language: 'python' as const, code: before },
    { id: `${name} after`, language: 'python' as const, code: after },
  ]);
  for (const [id, scanner] of Object.entries(SCANNERS)) {
    for (const [input, outcome] of await scanner.scan(inputs))
      if (outcome.status === 'ok') found.set(`${id} ${input}`, outcome.value);
  }
});

afterAll(async () => (await realBench()).close());

test('every edit has a fixture, every fixture is of an edit, and keys are ids', () => {
  expect(new Set(fixtures.map(({ edit }) => edit))).toEqual(new Set(Object.keys(EDITS)));
  for (const [key, { id }] of Object.entries(EDITS)) expect(id).toBe(key);
});

describe.each(fixtures)('$name', ({ name, edit, before, after, tests, silences }) => {
  test('changes the program as written down, and finds nothing more to change', () => {
    expect(editAll(before, edit)).toBe(after);
    expect(candidates(after, edit)).toEqual([]);
  });

  test('leaves the lines around it as they are', () => {
    for (const candidate of candidates(before, edit))
      expect(occurIn(linesOutside(before, candidate), candidate.code)).toBe(true);
  });

  test('silences what it says, and is near to it', () => {
    expect(silences).not.toEqual([]);
    for (const { scanner, rule } of silences) {
      const accused =
        found.get(`${scanner} ${name} before`)?.filter((finding) => finding.rule === rule) ?? [];
      expect(accused, `${scanner} accuses by ${rule}`).not.toEqual([]);
      for (const finding of accused)
        expect(nearFindings(candidates(before, edit), [finding])).not.toEqual([]);
      const left = found.get(`${scanner} ${name} after`);
      expect(
        left?.filter((finding) => finding.rule === rule),
        `${scanner} ${rule}`,
      ).toEqual([]);
    }
  });

  test('passes the tests before and after', async () => {
    const task = taskOf(
      { style: 'functions', functional: tests },
      { entryPoint: /from solution import (\w+)/.exec(tests)?.[1] },
    );
    for (const report of await Promise.all([judge(task, before), judge(task, after)])) {
      expect(report.status, report.reason).toBe('ok');
      expect(report.cases.length).toBeGreaterThan(0);
      const all = new Set(Object.values(outcomes(report)));
      expect(all, JSON.stringify(report.cases)).toEqual(new Set(['passed']));
    }
  });
});
