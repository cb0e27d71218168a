import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LINT_TITLES } from '../../src/analysis/tasks/lint.ts';
import type { Dataset } from '../../src/datasets/dataset.ts';
import { datasets } from '../../src/datasets/index.ts';

const PAGE = readFileSync(new URL('../../docs/datasets.md', import.meta.url), 'utf8');
const rowOf = (name: string): string =>
  PAGE.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';

test('docs/datasets.md lists every published set, with what its loader says of it', () => {
  for (const { id, publication } of Object.values<Dataset>(datasets)) {
    if (!publication) continue;
    const { licence, page, version, size, fingerprint } = publication;
    const row = rowOf(id);
    for (const text of [licence, page, version, size?.toLocaleString('en-US') ?? ''])
      expect(row, id).toContain(text);
    expect(row.endsWith(fingerprint ? '| yes |' : '| not yet |'), id).toBe(true);
  }
});

test('and every code of lint', () => {
  for (const code of Object.keys(LINT_TITLES)) expect(rowOf(code), code).not.toBe('');
});
