import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openStudy } from '../../src/engine/study.ts';
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
