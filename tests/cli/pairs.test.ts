import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PairManifest } from '../../src/builders/pairs/manifest.ts';
import { temporaryFolder } from '../support/files.ts';
import { CORE_TASKS, cli, json, solution, writeJsonl } from './support.ts';

const place = () => {
  const cwd = temporaryFolder();
  return { cwd, env: { BIFOCAL_DATA: join(cwd, 'data') } };
};
const TASK = CORE_TASKS[0] ?? '';
const fence = (code: string): string => `\`\`\`python\n${code}\n\`\`\``;

test('benchmark tasks are left out and counted, unless they are wanted', async () => {
  const here = place();
  writeJsonl(here.cwd, 'pairs.jsonl', [
    { prompt: 'Do it.', chosen: fence(solution(TASK, 'secure')), rejected: fence('pass') },
    { prompt: 'Add.', chosen: fence('a + b'), rejected: fence('a - b') },
  ]);
  const args = ['pairs', 'build', 'trl=pairs.jsonl', '--json', '--quiet'];
  const apart = json<PairManifest>(await cli([...args, '--out', 'apart'], here));
  expect(apart.sources).toMatchObject([{ pairs: 2, kept: 1, leftOut: { 'overlaps core': 1 } }]);
  expect(apart.benchmarks.sets).toEqual([{ name: 'core', items: CORE_TASKS.length }]);
  expect(apart.benchmarks.absent).toContain('humaneval');
  writeJsonl(here.cwd, 'held-out.jsonl', [{ chosen: fence('a + b'), rejected: fence('a * b') }]);
  const more = json<PairManifest>(
    await cli([...args, '--exclude', 'trl=held-out.jsonl', '--out', 'more'], here),
  );
  expect(more.sources).toMatchObject([{ kept: 0, leftOut: { 'overlaps trl held-out.jsonl': 1 } }]);
  const kept = json<PairManifest>(await cli([...args, '--keep-benchmarks', '--out', 'kept'], here));
  expect(kept.sources).toMatchObject([{ kept: 2 }]);
});

test('a word that is no source, and a folder that is none, are refused with a way out', async () => {
  const here = place();
  writeJsonl(here.cwd, 'file', ['x']);
  const nobody = await cli(['pairs', 'build', 'nobody=pairs.jsonl', '--out', 'out'], here);
  expect(nobody).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('cvefixes') });
  writeJsonl(here.cwd, 'pairs.jsonl', [{ chosen: fence('a'), rejected: fence('b') }]);
  const onFile = await cli(['pairs', 'build', 'trl=pairs.jsonl', '--out', 'file'], here);
  expect(onFile).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--out') });
  expect(existsSync(join(here.cwd, 'out'))).toBe(false);
});

test('overlap tells what two sets have in common', async () => {
  const here = place();
  writeJsonl(here.cwd, 'pairs.jsonl', [
    { chosen: fence(solution(TASK, 'secure')), rejected: fence(solution(TASK, 'insecure')) },
  ]);
  const report = json<{ readonly parts: readonly { readonly part: string; readonly a: unknown }[] }>(
    await cli(['tasks', 'overlap', 'trl=pairs.jsonl', 'core', '--json'], here),
  );
  expect(report.parts.find(({ part }) => part === 'code')?.a).toEqual({
    items: 1,
    exact: 1,
    near: 0,
    contained: 0,
  });
});
