import { readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/languages/index.ts';
import { semgrep } from '../../src/scanners/semgrep/index.ts';
import { fixture } from './support.ts';

const installed = (await semgrep.probe()).status === 'ok';
if (!installed)
  console.warn('SKIPPED: no Semgrep (bifocal setup semgrep); what our rules find is not tested');

/** Each line says at its end which rules hit it, or which miss it though it looks like a hit. */
const MARK = /(?:#|\/\/) (hit|miss): ([\w -]+)$/;

const marks = (code: string, kind: 'hit' | 'miss'): string[] =>
  code.split('\n').flatMap((line, index) => {
    const [, said, rules = ''] = MARK.exec(line) ?? [];
    return said === kind ? rules.split(' ').map((rule) => `${index + 1} ${rule}`) : [];
  });

const FILES = readdirSync(new URL('../fixtures/scanners/semgrep', import.meta.url))
  .filter((name) => name.includes('.'))
  .map((name) => ({ name, code: fixture(`semgrep/${name}`) }));

const languageOf = (name: string) =>
  Object.values(languages).find(({ extension }) => extension === extname(name))?.id ?? 'python';

const rulesMarked = (kind: 'hit' | 'miss'): string[] => {
  const rules = FILES.flatMap(({ code }) => marks(code, kind)).map((mark) => mark.replace(/^\d+ /, ''));
  return [...new Set(rules)].sort();
};

describe('the rules that come with the package', () => {
  test('each has a CWE, a line that it hits and one that it misses', async () => {
    const listed = await semgrep.rules();
    const rules = listed.status === 'ok' ? listed.value : [];
    const ids = rules.map(({ id }) => id).sort();
    expect(rules.filter(({ cwes }) => cwes.length === 0)).toEqual([]);
    expect(rulesMarked('hit')).toEqual(ids);
    expect(rulesMarked('miss')).toEqual(ids);
  });

  test.runIf(installed).each(FILES)(
    'find what is marked in $name, and nothing else',
    async ({ name, code }) => {
      const scans = await semgrep.scan([{ id: name, language: languageOf(name), code }]);
      const scan = scans.get(name);
      expect(scan).toMatchObject({ status: 'ok' });
      const found = scan?.status === 'ok' ? scan.value.map(({ line, rule }) => `${line} ${rule}`) : [];
      const inOrder = (lines: Iterable<string>) =>
        [...new Set(lines)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      expect(inOrder(found)).toEqual(inOrder(marks(code, 'hit')));
    },
  );
});
