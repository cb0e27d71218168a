import { readdir } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { BifocalError } from '../../src/core/errors.ts';
import { codeql, codeqlSuites } from '../../src/scanners/codeql/index.ts';
import type { ScanInput } from '../../src/scanners/scanner.ts';
import { usePrivateTmpdir } from './private-tmpdir.ts';
import { useStandIns } from './stand-ins.ts';
import { python, scanAll, scanOne } from './support.ts';

/** CodeQL cannot be fetched; a program that takes its commands and writes its SARIF stands in for it. */
useStandIns();

vi.setConfig({ testTimeout: 60_000 });

const place = usePrivateTmpdir();

const EVAL = 'x = "😀"; eval(input())\n';

test('takes rule, CWE, levels and place from its log, in code points, and leaves nothing behind', async () => {
  expect(await codeql.probe()).toEqual({ status: 'ok', value: { version: '2.20.0' } });
  expect(await scanAll(codeql, [EVAL, 'x = 1\n'])).toEqual([
    {
      status: 'ok',
      value: [
        {
          rule: 'py/code-injection',
          cwes: [94, 95],
          severity: 'high',
          confidence: 'high',
          message: 'This code execution depends on a user-provided value (code-scanning).',
          line: 1,
          column: 10,
        },
      ],
    },
    { status: 'ok', value: [] },
  ]);
  expect(await readdir(place.folder)).toEqual([]);
});

test('the extended suite is another scanner', async () => {
  const extended = codeqlSuites.open('extended', {});
  expect([codeql.id, extended.id]).toEqual(['codeql', 'codeql:extended']);
  expect(await scanOne(extended, EVAL)).toMatchObject({
    value: [{ message: expect.stringContaining('(security-extended)') }],
  });
  expect(codeqlSuites.open('default', {})).toBe(codeql);
  expect(() => codeqlSuites.open('all', {})).toThrow(BifocalError);
});

test('what it did not extract, or not parse, is unknown', async () => {
  const outcomes = await scanAll(codeql, [EVAL, '# not extracted\n', 'def (\n', 'x = 1\n']);
  expect(outcomes.map((outcome) => (outcome.status === 'ok' ? 'ok' : outcome.reason))).toEqual([
    'ok',
    'CodeQL did not look at the code',
    'CodeQL: Extraction failed in 2.py with error Syntax Error',
    'ok',
  ]);
});

test('each language has its database', async () => {
  const inputs: ScanInput[] = (
    ['python', 'javascript', 'typescript', 'java', 'csharp', 'ruby', 'c', 'cpp', 'go'] as const
  ).map((language) => ({ id: language, language, code: EVAL }));
  const outcomes = await codeql.scan(inputs);
  expect(inputs.map(({ id }) => [id, outcomes.get(id)?.status])).toEqual(
    inputs.map(({ id }) => [id, id === 'go' ? 'unknown' : 'ok']),
  );
});

test('code that its extractor cannot take is alone unknown', async () => {
  const outcomes = await scanAll(codeql, [EVAL, EVAL, '# crash the extractor\n', EVAL]);
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'ok', 'unknown', 'ok']);
  expect(outcomes[2]).toEqual({
    status: 'unknown',
    reason: expect.stringContaining('the extractor crashed'),
  });
});

test('where it is not installed every input is unknown, and the reason says what to do', async () => {
  vi.stubEnv('PATH', place.folder);
  expect(await codeql.scan([python(EVAL)])).toEqual(
    new Map([['sample', { status: 'unknown', reason: expect.stringContaining('CodeQL bundle') }]]),
  );
});
