import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { type EditCandidate, editsFor, nearFindings } from '../../src/edits/index.ts';

const candidate = (line: number, endLine: number, ...cwes: readonly number[]): EditCandidate => ({
  edit: 'some',
  cwes,
  line,
  endLine,
  what: '',
  code: '',
});

const finding = (line: number, endLine: number | undefined, ...cwes: number[]): Finding => ({
  rule: 'R',
  cwes,
  severity: 'low',
  confidence: 'low',
  message: '',
  line,
  ...(endLine !== undefined && { endLine }),
});

const isNear = (one: EditCandidate, ...findings: readonly Finding[]): boolean =>
  nearFindings([one], findings).length > 0;

test('lines that meet, of the same weakness or a related one', () => {
  expect(isNear(candidate(3, 5, 78), finding(5, undefined, 78))).toBe(true);
  expect(isNear(candidate(3, 5, 78), finding(1, 3, 78))).toBe(true);
  expect(isNear(candidate(3, 5, 78), finding(6, 9, 78), finding(1, 2, 78))).toBe(false);
  expect(isNear(candidate(3, 3, 78), finding(3, 3, 77))).toBe(true); // 77 is above 78
  expect(isNear(candidate(3, 3, 78), finding(3, 3, 89))).toBe(false);
  expect(isNear(candidate(3, 3, 328, 327), finding(3, 3, 89, 327))).toBe(true);
});

test('a finding without a weakness is met by its lines alone', () => {
  expect(isNear(candidate(3, 3, 78), finding(3, 3))).toBe(true);
  expect(isNear(candidate(3, 3, 78), finding(4, 4))).toBe(false);
});

test('other languages and broken code are unknown, not without candidates', () => {
  expect(editsFor('eval(x)', 'javascript')).toEqual({ status: 'unknown', reason: 'no edits for javascript' });
  expect(editsFor('eval(x', 'python')).toEqual({ status: 'unknown', reason: 'invalid syntax' });
  expect(editsFor('', 'python')).toEqual({ status: 'ok', value: [] });
});
