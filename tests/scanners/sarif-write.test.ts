import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Finding, LEVELS } from '../../src/core/finding.ts';
import { ok, unknown } from '../../src/core/outcome.ts';
import { readSarif, type SarifSource, toSarif } from '../../src/scanners/sarif.ts';

const finding: Finding = {
  rule: 'B307',
  cwes: [78],
  severity: 'medium',
  confidence: 'high',
  message: 'eval',
  line: 3,
  column: 5,
  endLine: 4,
};

const text = fc.string({ minLength: 1, unit: 'grapheme' });

const findings: fc.Arbitrary<Finding> = fc.record(
  {
    rule: fc.stringMatching(/^[A-Z]{1,3}\d{3}$/),
    cwes: fc
      .uniqueArray(fc.integer({ min: 1, max: 1400 }), { maxLength: 3, minLength: 1 })
      .map((ids) => ids.sort((a, b) => a - b)),
    severity: fc.constantFrom(...LEVELS),
    confidence: fc.constantFrom(...LEVELS),
    message: text,
    line: fc.integer({ min: 1, max: 10_000 }),
    column: fc.integer({ min: 1, max: 500 }),
  },
  { requiredKeys: ['rule', 'cwes', 'severity', 'confidence', 'message', 'line'] },
);

const uri = fc
  .array(fc.stringMatching(/^[\w é%#?+ -]{1,8}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => `${parts.join('/')}.py`);

const sources: fc.Arbitrary<SarifSource> = fc.record({
  scanner: fc.constantFrom('bandit', 'ruff'),
  version: fc.constant('1.0'),
  files: fc.uniqueArray(
    fc.record({
      uri,
      outcome: fc.oneof(fc.array(findings, { maxLength: 4 }).map(ok), fc.constant(unknown('does not parse'))),
    }),
    { selector: (file) => file.uri, maxLength: 5 },
  ),
});

test('what is written is read again: findings, clean files and unknown files', () => {
  fc.assert(
    fc.property(sources, (source) => {
      const [run] = toSarif([source]).flatMap((log) => readSarif(JSON.stringify(log)));
      const named = source.files.map(({ uri, outcome }) => [
        uri,
        outcome.status === 'ok' ? outcome : unknown(`${source.scanner}: ${outcome.reason}`),
      ]);
      expect(run).toMatchObject({ tool: source.scanner, version: '1.0', failure: undefined, unplaced: 0 });
      expect(Object.fromEntries(run?.files ?? [])).toEqual(Object.fromEntries(named));
    }),
  );
});

test('one run for each scanner, also for one that found nothing', () => {
  const [log] = toSarif([
    { scanner: 'bandit', files: [{ uri: 'a.py', outcome: ok([finding]) }] },
    { scanner: 'ruff', files: [{ uri: 'a.py', outcome: ok([]) }] },
  ]);
  expect(log?.runs.map(({ tool, results }) => [tool.driver.name, results?.length])).toEqual([
    ['bandit', 1],
    ['ruff', 0],
  ]);
});

test('a rule has what GitHub shows: texts, tags, and the worst of its severities', () => {
  const outcome = ok([finding, { ...finding, severity: 'high' as const, cwes: [95] }]);
  const [log] = toSarif([{ scanner: 'bandit', files: [{ uri: 'a.py', outcome }] }]);
  expect(log?.runs[0]?.tool.driver.rules).toMatchObject([
    {
      id: 'B307',
      shortDescription: { text: 'eval' },
      fullDescription: { text: 'eval' },
      help: { text: 'eval' },
      defaultConfiguration: { level: 'error' },
      properties: {
        tags: ['security', 'external/cwe/cwe-078', 'external/cwe/cwe-095'],
        'security-severity': '8.0',
      },
    },
  ]);
});

test('fingerprints tell findings apart, and outlive a move to another line', () => {
  const fingerprints = (shift: number) => {
    const moved = [finding, { ...finding, line: 9 }, { ...finding, rule: 'B102' }].map((each) => ({
      ...each,
      line: each.line + shift,
      endLine: each.line + shift,
    }));
    const logs = toSarif([{ scanner: 'bandit', files: [{ uri: 'a.py', outcome: ok(moved) }] }]);
    return logs
      .flatMap(({ runs }) => runs.flatMap(({ results }) => results))
      .map((r) => r?.partialFingerprints);
  };
  expect(new Set(fingerprints(0).map((each) => JSON.stringify(each))).size).toBe(3);
  expect(fingerprints(7)).toEqual(fingerprints(0));
});

test('what GitHub would refuse goes into further runs and logs, and nothing is lost', () => {
  const big: SarifSource = {
    scanner: 'bandit',
    files: [{ uri: 'a.py', outcome: ok(Array.from({ length: 25_001 }, () => finding)) }],
  };
  const [log, ...none] = toSarif([big]);
  expect(none).toEqual([]);
  expect(log?.runs.map(({ results, automationDetails }) => [automationDetails?.id, results?.length])).toEqual(
    [
      ['bandit/1', 25_000],
      ['bandit/2', 1],
    ],
  );
  const many = Array.from({ length: 21 }, (_, index): SarifSource => ({ scanner: `s${index}`, files: [] }));
  expect(toSarif(many).map(({ runs }) => runs.length)).toEqual([20, 1]);
});
