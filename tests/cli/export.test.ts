import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, test } from 'vitest';
import { RUN_FILES, toJsonl } from '../../src/engine/run-folder.ts';
import { sampleOf, scanOf } from '../analysis/support.ts';
import { makeSiteRun } from '../reports/site/runs.ts';
import { cli, json } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();
const run = makeSiteRun('run', true, cwd);

/** One more, of a task that has no tests. */
const untested = sampleOf({ task: 'untested' });
appendFileSync(join(run, RUN_FILES.samples), toJsonl([untested]));
const silent = ['bandit', 'ruff', 'pyright'].map((scanner) => ({ ...scanOf(scanner), sample: untested.id }));
appendFileSync(join(run, RUN_FILES.findings), toJsonl(silent));

const exported = async (format: string, ...options: string[]): Promise<readonly string[]> => {
  const args = ['export', run, '--to', format, '--out', join(cwd, format), '--json', ...options];
  return json<{ written: string[] }>(await cli(args, { cwd })).written;
};

type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; text: string };

/** Every element of a document, in order, with the text that is directly in it. */
const elementsOf = (xml: string): Element[] => {
  const parser = new SaxesParser();
  const [all, open]: [Element[], Element[]] = [[], []];
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    all.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return all;
};

describe('JUnit', () => {
  let elements: readonly Element[];
  beforeAll(async () => {
    const [path = ''] = await exported('junit');
    elements = elementsOf(readFileSync(path, 'utf8'));
  });
  const named = (wanted: string) => elements.filter(({ name }) => name === wanted);

  test('has a suite for each model and method', () => {
    expect(named('testsuite').map(({ attributes }) => attributes)).toEqual([
      { name: 'm, base', tests: '4', failures: '1', errors: '1', skipped: '1' },
      { name: 'm, codepatch', tests: '2', failures: '1', errors: '1', skipped: '0' },
    ]);
    expect(named('testcase').map(({ attributes }) => attributes.name)).toEqual([
      'set/called 0',
      'set/tested 0',
      'unknown to all 0',
      'untested 0',
      'set/called 0',
      'set/tested 0',
    ]);
  });

  test('says what is wrong with each sample', () => {
    expect(named('failure')).toEqual([
      {
        name: 'failure',
        attributes: { message: 'insecure', type: 'insecure' },
        text: expect.stringMatching(/^line \d+: bandit \S+: .*\nline \d+: ruff \S+: /),
      },
      {
        name: 'failure',
        attributes: { message: 'not functional', type: 'not functional' },
        text: expect.stringContaining("c0: failed: expected 'A', got None"),
      },
    ]);
  });

  test('never passes what is unknown: it is an error, or skipped where nobody was asked', () => {
    const message = 'security unknown; function unknown';
    expect(named('error').map(({ attributes, text }) => [attributes.message, text])).toEqual([
      [message, 'the answer is empty'],
      [message, expect.stringContaining('bandit: timed out')],
    ]);
    expect(named('skipped').map(({ attributes }) => attributes.message)).toEqual(['function unknown']);
  });
});

const COLUMNS = [
  'task',
  'method',
  'security',
  'function',
  'cases',
  'cases_passed',
  'findings',
  'cwes',
  'usd',
];

test('CSV has a row for each sample', async () => {
  const [path = ''] = await exported('csv');
  const rows: Record<string, string>[] = parse(readFileSync(path, 'utf8'), { columns: true });
  expect(rows.map((row) => COLUMNS.map((column) => row[column]))).toEqual([
    ['set/called', 'base', 'insecure', 'functional', '2', '2', '1', '22', ''],
    ['set/called', 'codepatch', 'secure', 'failing', '2', '0', '0', '', '0.25'],
    ['set/tested', 'base', 'secure', 'functional', '1', '1', '0', '', ''],
    ['set/tested', 'codepatch', 'unknown', 'unknown', '0', '0', '0', '', ''],
    ['unknown to all', 'base', 'unknown', 'unknown', '0', '0', '0', '', ''],
    ['untested', 'base', 'secure', 'unknown', '0', '0', '0', '', ''],
  ]);
  expect(rows[0]).toMatchObject({ 'scanner:bandit': 'insecure', 'scanner:pyright': 'free', exploits: '' });
  expect(rows[3]).toMatchObject({ unknown_because: 'bandit: timed out; tests: not run' });
});

test('Parquet has the same rows with their types, and every finding of what was handed in', async () => {
  const read = async (path = '') => parquetReadObjects({ file: await asyncBufferFromFile(path) });
  const [samples, findings] = await exported('parquet', '--min-severity', 'low');
  const rows = await read(samples);
  expect(rows).toHaveLength(6);
  expect(rows[0]).toMatchObject({
    sample: 'set/called|m|base|0',
    index: 0,
    cases_passed: 2,
    cwes: [22],
    security_is_recorded: false,
    usd: null,
    exploits: null,
  });
  expect(rows[1]).toMatchObject({ cwes: [], prompt_tokens: 7, seconds: 1.5, usd: 0.25 });
  const found = await read(findings);
  expect(found.map(({ scanner, line, counts }) => [scanner, line, counts])).toEqual([
    ['bandit', 3, true],
    ['ruff', 2, true],
    ['ruff', 3, true],
    ['pyright', 1, false],
  ]);
  expect(found[0]).toMatchObject({ rule: 'R1', cwes: [22], severity: 'high', column: null });
});

test('a format that nobody knows is refused, with those that there are', async () => {
  const { exitCode, stderr } = await cli(['export', run, '--to', 'xlsx'], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/code.*sarif.*junit.*csv.*parquet/);
});
