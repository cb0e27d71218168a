import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { expect, test, vi } from 'vitest';
import { RUFF_RULES, RULES_WITHOUT_CWE } from '../../src/scanners/ruff/cwe.ts';
import { ruff } from '../../src/scanners/ruff/index.ts';
import { fixture, scanAll, scanOne } from './support.ts';

const VULNERABLE = fixture('python/vulnerable.py');

vi.setConfig({ testTimeout: 60_000 });

const workspace = (rule: string) =>
  new Workspace({ preview: false, lint: { select: [rule] } }, PositionEncoding.Utf32);

const isRule = (code: string): boolean => {
  try {
    workspace(code).free();
    return true;
  } catch {
    return false;
  }
};

test('the table has every S rule that Ruff knows, and no other', () => {
  const codes = Array.from({ length: 1000 }, (_, number) => `S${String(number).padStart(3, '0')}`);
  expect(Object.keys(RUFF_RULES)).toEqual(codes.filter(isRule));
});

test('says which rules have no CWE', () => {
  expect(RULES_WITHOUT_CWE).toEqual(['S101', 'S412']);
});

test('reports the version that it runs', async () => {
  expect(await ruff.probe()).toEqual({ status: 'ok', value: { version: Workspace.version() } });
});

test('adds CWEs and levels from the table', async () => {
  const outcome = await scanOne(ruff, VULNERABLE);
  const findings = outcome.status === 'ok' ? outcome.value : [];
  expect(
    findings.map(({ rule, cwes, severity, confidence, line }) => [rule, cwes, severity, confidence, line]),
  ).toEqual([
    ['S602', [78], 'medium', 'high', 5],
    ['S307', [78, 95], 'medium', 'high', 9],
    ['S608', [89], 'medium', 'medium', 13],
  ]);
});

test('left to itself, Ruff obeys the comments that the scanner neutralises', () => {
  expect(workspace('S').check(VULNERABLE)).toHaveLength(3);
  expect(workspace('S').check(`# ruff: noqa\n${VULNERABLE}`)).toHaveLength(0);
});

test('comments inside of f-strings are comments, and strings inside of them are not', async () => {
  const code = 'f"""{eval(x)  # noqa\n}"""\nf"{eval("# ruff: noqa")}"\n';
  const outcome = await scanOne(ruff, code);
  expect(outcome.status === 'ok' && outcome.value.map(({ rule, line }) => `${rule} ${line}`)).toEqual([
    'S307 1',
    'S307 3',
  ]);
});

test('code that overflows its stack is unknown, and the next code meets a fresh Ruff', async () => {
  const deep = `x = ${'1 + '.repeat(20_000)}1\n`;
  const outcomes = await scanAll(ruff, [VULNERABLE, deep, VULNERABLE, deep, deep, VULNERABLE]);
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'unknown', 'ok', 'unknown', 'unknown', 'ok']);
  expect(outcomes[1]).toEqual({ status: 'unknown', reason: expect.stringContaining('Ruff crashed') });
});

test('how deep code may nest does not hang on the stack of the caller', async () => {
  const nested = `x = ${'('.repeat(1_000)}1${')'.repeat(1_000)}\n`;
  const dive = (depth: number): ReturnType<typeof scanOne> =>
    depth === 0 ? scanOne(ruff, nested) : dive(depth - 1);
  expect(await dive(4_000)).toEqual({ status: 'ok', value: [] });
});
