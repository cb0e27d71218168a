import { expect, test } from 'vitest';
import { BifocalError } from '../../src/core/errors.ts';
import type { Finding } from '../../src/core/finding.ts';
import { readSarif, type SarifRun } from '../../src/scanners/sarif.ts';
import { fixture } from './support.ts';

const readFixture = (name: string): SarifRun => only(readSarif(fixture(`sarif/${name}.sarif`)));

const readRun = (run: object): SarifRun =>
  only(readSarif(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'T' } }, ...run }] })));

const only = ([run, ...others]: readonly SarifRun[]): SarifRun => {
  if (run === undefined || others.length > 0) throw new Error('not one run');
  return run;
};

const at = (artifactLocation: unknown, region: unknown = { startLine: 1 }) => ({
  locations: [{ physicalLocation: { artifactLocation, region } }],
});

const IN_A = { message: { text: 'm' }, ...at({ uri: 'a.py' }) };

/** The finding of a run with one result and, perhaps, the rule that it belongs to. */
const findingOf = (result: object, rule?: object, run: object = {}): Finding | undefined => {
  const driver = { name: 'T', rules: [{ id: 'r', ...rule }] };
  const read = readRun({ tool: { driver }, results: [{ ruleId: 'r', ...IN_A, ...result }], ...run });
  const outcome = read.files.get('a.py');
  return outcome?.status === 'ok' ? outcome.value[0] : undefined;
};

test('CodeQL: rules in an extension, files by index, suppressed results, a file that was not read', () => {
  const run = readFixture('codeql');
  expect(run).toMatchObject({ tool: 'CodeQL', version: '2.20.0', failure: undefined, unplaced: 0 });
  expect(Object.fromEntries(run.files)).toEqual({
    'src/app one.py': {
      status: 'ok',
      value: [
        {
          rule: 'py/sql-injection',
          cwes: [89],
          severity: 'high',
          confidence: 'high',
          message: 'This query depends on a user-provided value.',
          line: 12,
          column: 20,
        },
        {
          rule: 'py/weak-hash',
          cwes: [327, 916],
          severity: 'low',
          confidence: 'medium',
          message: 'MD5 is weak.',
          line: 30,
          endLine: 31,
        },
      ],
    },
    'src/clean.py': { status: 'ok', value: [] },
    'src/broken.py': { status: 'unknown', reason: 'CodeQL: A parse error occurred' },
  });
});

test('Semgrep: CWE and confidence in tags; what it could not parse is only a warning without a place', () => {
  const { files } = readFixture('semgrep');
  expect([...files.keys()].sort()).toEqual(['bad.py', 'sup.py', 'vulnerable.py']);
  expect(files.get('bad.py')).toEqual({ status: 'unknown', reason: expect.stringContaining('Syntax error') });
  const finding = { rule: 'my-eval', cwes: [95], severity: 'high', confidence: 'high', line: 1 };
  expect(files.get('sup.py')).toMatchObject({ status: 'ok', value: [finding] });
});

test("Bandit: each result's own levels, and a file that it could not parse", () => {
  const { files } = readFixture('bandit');
  expect(files.get('bad.py')).toEqual({ status: 'unknown', reason: expect.stringContaining('syntax error') });
  const outcome = files.get('vulnerable.py');
  const findings = outcome?.status === 'ok' ? outcome.value : [];
  expect(findings.map(({ rule, cwes, severity, confidence }) => [rule, cwes, severity, confidence])).toEqual([
    ['B404', [78], 'low', 'high'],
    ['B602', [78], 'high', 'high'],
    ['B307', [78], 'medium', 'high'],
    ['B608', [89], 'medium', 'medium'],
  ]);
});

