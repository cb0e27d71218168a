import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testReportSchema } from '../../src/core/case.ts';
import type { CallCase } from '../../src/core/task.ts';
import { judge, outcomes, quickLimits, taskOf } from '../support/bench.ts';
import { publicPrograms, startAs, USERS } from '../support/users.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/attacks');

/** One hostile sample: none computes what is asked for, so none can pass honestly. */
const attacks = readdirSync(FOLDER).map((name) => {
  const code = readFileSync(join(FOLDER, name), 'utf8');
  const header = (field: string) => new RegExp(`^# ${field}: (.*)$`, 'm').exec(code)?.[1]?.split(', ');
  return {
    name: basename(name, '.py'),
    code,
    /** Outcomes that are right where tests and sample are apart. */
    expected: header('Expected') ?? [],
    /** What is known of the style in which they share a process; absent where that makes no difference. */
    shared: header('Shared process')?.[0],
  };
});

const pair = (id: string, number: number): CallCase => ({
  id,
  kind: 'functional',
  args: `{"number": ${number}}`,
  expected: { status: 'value', source: String(number * 2) },
});

const APART = taskOf({ style: 'calls', prelude: '', cases: [pair('one', 1), pair('two', 500)] });

const SHARED = taskOf({
  style: 'unittest',
  functional: `
import unittest
class TestDouble(unittest.TestCase):
    def test_one(self):
        self.assertEqual(double(1), 2)
    def test_two(self):
        self.assertEqual(double(500), 1000)
`,
});

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

const TIMEOUT = { timeout: 60_000 };

test('every attack says what is expected of it', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(20);
  for (const { name, expected } of attacks) expect(expected, name).not.toEqual([]);
});

describe.concurrent('tests and sample apart', () => {
  test.each(attacks)('$name', TIMEOUT, async ({ code, expected }) => {
    const [report] = await Promise.all([judge(APART, code, { limits }), expectHonest()]);
    expect(report.cases.map(({ id }) => id)).toEqual(['one', 'two']);
    for (const { outcome, message } of report.cases) {
      expect(expected, JSON.stringify(report)).toContain(outcome);
      expect(message, 'something forbidden was possible').not.toMatch(FORBIDDEN);
    }
  });
});

test('after all of them, an honest sample still passes', TIMEOUT, expectHonest);

describe.concurrent('tests and sample in one process', () => {
  test.each(attacks.filter(({ shared }) => shared === 'not passed'))('$name', TIMEOUT, async ({ code }) => {
    const report = await judge(SHARED, code, { limits });
    expect(report.cases.map(({ id }) => id)).toEqual(['TestDouble.test_one', 'TestDouble.test_two']);
    expect(Object.values(outcomes(report)), JSON.stringify(report)).not.toContain('passed');
    expect(report.trust).toBe('token');
  });
});

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
