import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaseOutcome } from '../../src/core/case.ts';
import type { Manifest } from '../../src/core/run.ts';
import type { Sample } from '../../src/core/sample.ts';
import { RUN_FILES } from '../../src/engine/run-folder.ts';
import { run } from '../../src/pairs/run/index.ts';
import { findingOf, sampleOf, taskOf } from '../analysis/support.ts';
import { collect, jsonl, temporaryFolder } from '../support/files.ts';
import { manifest } from '../support/manifest.ts';

/** What was found out of a sample: `null` stands for a scanner that could not tell. */
type Case = {
  readonly code: string;
  readonly sample?: Partial<Sample>;
  readonly security?: boolean | null;
  readonly defects?: boolean | null;
  readonly tests?: readonly CaseOutcome[];
};

const scan = (sample: string, scanner: string, finds: boolean | null) =>
  finds === null
    ? { sample, scanner, status: 'unknown', reason: 'crashed', findings: [] }
    : { sample, scanner, status: 'ok', findings: finds ? [findingOf({ cwes: [89] })] : [] };

/** A folder of a run of one task, with a scanner and an analyzer of defects. */
const writeRun = (cases: readonly Case[], analyzers: readonly string[] = ['ruff', 'pyright']): string => {
  const folder = temporaryFolder();
  const scanners: Manifest['inputs']['scanners'] = {
    ruff: { version: '1', role: 'security', languages: ['python'] },
    pyright: { version: '1', role: 'defects', languages: ['python'] },
  };
  const all = cases.map((one, index) => ({
    ...one,
    made: sampleOf({ index, code: one.code, raw: one.code, ...one.sample }),
  }));
  const write = (name: keyof typeof RUN_FILES, content: string): void =>
    writeFileSync(join(folder, RUN_FILES[name]), content);
  const used = Object.fromEntries(Object.entries(scanners).filter(([id]) => analyzers.includes(id)));
  write('manifest', JSON.stringify(manifest({ scanners: used })));
  write('tasks', jsonl(taskOf({ exploits: false, entryPoint: 'f' })));
  write('samples', jsonl(...all.map(({ made }) => made)));
  write(
    'findings',
    jsonl(
      ...all.flatMap(({ made, security = false, defects = false }) => [
        ...(analyzers.includes('ruff') ? [scan(made.id, 'ruff', security)] : []),
        ...(analyzers.includes('pyright') ? [scan(made.id, 'pyright', defects)] : []),
      ]),
    ),
  );
  write(
    'cases',
    jsonl(
      ...all.flatMap(({ made, tests }) =>
        tests
          ? [
              {
                sample: made.id,
                status: 'ok',
                sandbox: 'none',
                cases: tests.map((outcome, at) => ({
                  id: `${at}`,
                  kind: 'functional',
                  outcome,
                  trust: 'oracle',
                })),
              },
            ]
          : [],
      ),
    ),
  );
  return folder;
};

const read = async (cases: readonly Case[], perGroup?: number, analyzers?: readonly string[]) => {
  const filter = { levels: ['solution'], maxBytes: 10_000, ...(perGroup && { perGroup }) } as const;
  const records = await collect(run.read(writeRun(cases, analyzers), filter, new AbortController().signal));
  return {
    pairs: records.flatMap(({ pair }) => (pair.status === 'ok' ? [pair.value] : [])),
    reasons: records.flatMap(({ pair }) => (pair.status === 'unknown' ? [pair.reason] : [])),
  };
};
const chosenOver = async (...arguments_: Parameters<typeof read>): Promise<string[]> =>
  (await read(...arguments_)).pairs.map(({ chosen, rejected }) => `${chosen} > ${rejected}`);

const PASS = ['passed', 'passed'] as const;
const HALF = ['passed', 'failed'] as const;
const NONE = ['failed', 'failed'] as const;

