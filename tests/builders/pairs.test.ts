import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_BENCHMARKS } from '../../src/builders/pairs/benchmarks.ts';
import { type Building, buildPairs } from '../../src/builders/pairs/build.ts';
import { splitOf } from '../../src/builders/pairs/split.ts';
import { type Pair, type PairLevel, pairSchema } from '../../src/core/pair.ts';
import { parsePairSpec } from '../../src/pairs/spec.ts';
import { writeCvefixes } from '../pairs/subjects.ts';
import { jsonl, temporaryFile, temporaryFolder } from '../support/files.ts';

const BUILDING: Omit<Building, 'folder'> = {
  filter: { levels: ['solution', 'method', 'file'], maxBytes: 100_000 },
  prompt: 'own',
  form: 'text',
  splitting: { shares: [1], seed: 1, by: 'group' },
  benchmarks: NO_BENCHMARKS,
  checksums: true,
  progress: () => {},
  signal: new AbortController().signal,
};

const build = async (specs: readonly string[], options: Partial<Building> = {}) => {
  const folder = options.folder ?? join(temporaryFolder(), 'out');
  const manifest = await buildPairs(specs.map(parsePairSpec), { ...BUILDING, ...options, folder });
  const read = (name: string): Record<string, unknown>[] =>
    existsSync(join(folder, name))
      ? readFileSync(join(folder, name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
  return {
    folder,
    manifest,
    train: read('train.jsonl'),
    rest: [...read('validation.jsonl'), ...read('test.jsonl')],
  };
};

const row = (prompt: string, chosen: string, rejected: string) => ({
  prompt,
  chosen,
  rejected,
  language: 'c',
});
const rows = (...all: ReturnType<typeof row>[]): string =>
  `trl=${temporaryFile('rows.jsonl', jsonl(...all))}`;
const fence = (code: string): string => `\`\`\`c\n${code}\n\`\`\``;
const statements = (count: number, changed = ''): string =>
  `${Array.from({ length: count }, (_, at) => `call_${at}(value_${at});`).join('\n')}${changed}`;

describe('a set of pairs', () => {
  test("is in TRL's format, with prompt and answers as strings", async () => {
    const { train, manifest, folder } = await build([rows(row('Add.', 'a + b;', 'a - b;'))]);
    expect(train).toEqual([
      {
        prompt: 'Add.\n\n',
        chosen: fence('a + b;'),
        rejected: fence('a - b;'),
        id: 'trl:rows.jsonl:1',
        source: 'trl',
        licence: 'unknown',
        group: expect.stringMatching(/^task /),
        language: 'c',
        level: 'solution',
        cwes: '',
        reason: 'called better',
        provenance: '{}',
      },
    ]);
    expect(manifest.files).toMatchObject([{ name: 'train.jsonl', pairs: 1 }]);
    expect(JSON.parse(readFileSync(join(folder, 'pairs.json'), 'utf8'))).toEqual(manifest);
    expect(readdirSync(folder).sort()).toEqual(['pairs.json', 'train.jsonl']);
  });

  test('or as messages; code with fences in it gets a longer one', async () => {
    const { train } = await build(
      [rows(row('Add.', '// ```', '// ```\nb'), row('Add.', '/* ``` */ a', 'b'))],
      {
        form: 'chat',
      },
    );
    expect(train).toMatchObject([
      {
        prompt: [{ role: 'user', content: 'Add.' }],
        chosen: [{ role: 'assistant', content: '````c\n/* ``` */ a\n````' }],
        rejected: [{ role: 'assistant', content: fence('b') }],
      },
    ]);
  });

  test('can be read again', async () => {
    const first = await build([`cvefixes=${writeCvefixes()}`]);
    const second = await build([`trl=${first.folder}`]);
    expect(second.train.map(({ prompt, chosen, rejected }) => ({ prompt, chosen, rejected }))).toEqual(
      first.train.map(({ prompt, chosen, rejected }) => ({ prompt, chosen, rejected })),
    );
    expect(second.train.map(({ cwes, level, licence }) => ({ cwes, level, licence }))).toEqual(
      first.train.map(({ cwes, level, licence }) => ({ cwes, level, licence })),
    );
  });

  test('has each pair once, whatever its comments, and no contradictions', async () => {
    const { train, manifest } = await build([
      rows(
        row('1', 'a();', 'b();'),
        row('2', 'a( ); // yes', 'b();'),
        row('3', 'b();', 'a();'),
        row('4', 'c();', 'c( );'),
        row('5', '// nothing', 'c();'),
        row('6', 'a();', 'c();'),
      ),
    ]);
    expect(train.map(({ id }) => id)).toEqual(['trl:rows.jsonl:1', 'trl:rows.jsonl:6']);
    expect(manifest.sources).toMatchObject([
      {
        records: 6,
        pairs: 6,
        kept: 2,
        leftOut: {
          'the same pair again': 1,
          'contradicts an earlier pair': 1,
          'the versions differ in comments and white space only': 1,
          'one version is nothing but comments': 1,
        },
      },
    ]);
  });

  test('has nearly equal pairs, unless they are not wanted', async () => {
    const source = rows(
      row('1', statements(60), statements(60, ' x();')),
      row('2', statements(60, ' y();'), statements(60, ' z();')),
      row('3', statements(20), statements(20, ' x();')),
    );
    expect((await build([source])).train).toHaveLength(3);
    const { manifest } = await build([source], { near: 0.8 });
    expect(manifest.sources).toMatchObject([{ kept: 2, leftOut: { 'nearly the same pair again': 1 } }]);
  });

  test('stops at its limit, and says so', async () => {
    const source = rows(...Array.from({ length: 9 }, (_, at) => row('', `a${at}();`, `b${at}();`)));
    const { train, manifest } = await build([source], { limit: 4 });
    expect([train.length, manifest.limited]).toEqual([4, true]);
  });

  test('is the same each time, and replaces the one before', async () => {
    const source = `cvefixes=${writeCvefixes()}`;
    const first = await build([source], { splitting: { shares: [1, 1, 1], seed: 1, by: 'group' } });
    const bytes = (name: string) => readFileSync(join(first.folder, name), 'utf8');
    const before = readdirSync(first.folder).map((name) => [name, bytes(name)]);
    await build([source], { folder: first.folder, splitting: { shares: [1, 1, 1], seed: 1, by: 'group' } });
    expect(readdirSync(first.folder).map((name) => [name, bytes(name)])).toEqual(before);
  });

  test('that was stopped leaves the folder as it was', async () => {
    const source = rows(row('', 'a();', 'b();'), row('', 'c();', 'd();'));
    const { folder } = await build([source], { limit: 1 });
    const before = readFileSync(join(folder, 'pairs.json'), 'utf8');
    const controller = new AbortController();
    const stopped = build([source], {
      folder,
      signal: controller.signal,
      progress: () => controller.abort(new Error('stopped')),
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect(readdirSync(folder).sort()).toEqual(['pairs.json', 'train.jsonl']);
    expect(readFileSync(join(folder, 'pairs.json'), 'utf8')).toBe(before);
  });
});

describe('prompts', () => {
  const source = () => `cvefixes=${writeCvefixes()}`;
  test('repair shows the rejected code and names the weakness', async () => {
    const { train } = await build([source()], { filter: { levels: ['method'], maxBytes: 1000 } });
    const prompt = String(train[0]?.prompt);
    expect(prompt).toMatch(/^This C function has this weakness: CWE-79 \(.+\), CWE-89 \(.+\)\.\n/);
    expect(prompt.endsWith('```c\nint f(int a) {\n    return -a;\n}\n```\n\n')).toBe(true);
  });

  test('describe names the code and not the weakness', async () => {
    const promptAt = async (level: PairLevel) =>
      (await build([source()], { prompt: 'describe', filter: { levels: [level], maxBytes: 1000 } })).train[0]
        ?.prompt;
    expect(await promptAt('file')).toBe(
      'Write the C file `src/f.c` of https://example.org/one. Answer with a single code block that holds the whole file.\n\n',
    );
    expect(await promptAt('method')).toBe(
      'Write the C function `f`, which stands in `src/f.c` of https://example.org/one. Answer with a single code block that holds the whole function.\n\n',
    );
  });

  test('repair can take the place of words of the source; what has no name cannot be described', async () => {
    const own = rows(row('Add.', 'a();', 'b();'), row('', 'c();', 'd();'));
    expect((await build([own], { prompt: 'repair' })).train[0]?.prompt).toContain('an error or a weakness');
    expect((await build([own], { prompt: 'describe' })).manifest.sources).toMatchObject([
      { kept: 1, leftOut: { 'nothing to describe it by': 1 } },
    ]);
  });
});

describe('splits', () => {
  const pair = (group: string, repository = ''): Pair =>
    pairSchema.parse({
      id: group,
      source: 'trl',
      group,
      language: 'c',
      level: 'file',
      prompt: '',
      chosen: 'a',
      rejected: 'b',
      reason: '',
      provenance: { repository },
    });
  const splitting = { shares: [0.8, 0.1, 0.1], seed: 1, by: 'group' } as const;

  test('follow the hash of the group alone, and have about their shares', () => {
    const groups = Array.from({ length: 5000 }, (_, at) => `commit ${at}`);
    const count = Map.groupBy(groups, (group) => splitOf(pair(group), splitting));
    expect((count.get('train')?.length ?? 0) / 5000).toBeCloseTo(0.8, 1);
    expect((count.get('test')?.length ?? 0) / 5000).toBeCloseTo(0.1, 1);
    expect(
      groups.some(
        (group) => splitOf(pair(group), splitting) !== splitOf(pair(group), { ...splitting, seed: 2 }),
      ),
    ).toBe(true);
    expect(splitOf(pair('commit 1'), splitting)).toBe(
      splitOf({ ...pair('commit 1'), id: 'x', chosen: 'y' }, splitting),
    );
  });

  test('can keep repositories together', () => {
    const splits = Array.from({ length: 50 }, (_, at) =>
      splitOf(pair(`commit ${at}`, 'one'), { ...splitting, by: 'repository' }),
    );
    expect(new Set(splits).size).toBe(1);
  });
});
