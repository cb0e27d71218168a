import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type TestReport, testReportSchema } from '../../src/core/case.ts';
import type { CallCase } from '../../src/core/task.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import type { TestBench } from '../../src/testing/bench.ts';
import { judge, openRealBench, outcomes, quickLimits, taskOf } from '../support/bench.ts';
import { publicPrograms, startAs, USERS } from '../support/users.ts';

vi.setConfig({ maxConcurrency: 8 }); // most of them wait for a limit

const FOLDER = join(import.meta.dirname, '../fixtures/attacks');
const KINDS = ['escape', 'denial', 'forgery', 'persistence', 'suppression'] as const;

/** One hostile sample: none computes what is asked for, so none can pass honestly. */
const attacks = readdirSync(FOLDER).map((name) => {
  const code = readFileSync(join(FOLDER, name), 'utf8');
  const header = (field: string) => new RegExp(`^# ${field}: (.*)$`, 'm').exec(code)?.[1]?.split(', ') ?? [];
  return {
    name: basename(name, '.py'),
    code,
    kind: header('Kind')[0],
    /** Outcomes that are right where tests and sample are apart, and where they share a process. */
    expected: { apart: header('Expected'), shared: header('Shared') },
    /** The CWE that scanners must find, whatever the sample's comments say. */
    finding: header('Finding').map(Number)[0],
  };
});

const pair = (id: string, number: number): CallCase => ({
  id,
  kind: 'functional',
  args: `{"number": ${number}}`,
  expected: { status: 'value', source: String(number * 2) },
});

const APART = taskOf({ style: 'calls', prelude: '', cases: [pair('one', 1), pair('two', 500)] });

const SHARED = taskOf(
  {
    style: 'unittest',
    functional: `
import unittest
class TestDouble(unittest.TestCase):
    def test_one(self):
        self.assertEqual(double(1), 2)
    def test_two(self):
        self.assertEqual(double(500), 1000)
`,
  },
  { solutions: { secure: 'def double(number):\n    return number * 2\n' } },
);

const limits = (task: typeof APART) => ({
  ...quickLimits(task),
  wall_seconds: 3,
  load_wall_seconds: 4,
  silence_seconds: 8,
});
const HONEST = 'import os\ndef double(number):\n    os.fork() or os._exit(0)\n    return number * 2\n';

const expectHonest = async (): Promise<void> => {
  const report = await judge(APART, HONEST);
  expect(outcomes(report), JSON.stringify(report)).toEqual({ one: 'passed', two: 'passed' });
};

/** What attacks return that try several things: the names of those that worked. */
const FORBIDDEN = /possible: [^'"]/;

const TIMEOUT = { timeout: 120_000 };
const SETTINGS = { apart: APART, shared: SHARED } as const;

const expectContained = (report: TestReport, cases: readonly string[], expected: readonly string[]): void => {
  const whole = JSON.stringify(report);
  expect(report.cases.map(({ id }) => id)).toEqual(cases);
  expect(report.status, whole).toBe('ok');
  for (const { outcome, message } of report.cases) {
    expect(expected, whole).toContain(outcome);
    expect(message ?? '', 'something forbidden was possible').not.toMatch(FORBIDDEN);
  }
};

const CASES = { apart: ['one', 'two'], shared: ['TestDouble.test_one', 'TestDouble.test_two'] } as const;

test('every attack says what it is and what is expected of it', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(80);
  for (const { name, kind, expected } of attacks) {
    expect(KINDS, name).toContain(kind);
    for (const outcomes of Object.values(expected)) {
      expect(outcomes, name).not.toEqual([]);
      expect(outcomes, name).not.toContain('passed');
    }
  }
});

describe.concurrent.each(Object.entries(SETTINGS))('tests and sample %s', (setting, task) => {
  const at = setting as keyof typeof SETTINGS;
  const chosen = attacks.filter(({ kind }) => kind !== 'persistence');
  test.each(chosen)('$kind: $name', TIMEOUT, async ({ code, expected }) => {
    const [report] = await Promise.all([judge(task, code, { limits }), expectHonest()]);
    expectContained(report, CASES[at], expected[at]);
  });
});

describe('one after the other in the same server', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await openRealBench();
  });
  afterAll(() => bench.close());

  const chosen = attacks.filter(({ kind }) => kind === 'persistence');
  test.each(chosen)('nothing is left of $name', TIMEOUT, async ({ code, expected }) => {
    for (const at of ['apart', 'shared', 'apart', 'shared'] as const) {
      const task = SETTINGS[at];
      const report = await bench.run({ id: 's', code }, task, { limits: limits(task) });
      expectContained(report, CASES[at], expected[at]);
    }
  });
});

describe('the code is scanned as if it had no comments', () => {
  const chosen = attacks.flatMap(({ finding, ...rest }) =>
    finding === undefined ? [] : [{ finding, ...rest }],
  );
  test.each(chosen)('$name', TIMEOUT, async ({ name, code, finding }) => {
    const input = [{ id: name, language: 'python' as const, code }];
    const scans = await Promise.all(
      Object.values<Scanner>(scanners).map(async (scanner) => (await scanner.scan(input)).get(name)),
    );
    const findings = scans.flatMap((outcome) => (outcome?.status === 'ok' ? outcome.value : []));
    const cwes = findings.flatMap((one) => one.cwes);
    expect(cwes).toContain(finding);
  });
});

test('after all of them, an honest sample still passes', TIMEOUT, expectHonest);

describe('started by an unprivileged user', () => {
  const user = USERS.at(-1) ?? 'me';

  test('no attack on the judge or the host succeeds there', TIMEOUT, async () => {
    const chosen = attacks.filter(({ name }) =>
      /^(kill|stop)-everything|fork-bomb|read-|forge-|write-kernel|stay-behind/.test(name),
    );
    const { folder, remove } = await publicPrograms();
    const input = JSON.stringify({
      task: APART,
      codes: [HONEST, ...chosen.map(({ code }) => code)],
      limits: { wall_seconds: 5, silence_seconds: 12 },
    });
    const { stdout } = await startAs(user, folder, 'judge-samples.ts', [], input).finally(remove);
    const [honest, ...reports] = z.array(testReportSchema).parse(JSON.parse(stdout));
    expect(
      honest?.cases.map(({ outcome }) => outcome),
      stdout,
    ).toEqual(['passed', 'passed']);
    expect(reports.length).toBeGreaterThanOrEqual(8);
    for (const [index, { cases }] of reports.entries()) {
      expect(cases.map(({ id }) => id)).toEqual(['one', 'two']);
      for (const { outcome, message } of cases) {
        expect(outcome, chosen[index]?.name).not.toBe('passed');
        expect(message, chosen[index]?.name).not.toMatch(FORBIDDEN);
        expect(outcome, 'the judge outlives everything: it is the first process').not.toBe('unknown');
      }
    }
  });
});