test.each([
  ['relative', { uri: 'src/a.py' }, {}, 'src/a.py'],
  ['with dots', { uri: './src/../src/a.py' }, {}, 'src/a.py'],
  ['escaped', { uri: 'src/a%20%C3%A9.py' }, {}, 'src/a é.py'],
  ['wrongly escaped', { uri: 'src/100%.py' }, {}, 'src/100%.py'],
  ['backslashes', { uri: 'src\\a.py' }, {}, 'src/a.py'],
  ['absolute', { uri: '/work/src/a.py' }, {}, '/work/src/a.py'],
  ['file URI', { uri: 'file:///work/src/a.py' }, {}, '/work/src/a.py'],
  ['file URI with a host', { uri: 'file://localhost/work/src/a.py' }, {}, '/work/src/a.py'],
  ['Windows file URI', { uri: 'file:///C:/work/a.py' }, {}, 'C:/work/a.py'],
  ['Windows path', { uri: 'C:\\work\\a.py' }, {}, 'C:/work/a.py'],
  ['below an absolute base', { uri: 'file:///work/src/a.py' }, { R: { uri: 'file:///work/' } }, 'src/a.py'],
  ['beside a base', { uri: 'file:///workshop/a.py' }, { R: { uri: 'file:///work' } }, '/workshop/a.py'],
  ['with an absolute base', { uri: 'a.py', uriBaseId: 'R' }, { R: { uri: 'file:///work/' } }, 'a.py'],
  ['with an unknown base', { uri: 'a.py', uriBaseId: '%SRCROOT%' }, {}, 'a.py'],
  [
    'with a base in a base',
    { uri: 'a.py', uriBaseId: 'S' },
    { S: { uri: 'src/', uriBaseId: 'R' }, R: { uri: 'file:///work/' } },
    'src/a.py',
  ],
  ['bases in a circle', { uri: 'a.py', uriBaseId: 'R' }, { R: { uri: './', uriBaseId: 'R' } }, 'a.py'],
])('names files: %s', (_, location, originalUriBaseIds, expected) => {
  const { files } = readRun({ originalUriBaseIds, results: [{ ruleId: 'r', ...at(location) }] });
  expect([...files.keys()]).toEqual([expected]);
});

const CWE_TAXONOMY = { taxonomies: [{ name: 'CWE', guid: 'G', taxa: [{ id: '22' }, { id: '79' }] }] };

test.each<[string, object, object, object, number[]]>([
  ['CodeQL tag', {}, { properties: { tags: ['external/cwe/cwe-079'] } }, {}, [79]],
  ['Semgrep tag', {}, { properties: { tags: ['CWE-79: XSS', 'OWASP-A03:2021'] } }, {}, [79]],
  ['list of strings', {}, { properties: { cwe: ['CWE-79: XSS', 'CWE-22'] } }, {}, [22, 79]],
  ['bare ids', {}, { properties: { cwe_ids: ['79', 22] } }, {}, [22, 79]],
  ['number', {}, { properties: { CWE: 79 } }, {}, [79]],
  ['of the result', { properties: { cwe: 'cwe-22' } }, { properties: { cwe: 'cwe-79' } }, {}, [22]],
  ['taxa by id', { taxa: [{ id: '79', toolComponent: { name: 'CWE' } }] }, {}, {}, [79]],
  ['taxa by index', { taxa: [{ index: 1, toolComponent: { index: 0 } }] }, {}, CWE_TAXONOMY, [79]],
  ['taxa of another taxonomy', { taxa: [{ id: '79', toolComponent: { name: 'OWASP' } }] }, {}, {}, []],
  [
    'relationship by guid',
    {},
    { relationships: [{ target: { index: 0, toolComponent: { guid: 'G' } } }] },
    CWE_TAXONOMY,
    [22],
  ],
  [
    'relationship by name',
    {},
    { relationships: [{ target: { id: 'CWE-120', toolComponent: { name: 'CWE' } } }] },
    {},
    [120],
  ],
  ['no CWE at all', {}, { properties: { tags: ['cwe-', 'CWE-0', 'security'] } }, {}, []],
])('finds CWEs: %s', (_, result, rule, run, cwes) => {
  expect(findingOf(result, rule, run)?.cwes).toEqual(cwes);
});

