import { expect, test, vi } from 'vitest';
import { ruff } from '../../src/scanners/ruff/index.ts';
import { ruffDefects } from '../../src/scanners/ruff-defects/index.ts';
import { DEFECT_RULES } from '../../src/scanners/ruff-defects/rules.ts';
import { fixture, scanAll, scanOne, summary } from './support.ts';

vi.setConfig({ testTimeout: 60_000 });

/** By rule, a short program that breaks it. */
const SNIPPETS: Readonly<Record<string, string>> = JSON.parse(fixture('ruff-defects/snippets.json'));

test('every rule of the table reports under the settings that are used, and has a program that shows it', async () => {
  const rules = Object.keys(DEFECT_RULES);
  expect(Object.keys(SNIPPETS).sort()).toEqual(rules.toSorted());
  const outcomes = await scanAll(
    ruffDefects,
    rules.map((rule) => SNIPPETS[rule] ?? ''),
  );
  const silent = rules.filter((rule, index) => {
    const outcome = outcomes[index];
    return outcome?.status !== 'ok' || !outcome.value.some((finding) => finding.rule === rule);
  });
  expect(silent).toEqual([]);
});

test('code that does not parse is a finding here, and unknown to the security scanner', async () => {
  const broken = fixture('python/unparsable.py');
  expect(await scanOne(ruffDefects, broken)).toMatchObject({
    status: 'ok',
    value: expect.arrayContaining([
      expect.objectContaining({ rule: 'invalid-syntax', severity: 'high', line: expect.any(Number) }),
    ]),
  });
  expect(await scanOne(ruff, broken)).toMatchObject({ status: 'unknown' });
});

test('what is no text, too large or in another encoding stays unknown', async () => {
  const outcomes = await scanAll(ruffDefects, [
    'x = "\ud800"\n',
    '# -*- coding: utf-7 -*-\n',
    'x = 1\n'.repeat(200_000),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown']);
});

test('the two scanners that share a Ruff do not share its selection', async () => {
  const code = 'import os\nos.system(command)\n';
  const both = await Promise.all([scanOne(ruff, code), scanOne(ruffDefects, code)]);
  expect(both.map(summary)).toEqual([['S605 2:1'], ['F821 2:11']]);
});

test('style is no defect, and suppression comments have no effect', async () => {
  const outcomes = await scanAll(ruffDefects, [
    'import os\nx = f"a"\n',
    '# ruff: noqa\nprint(y)  # noqa: F821\n',
  ]);
  expect(outcomes.map(summary)).toEqual([[], ['F821 2:7']]);
});
