import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import type { PairManifest } from '../../src/builders/pairs/manifest.ts';
import { filterOptions } from '../../src/cli/commands/pairs/filter.ts';
import { RUN_FILES } from '../../src/engine/run-folder.ts';
import { findingOf, sampleOf, taskOf } from '../analysis/support.ts';
import { temporaryFolder } from '../support/files.ts';
import { manifest } from '../support/manifest.ts';
import { CORE_TASKS, cli, json, solution, startCli, writeJsonl } from './support.ts';

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

/** A run on HumanEval, with a sample that is secure and one that is not. */
const writeRun = (cwd: string): void => {
  const folder = join(cwd, 'run');
  mkdirSync(folder);
  const task = taskOf({ id: 'HumanEval/0', dataset: 'humaneval', tests: undefined, exploits: false });
  const samples = ['a + b', 'a - b'].map((code, index) =>
    sampleOf({ task: task.id, index, code, raw: code, language: 'python' }),
  );
  const write = (name: keyof typeof RUN_FILES, rows: readonly unknown[]) =>
    writeJsonl(folder, RUN_FILES[name], rows);
  write('manifest', [manifest()]);
  write('tasks', [task]);
  write('samples', samples);
  write(
    'findings',
    samples.map(({ id }, at) => ({
      sample: id,
      scanner: 'ruff',
      status: 'ok',
      findings: at === 0 ? [] : [findingOf({ cwes: [89] })],
    })),
  );
};

test('a run on a published set gives no pairs for training, though the set is not here', async () => {
  const here = place();
  writeRun(here.cwd);
  const apart = json<PairManifest>(
    await cli(['pairs', 'build', 'run=run', '--out', 'apart', '--json', '--quiet'], here),
  );
  expect(apart.benchmarks.absent).toContain('humaneval');
  expect(apart.sources).toMatchObject([{ pairs: 1, kept: 0, leftOut: { 'overlaps humaneval': 1 } }]);
});

test('pairs that are nearly the same are left out, unless they are wanted', async () => {
  const here = place();
  const long = (end: string) =>
    fence(Array.from({ length: 60 }, (_, at) => `call_${at}(x)`).join('\n') + end);
  writeJsonl(here.cwd, 'pairs.jsonl', [
    { chosen: long(''), rejected: long('\nbad()') },
    { chosen: long('\nother()'), rejected: long('\nworse()') },
  ]);
  const args = [
    'pairs',
    'build',
    'trl=pairs.jsonl',
    '--out',
    'out',
    '--json',
    '--quiet',
    '--keep-benchmarks',
  ];
  const apart = json<PairManifest>(await cli(args, here));
  expect(apart).toMatchObject({
    options: { near: 0.8 },
    sources: [{ kept: 1, leftOut: { 'nearly the same pair again': 1 } }],
  });
  const kept = json<PairManifest>(await cli([...args, '--no-near', '--split', '1'], here));
  expect(kept.sources).toMatchObject([{ kept: 2 }]);
});

test('the help of --also says that it takes in', () => {
  const help = filterOptions(new Command()).helpInformation();
  expect(help.replaceAll(/\s+/g, ' ')).toContain(
    '--also <list> take in what is otherwise left out: tests, merges',
  );
});

test('overlap can be stopped', async () => {
  const here = place();
  const body = Array.from({ length: 60 }, (_, at) => `call_${at}(x)`).join('\n');
  const rows = Array.from({ length: 3000 }, (_, at) => ({
    chosen: fence(`${body}\ngood_${at}()`),
    rejected: fence(`${body}\nbad_${at}()`),
  }));
  writeJsonl(here.cwd, 'pairs.jsonl', rows);
  const running = startCli(['tasks', 'overlap', 'trl=pairs.jsonl'], here);
  await new Promise((listening) => running.stderr?.once('data', listening));
  running.kill('SIGTERM');
  expect(await running).toMatchObject({ exitCode: 130, stdout: '' });
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
