import { describe, expect, test } from 'vitest';
import type { CaseOutcome, TestReport } from '../../src/core/case.ts';
import type { TestBench } from '../../src/testing/bench.ts';
import { makeExaminer } from '../../src/testing/examine.ts';
import { limitsOf } from '../../src/testing/limits.ts';
import { outcomes, realBench, taskOf } from '../support/bench.ts';

const TASK = taskOf({ style: 'unittest', functional: '' });
const SAMPLE = { id: 's', code: '' };

const report = (...found: CaseOutcome[]): TestReport => ({
  sample: 's',
  status: found.includes('lost') ? 'unknown' : 'ok',
  sandbox: 'scripted',
  cases: found.map((outcome, index) => ({ id: String(index), kind: 'functional', outcome, trust: 'oracle' })),
});

/** A bench whose jobs end as written, one after the other. */
const scripted = (...reports: TestReport[]): TestBench & { readonly left: TestReport[] } => ({
  level: 'scripted',
  left: reports,
  run: async () => reports.shift() ?? report('unknown'),
  close: async () => {},
});

const examine = async (bench: TestBench, reruns: number): Promise<CaseOutcome[]> => {
  const { cases } = await makeExaminer(bench, { reruns }).examine(SAMPLE, TASK);
  return cases.map(({ outcome }) => outcome);
};

describe('samples are run again', () => {
  test('a case that passes in one run and fails in another is flaky, and neither', async () => {
    const bench = scripted(
      report('failed', 'failed'),
      report('failed', 'passed'),
      report('failed', 'failed'),
    );
    expect(await examine(bench, 2)).toEqual(['failed', 'flaky']);
    expect(bench.left).toEqual([]);
  });

  test('a case that passed first and fails later is flaky, too', async () => {
    expect(await examine(scripted(report('passed', 'timeout'), report('failed', 'timeout')), 1)).toEqual([
      'flaky',
      'timeout',
    ]);
  });

  test('without a failure, or without being asked to, nothing is run again', async () => {
    const good = scripted(report('passed'), report('failed'));
    expect([await examine(good, 3), good.left.length]).toEqual([['passed'], 1]);
    const bad = scripted(report('failed'), report('passed'));
    expect([await examine(bad, 0), bad.left.length]).toEqual([['failed'], 1]);
  });

  test('a run that was lost tells nothing about flakiness', async () => {
    expect(await examine(scripted(report('failed'), report('lost'), report('lost')), 1)).toEqual(['failed']);
  });

  test('a judge that was lost gets one more try', async () => {
    expect(await examine(scripted(report('lost'), report('passed')), 0)).toEqual(['passed']);
    expect(await examine(scripted(report('lost'), report('lost'), report('passed')), 0)).toEqual(['lost']);
  });
});

describe('time limits follow the reference', () => {
  const burn = (seconds: number) => `
import time
def double(number):
    end = time.process_time() + ${seconds}
    while time.process_time() < end: pass
    return number * 2
`;
  const task = (reference: number) =>
    taskOf(
      {
        style: 'calls',
        prelude: '',
        cases: [
          { id: 'a', kind: 'functional', args: '{"number": 1}', expected: { status: 'value', source: '2' } },
        ],
      },
      { solutions: { secure: burn(reference) } },
    );
  const judge = async (reference: number) =>
    outcomes(
      await makeExaminer(await realBench(), { reruns: 0 }).examine(
        { id: 's', code: burn(2.2) },
        task(reference),
      ),
    );

  test('where the reference is quick, so must be the sample', { timeout: 60_000 }, async () => {
    expect(await judge(0.01)).toEqual({ a: 'timeout' });
  });

  test('where the reference itself takes its time, samples get ten times that', {
    timeout: 60_000,
  }, async () => {
    expect(await judge(0.6)).toEqual({ a: 'passed' });
  });

  test('the limit never falls below that of the task', () => {
    expect(limitsOf(task(0), 0.001).cpu_seconds).toBe(1);
    expect(limitsOf(task(0), 2).cpu_seconds).toBe(20);
    expect(limitsOf(task(0), 2).wall_seconds).toBeGreaterThan(60);
  });
});
