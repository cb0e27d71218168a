import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Task, taskSchema } from '../../src/core/task.ts';
import type { EquippedBench } from '../../src/engine/equipment.ts';
import { type Evaluation, evaluate } from '../../src/engine/evaluate.ts';
import { explain } from '../../src/engine/explain.ts';
import { readRun } from '../../src/engine/run-folder.ts';
import { judgeOf, roundsOf } from '../../src/engine/score-run.ts';
import type { Draft, SampleSource } from '../../src/engine/source.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { ScanInput } from '../../src/scanners/scanner.ts';
import { temporaryFolder } from '../cli/temporary.ts';

const INSECURE = 'import os\n\n\ndef run(name):\n    os.system("ls " + name)\n';
const SECURE = 'def run(name):\n    return name\n';
const TASK: Task = taskSchema.parse({
  id: 't',
  dataset: 'test',
  language: 'python',
  prompt: {},
  setup: 'import sys\nHERE = 1',
  tests: { style: 'functions', functional: 'def test_a(): pass' },
});

const output = (code: string) => ({ raw: code, form: 'answer' as const });

const drafts = (codes: readonly string[]): Draft[] => [
  { task: 't', model: 'm', method: 'base', index: 0, ...output(INSECURE) },
  {
    task: 't',
    model: 'm',
    method: 'loop',
    index: 0,
    ...output(codes.at(-1) ?? ''),
    rounds: codes.slice(0, -1).map(output),
    trace: {
      steps: [{ step: 'decide', round: 0, decision: 'stop', because: 'enough' }],
      stop: 'clean',
      kept: 1,
    },
  },
];

/** A run of these drafts, and what was asked of scanner and bench. */
const run = async (given: readonly Draft[], folder = join(temporaryFolder(), 'run')) => {
  const scanned: ScanInput[] = [];
  const tested: string[] = [];
  const source: SampleSource = {
    identity: { kind: 'test' },
    methods: { loop: { method: 'loop', settings: {}, limits: {}, listens: ['bifocal'], kin: [] } },
    count: () => given.length,
    async *drafts() {
      yield* given;
    },
  };
  const bench: EquippedBench = {
    level: 'test',
    pythonVersion: 'test',
    toolchains: {},
    run: async ({ id, code }) => {
      tested.push(code);
      return {
        sample: id,
        status: 'ok',
        sandbox: 'test',
        cases: [{ id: 'test_a', kind: 'functional', outcome: 'passed', trust: 'oracle' }],
      };
    },
    close: async () => {},
  };
  const spied = (id: 'bifocal' | 'ruff-defects') => ({
    scanner: {
      ...scanners[id],
      scan: async (inputs: readonly ScanInput[]) => {
        if (id === 'bifocal') scanned.push(...inputs);
        return scanners[id].scan(inputs);
      },
    },
    version: '1',
    rules: null,
  });
  const evaluation: Evaluation = await evaluate({
    name: 'test',
    tasks: {
      name: 'test',
      environment: 'python-tests',
      tasks: [TASK],
      problems: [],
      quarantined: [],
      licence: undefined,
    },
    sources: [source],
    testsWanted: true,
    bench,
    scanners: [spied('bifocal'), spied('ruff-defects')],
    omitted: [],
    out: folder,
    workers: 2,
    signal: new AbortController().signal,
    listener: { progress: () => {}, notice: () => {} },
  });
  return { folder, evaluation, scanned, tested };
};

describe('earlier rounds of a method', () => {
  test('are judged like any sample, but are in no score', async () => {
    const { folder, evaluation } = await run(drafts([INSECURE, SECURE]));
    expect(evaluation.verdicts.map(({ sample }) => sample)).toEqual(['t|m|base|0', 't|m|loop|0']);
    expect(evaluation.scores.rows.map(({ method, samples }) => [method, samples])).toEqual([
      ['base', 1],
      ['loop', 1],
    ]);
    const records = readRun(folder);
    expect(roundsOf(records).map(({ id }) => id)).toEqual(['t|m|loop|0|round 0']);
    expect(judgeOf(records, roundsOf(records))(records.manifest.policy)).toMatchObject([
      { round: 0, security: 'insecure', function: 'functional' },
    ]);
    expect(evaluation.scanners.scanners.find(({ id }) => id === 'bifocal')).toMatchObject({ samples: 2 });
  });

  test('the same code is tested once and read once by each scanner, and stands in every record', async () => {
    const { folder, scanned, tested } = await run(drafts([INSECURE, INSECURE, SECURE]));
    expect(tested.toSorted()).toEqual([SECURE, INSECURE].toSorted());
    expect(scanned.map(({ code }) => code)).toEqual([INSECURE, SECURE]);
    const { cases, findings } = readRun(folder);
    expect(new Set(cases.map(({ sample }) => sample)).size).toBe(4);
    expect(findings.filter(({ scanner }) => scanner === 'bifocal')).toHaveLength(4);
  });

  test('a run that was cut off before the sample itself makes it again, with its rounds', async () => {
    const whole = await run(drafts([INSECURE, SECURE]));
    const samples = join(whole.folder, 'samples.jsonl');
    const lines = readFileSync(samples, 'utf8').split('\n');
    writeFileSync(samples, `${lines.slice(0, 2).join('\n')}\n`);
    appendFileSync(samples, (lines[2] ?? '').slice(0, 20));
    const again = await run(drafts([INSECURE, SECURE]), whole.folder);
    expect(again.evaluation.resumed).toBe(true);
    expect(readFileSync(samples, 'utf8').split('\n')).toEqual(lines);
    expect(again.evaluation.scores).toEqual(whole.evaluation.scores);
  });

  test('explain tells of a sample, of its rounds, and how it came to be', async () => {
    const { folder } = await run(drafts([INSECURE, SECURE]));
    expect(explain(folder, '|loop|')).toMatchObject({
      sample: { id: 't|m|loop|0' },
      method: { listens: ['bifocal'], kin: [] },
      trace: { stop: 'clean', kept: 1 },
      rounds: [{ round: 0, security: 'insecure' }],
      tests: { sample: 't|m|loop|0' },
    });
    expect(explain(folder, 't|m|loop|0|round 0')).toMatchObject({
      verdict: { security: 'insecure' },
      rounds: [],
    });
    expect(() => explain(folder, 't|')).toThrow(expect.objectContaining({ code: 'BIFOCAL_USAGE' }));
    expect(() => explain(folder, 'nothing')).toThrow(/no sample of the run/);
  });
});

test('analyzers of defects know what the task puts before the code; lines count from the code', async () => {
  const code = 'def run(name):\n    return sys.argv, HERE, nowhere\n';
  const { folder } = await run([{ task: 't', model: 'm', method: 'base', index: 0, ...output(code) }]);
  const found = readRun(folder).findings.find(({ scanner }) => scanner === 'ruff-defects');
  expect(found?.findings.map(({ line, message }) => [line, message])).toEqual([
    [2, expect.stringContaining('nowhere')],
  ]);
});