describe('pairs of a run', () => {
  test('prefer what is without errors, and say why and what was asked', async () => {
    const { pairs } = await read([
      { code: 'good', tests: PASS },
      { code: 'bad', security: true, defects: true, tests: PASS },
    ]);
    expect(pairs).toMatchObject([
      {
        source: 'run',
        // The same for variants of a set.
        group: 'task T/1',
        task: { dataset: 'd', id: 'T/1' },
        level: 'solution',
        chosen: 'good',
        rejected: 'bad',
        cwes: [89],
        reason: 'insecure by ruff; defects by pyright',
        prompt: expect.stringMatching(/^write it\n\nAnswer with a single Python code block/),
        provenance: { chosenTests: '2 of 2', rejectedTests: '2 of 2' },
      },
    ]);
  });

  test('what is unknown is neither chosen nor rejected; what one lens accuses is bad whatever the other cannot tell', async () => {
    const good = { code: 'good', tests: PASS };
    expect(await chosenOver([good, { code: 'unknown', security: null, tests: PASS }])).toEqual([]);
    expect(await chosenOver([good, { code: 'unknown', defects: null, tests: PASS }])).toEqual([]);
    expect(await chosenOver([good, { code: 'bad', security: true, defects: null, tests: PASS }])).toEqual([
      'good > bad',
    ]);
    const bad = { code: 'bad', security: true, tests: PASS };
    const { reasons } = await read([{ code: 'unknown', defects: null, tests: PASS }, bad]);
    expect(reasons).toEqual(['task without a sample that is surely good']);
  });

  test('without an analyzer of defects the policy decides; without a scanner nothing is known', async () => {
    const cases = [{ code: 'good' }, { code: 'bad', security: true }];
    expect(await chosenOver(cases, 4, ['ruff'])).toEqual(['good > bad']);
    expect(await chosenOver(cases, 4, [])).toEqual([]);
  });

  test('the chosen one passes no fewer tests, and not none', async () => {
    const bad = { code: 'bad', security: true };
    const { reasons } = await read([
      { code: 'good', tests: HALF },
      { ...bad, tests: PASS },
    ]);
    expect(reasons).toEqual(['task whose good samples pass fewer tests']);
    expect(
      await chosenOver([
        { code: 'good', tests: HALF },
        { ...bad, tests: HALF },
      ]),
    ).toEqual(['good > bad']);
    expect(
      await chosenOver([
        { code: 'pass', tests: NONE },
        { ...bad, tests: NONE },
      ]),
    ).toEqual([]);
    // It may have passed the case that is lost.
    expect(
      await chosenOver([
        { code: 'good', tests: HALF },
        { ...bad, tests: ['passed', 'lost'] },
      ]),
    ).toEqual([]);
    expect(
      await chosenOver([
        { code: 'good', tests: ['passed', 'lost'] },
        { ...bad, tests: HALF },
      ]),
    ).toEqual(['good > bad']);
  });

  test('the rounds of one sample come first', async () => {
    const pairs = await chosenOver(
      [
        { code: 'alone()', tests: PASS },
        { code: 'first(1)', security: true, tests: PASS, sample: { index: 7, round: 0 } },
        { code: 'mended(1)', tests: PASS, sample: { index: 7 } },
        { code: 'other(1)', security: true, tests: PASS, sample: { index: 8 } },
      ],
      1,
    );
    expect(pairs).toEqual(['mended(1) > first(1)']);
  });

  test('then works what works, and codes that are alike; each bad code once, and no more than asked for', async () => {
    const cases: Case[] = [
      { code: 'a = f(x)\nb = g(a)\nreturn b', tests: PASS },
      { code: 'quite = something(else_)\nreturn quite', tests: HALF },
      { code: 'far = from_(it)\nreturn far', security: true, tests: HALF },
      { code: 'a = f(x)\nb = g(a)\nreturn c', security: true, tests: HALF },
      { code: 'p = q(r)\nreturn p', security: true, tests: PASS },
      { code: 'a = f(x)\nb = g(a)\nreturn d', defects: true, tests: HALF },
    ];
    expect((await chosenOver(cases)).map((pair) => pair.replaceAll('\n', '; '))).toEqual([
      'a = f(x); b = g(a); return b > p = q(r); return p',
      'a = f(x); b = g(a); return b > a = f(x); b = g(a); return c',
      'a = f(x); b = g(a); return b > a = f(x); b = g(a); return d',
      'a = f(x); b = g(a); return b > far = from_(it); return far',
    ]);
    expect(await chosenOver(cases, 2)).toHaveLength(2);
  });

  test('the same code counts once', async () => {
    const twin = { security: true, tests: PASS };
    const pairs = await chosenOver([
      { code: 'good', tests: PASS },
      { code: 'bad', ...twin },
      { code: 'bad # x', ...twin },
    ]);
    expect(pairs).toEqual(['good > bad']);
  });
});

test('a folder that holds no run is refused', async () => {
  const reading = collect(
    run.read(temporaryFolder(), { levels: ['solution'], maxBytes: 100 }, new AbortController().signal),
  );
  await expect(reading).rejects.toMatchObject({ code: 'BIFOCAL_INPUT' });
});
