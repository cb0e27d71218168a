import { describe, expect, test } from 'vitest';
import { OWASP_2021, WEAKNESSES } from '../../src/cwe/catalogue.ts';
import {
  cweName,
  cweProblem,
  GROUPINGS,
  owaspCategories,
  owaspOf,
  TOP_25,
  top25Of,
} from '../../src/cwe/index.ts';
import { OWASP_2025 } from '../../src/cwe/owasp-2025.ts';

describe('CWE Top 25', () => {
  test('has 25 weaknesses', () => {
    expect(new Set(TOP_25).size).toBe(25);
    expect(TOP_25.filter((id) => !WEAKNESSES.has(id))).toEqual([]);
  });

  test('an id belongs to its own entry, or to that of its nearest ancestor', () => {
    expect(top25Of(79)).toEqual({ cwe: 79, rank: 1 });
    expect(top25Of(78)).toEqual({ cwe: 78, rank: 9 });
    expect(top25Of(95)).toEqual({ cwe: 94, rank: 10 });
    expect(top25Of(88)).toEqual({ cwe: 77, rank: 23 });
    expect(top25Of(770)).toEqual({ cwe: 770, rank: 25 });
    expect(top25Of(327)).toBeUndefined();
  });

  test('access control as a whole is on it, and takes only itself', () => {
    expect(top25Of(284)).toEqual({ cwe: 284, rank: 19 });
    expect(top25Of(287)).toBeUndefined();
  });
});

describe('OWASP Top Ten', () => {
  // The counts that OWASP gives; MITRE's view of 2021 leaves out the deprecated 100 in A03 (OWASP: 33).
  test.each([
    [2025, OWASP_2025, [40, 16, 6, 32, 37, 39, 36, 14, 5, 24]],
    [2021, OWASP_2021, [34, 29, 32, 40, 20, 3, 22, 10, 4, 1]],
  ] as const)('%i has ten categories; no id is in two, all are known', (year, edition, counts) => {
    expect(owaspCategories(year).map(({ code }) => code)).toEqual(
      ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((number) => `A${number}`),
    );
    const members = Object.values(edition).map((category) => category.members);
    expect(members.map(({ length }) => length)).toEqual(counts);
    expect(new Set(members.flat()).size).toBe(members.flat().length);
    expect(members.flat().filter((id) => cweName(id) === undefined)).toEqual([]);
  });

  test('an id belongs to the category that lists it, or its nearest ancestor', () => {
    expect(owaspOf(89)).toEqual({ code: 'A05', year: 2025, name: 'Injection' });
    expect(owaspOf(89, 2021)).toEqual({ code: 'A03', year: 2021, name: 'Injection' });
    expect(owaspOf(918, 2021)?.code).toBe('A10');
    expect(owaspOf(918)?.code).toBe('A01');
    expect(owaspOf(1428)?.code).toBe('A04');
    expect(owaspOf(16)?.code).toBe('A02');
  });

  test('pillars on the list take only themselves', () => {
    expect(owaspOf(693)?.code).toBe('A06');
    expect(owaspOf(184)).toBeUndefined();
    expect(owaspOf(4000)).toBeUndefined();
  });
});

test('groupings name their groups', () => {
  const named = Object.values(GROUPINGS).map(({ groupOf, nameOf }) => {
    const group = groupOf(95) ?? '';
    return [group, nameOf(group)];
  });
  expect(named).toEqual([
    ['CWE-95', cweName(95)],
    ['CWE-94', cweName(94)],
    ['A05:2025', 'Injection'],
    ['A03:2021', 'Injection'],
  ]);
  expect(GROUPINGS.top25.groupOf(327)).toBeUndefined();
  expect(GROUPINGS.owasp2021.nameOf('A05:2025')).toBeUndefined();
  expect(cweProblem(95)).toBeUndefined();
});