test.each<[object, object, string]>([
  [{}, {}, 'medium'],
  [{ level: 'error' }, {}, 'high'],
  [{ level: 'note' }, {}, 'low'],
  [{ level: 'none' }, {}, 'low'],
  [{}, { defaultConfiguration: { level: 'error' } }, 'high'],
  [{ level: 'note' }, { defaultConfiguration: { level: 'error' } }, 'low'],
  [{ level: 'error' }, { properties: { 'security-severity': '3.9' } }, 'low'],
  [{}, { properties: { 'security-severity': '4.0' } }, 'medium'],
  [{}, { properties: { 'security-severity': 6.9 } }, 'medium'],
  [{}, { properties: { 'security-severity': '7.0' } }, 'high'],
  [{}, { properties: { 'security-severity': '' } }, 'medium'],
  [{ properties: { severity: 'CRITICAL' } }, {}, 'high'],
])('severity of %j with rule %j is %s', (result, rule, severity) => {
  expect(findingOf(result, rule)?.severity).toBe(severity);
});

test.each<[object, object, string]>([
  [{}, {}, 'medium'],
  [{}, { properties: { precision: 'very-high' } }, 'high'],
  [{}, { properties: { tags: ['LOW CONFIDENCE'] } }, 'low'],
  [{ properties: { issue_confidence: 'HIGH' } }, { properties: { precision: 'low' } }, 'high'],
  [{ kind: 'review' }, { properties: { precision: 'high' } }, 'low'],
])('confidence of %j with rule %j is %s', (result, rule, confidence) => {
  expect(findingOf(result, rule)?.confidence).toBe(confidence);
});

test('results that say that all is well, or that are gone, are no findings', () => {
  const kinds = ['pass', 'notApplicable', 'informational'].map((kind) => ({ ...IN_A, kind }));
  expect(readRun({ results: [...kinds, { ...IN_A, baselineState: 'absent' }] }).files.size).toBe(0);
});

test('a result without a file is counted', () => {
  expect(readRun({ results: [{ message: { text: 'm' } }, IN_A] })).toMatchObject({ unplaced: 1 });
});

test('a hierarchical rule id finds the rule above it', () => {
  expect(findingOf({ ruleId: 'r/sub' }, { properties: { cwe: 22 } })).toMatchObject({
    rule: 'r/sub',
    cwes: [22],
  });
});

test.each<[string, object]>([
  ['it says so', { results: [IN_A], invocations: [{ executionSuccessful: false }] }],
  ['it has no list of results', { artifacts: [{ location: { uri: 'a.py' } }] }],
  [
    'it has an error that names no file',
    {
      results: [IN_A],
      invocations: [
        {
          executionSuccessful: true,
          toolExecutionNotifications: [{ level: 'error', message: { text: 'crash' } }],
        },
      ],
    },
  ],
])('a failed run makes its files unknown: %s', (_, run) => {
  const { files, failure } = readRun(run);
  expect(failure).toMatch(/^T: /);
  expect(Object.fromEntries(files)).toEqual({ 'a.py': { status: 'unknown', reason: failure } });
});

test.each([
  ['{', 'is not JSON'],
  ['[]', 'is not SARIF 2.1.0'],
  ['{"version":"2.0.0","runs":[]}', 'is not SARIF 2.1.0'],
  ['{"version":"2.1.0","runs":[{"tool":{}}]}', 'runs[0].tool.driver'],
])('refuses %s with words', (text, words) => {
  expect(() => readSarif(text, 'x.sarif')).toThrow(BifocalError);
  expect(() => readSarif(text, 'x.sarif')).toThrow(words);
});

test('reads nulls as absent, and a byte order mark', () => {
  const result = { ...IN_A, ruleIndex: -1, taxa: null, properties: null };
  const run = { tool: { driver: { name: 'T', rules: null } }, results: [result], artifacts: null };
  expect(readSarif(`\uFEFF${JSON.stringify({ version: '2.1.0', runs: [run] })}`)).toMatchObject([
    { tool: 'T' },
  ]);
});
