import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { compareRuns, openStudy } from '../../src/engine/study.ts';
import { makeSiteRun } from '../reports/site/runs.ts';
import { temporaryFolder } from '../support/files.ts';

test('runs of one name are told apart, whatever others are called', () => {
  const folders = ['a', 'a', 'a (2)', 'a'].map((name) => makeSiteRun(name, true, temporaryFolder()));
  expect(openStudy(folders).runs.map(({ name }) => name)).toEqual(['a', 'a (2)', 'a (2) (2)', 'a (3)']);
});

test('a run that is named twice is refused, however it is written', () => {
  const folder = makeSiteRun();
  const again = join(dirname(folder), '.', 'run', '..', 'run', '.');
  expect(() => openStudy([folder, `${again}/`])).toThrow(expect.objectContaining({ code: 'BIFOCAL_INPUT' }));
});

test('runs are compared whatever lies among their labels, which are a matter of the report', () => {
  const folder = makeSiteRun();
  mkdirSync(join(folder, 'review'), { recursive: true });
  writeFileSync(join(folder, 'review', 'plan.json'), 'no plan');
  expect(compareRuns([folder]).format).toBe('bifocal.comparison/1');
  expect(() => openStudy([folder])).toThrow(/plan\.json is no plan/);
});
