import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, describe, expect, it } from 'vitest';
import { siteMaterial } from '../../src/engine/site-material.ts';
import { openStudy } from '../../src/engine/study.ts';
import { SECURITY } from '../../src/reports/site/format.ts';
import { siteOf } from '../../src/reports/site/site.ts';
import { mean } from '../../src/stats/mean.ts';
import { armNumber, type SampleTable, sampleTable } from '../../web/src/data/sample-table.ts';
import { contenders, TOLD_METRICS, taskMeans } from '../../web/src/views/leaderboard/best.ts';
import { boardRows } from '../../web/src/views/leaderboard/rows.ts';
import { writeRun } from './fixture/run.ts';

const TASKS = 40;
const SECURE = SECURITY.indexOf('secure');
const INSECURE = SECURITY.indexOf('insecure');

/** One sample of each task by each arm, secure with the chance of its arm. */
const drawn = (
  chances: readonly number[],
  seed: number,
  tasksOf = (_arm: number): number => 0,
): SampleTable => {
  const generator = xoroshiro128plus(seed);
  const pairs = chances.flatMap((chance, arm) =>
    Array.from({ length: TASKS }, (_, task) => ({
      arm,
      task: tasksOf(arm) + task,
      security: uniformFloat64(generator) < chance ? SECURE : INSECURE,
    })),
  );
  const rows = {
    arm: pairs.map(({ arm }) => arm),
    task: pairs.map(({ task }) => task),
    security: pairs.map(({ security }) => security),
  };
  const tasks = Array.from({ length: Math.max(...rows.task) + 1 }, (_, task) => `task ${task}`);
  const arms = chances.map((_, arm) => ({ run: 0, model: `m${arm}`, method: 'base' }));
  return { columns: { tasks, arms, rows }, size: pairs.length, runs: ['r'] } as unknown as SampleTable;
};

const all = (chances: readonly number[]): readonly number[] => chances.map((_, arm) => arm);

describe('rows that may be the best', () => {
  it('have the one that is the best among them, as often as is said', () => {
    const chances = [0.6, 0.6, 0.6, 0.6, 0.6, 0.61];
    const runs = Array.from({ length: 300 }, (_, seed) =>
      contenders(drawn(chances, seed), 'secure@1', all(chances)).has(5),
    );
    expect(runs.filter(Boolean).length / runs.length).toBeGreaterThanOrEqual(0.95);
  });

  it('leave out those that are clearly worse', () => {
    const chances = [0.9, 0.85, 0.1, 0];
    expect([...contenders(drawn(chances, 1), 'secure@1', all(chances))]).toEqual([0, 1]);
  });

  it('are found where all tasks differ by the same amount', () => {
    expect([...contenders(drawn([1, 0], 1), 'secure@1', [0, 1])]).toEqual([0]);
    expect([...contenders(drawn([1, 1], 1), 'secure@1', [0, 1])]).toEqual([0, 1]);
  });

  it('are held against those on the same tasks alone', () => {
    const apart = drawn([1, 0], 1, (arm) => arm * TASKS);
    expect(contenders(apart, 'secure@1', [0, 1]).size).toBe(0);
  });
});

describe('what samples earn, by their columns', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bifocal-best-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the scores of the run', () => {
    writeRun(join(folder, 'run'), { samplesPerTask: 2 });
    const site = siteOf(
      siteMaterial(openStudy([join(folder, 'run')]), { title: 'test', live: false, version: 0 }),
    );
    const table = sampleTable(site.samples, site.index);
    for (const metric of TOLD_METRICS) {
      const means = taskMeans(table, metric);
      for (const { run, scores } of boardRows(site.index)) {
        const { model, method, metrics } = scores;
        const values = means[armNumber(table, { run, model, method })] ?? [];
        expect(mean([...values])).toBeCloseTo(metrics[metric]?.value ?? Number.NaN, 9);
      }
    }
  });
});
