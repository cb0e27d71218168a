import { describe, expect, test } from 'vitest';
import { unknown } from '../../src/core/outcome.ts';
import { type Task, taskSchema } from '../../src/core/task.ts';
import { openWorkbenches } from '../../src/engine/workbench.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { ScanInput, Scanner } from '../../src/scanners/scanner.ts';
import type { TestBench } from '../../src/testing/bench.ts';

const task = (changes: Partial<Task> = {}): Task =>
  taskSchema.parse({
    id: 't',
    dataset: 'test',
    language: 'python',
    prompt: {},
    tests: { style: 'functions', functional: 'def test_hidden(): pass' },
    solutions: { secure: 'hidden' },
    exploits: true,
    ...changes,
  });

const spy = (scanner: Scanner) => {
  const batches: string[][] = [];
  const spied: Scanner = {
    ...scanner,
    scan: async (inputs: readonly ScanInput[], signal) => {
      batches.push(inputs.map(({ code }) => code));
      return scanner.scan(inputs, signal);
    },
  };
  return { spied, batches };
};

describe('scanning in the loop', () => {
  test('what is wanted at once is read together, and no code twice', async () => {
    const { spied, batches } = spy(scanners.bifocal);
    const { at } = openWorkbenches({ scanners: [spied], bench: undefined });
    const codes = ['eval(input())', 'x = 1', 'eval(input())'];
    const scans = await Promise.all(codes.map((code) => at(task()).scan(code, ['security'])));
    expect(scans.map(([scan]) => scan?.findings.length)).toEqual([1, 0, 1]);
    expect(batches).toEqual([['eval(input())', 'x = 1']]);
    await at(task({ id: 'other' })).scan('x = 1', ['security']);
    expect(batches).toHaveLength(1);
  });

  test('only scanners of the roles that are asked for, and of the language', async () => {
    const { at, listening } = openWorkbenches({
      scanners: [scanners.bifocal, scanners['ruff-defects'], scanners.eslint],
      bench: undefined,
    });
    const heard = (await at(task()).scan('x = y', ['defects'])).map(({ scanner }) => scanner);
    expect(heard).toEqual(['ruff-defects']);
    expect(listening(['security'])).toEqual(['bifocal', 'eslint']);
    expect(listening([])).toEqual([]);
  });

  test('a scanner that gives up, or forgets a code, is unknown or fails, and is asked again next time', async () => {
    let calls = 0;
    const broken: Scanner = {
      ...scanners.bifocal,
      scan: async () => {
        calls += 1;
        if (calls === 1) throw new Error('gone');
        return new Map();
      },
    };
    const bench = openWorkbenches({ scanners: [broken], bench: undefined }).at(task());
    await expect(bench.scan('x', ['security'])).rejects.toThrow('gone');
    expect(await bench.scan('x', ['security'])).toMatchObject([unknown('the scanner gave no answer')]);
  });
});

describe('tests in the loop', () => {
  const recording = (): { bench: TestBench; seen: Task[] } => {
    const seen: Task[] = [];
    const run: TestBench['run'] = async ({ id }, shown) => {
      seen.push(shown);
      return { sample: id, status: 'ok', sandbox: 'test', cases: [] };
    };
    return { seen, bench: { level: 'test', run, close: async () => {} } };
  };

  test('a task without visible tests has none, whatever else judges it', () => {
    const { bench } = recording();
    expect(openWorkbenches({ scanners: [], bench }).at(task()).testVisible).toBeUndefined();
  });

  test('the visible ones run, and nothing else of the task does', async () => {
    const { bench, seen } = recording();
    const visibleTests = { style: 'functions', functional: 'def test_shown(): pass' } as const;
    await openWorkbenches({ scanners: [], bench }).at(task({ visibleTests })).testVisible?.('x = 1');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.tests).toEqual(visibleTests);
    expect(JSON.stringify(seen)).not.toMatch('hidden');
  });

  test('nothing runs without a place to run it', () => {
    const bench = openWorkbenches({ scanners: [], bench: undefined }).at(
      task({ visibleTests: { style: 'functions', functional: '' } }),
    );
    expect(bench).toMatchObject({ testVisible: undefined, observe: undefined });
  });
});
