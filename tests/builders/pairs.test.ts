import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBenchmarks, NO_BENCHMARKS } from '../../src/builders/pairs/benchmarks.ts';
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
const rows = (...all: object[]): string => `trl=${temporaryFile('rows.jsonl', jsonl(...all))}`;
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
        dataset: '',
        task: '',
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
    expect(second.manifest.sources).toMatchObject([{ records: first.train.length }]);
    const provenanceOf = ({ provenance }: Record<string, unknown>) => JSON.parse(String(provenance));
    const third = await build([`trl=${second.folder}`]);
    for (const again of [second, third])
      expect(again.train.map(provenanceOf)).toEqual(
        first.train.map((one) => ({ id: one.id, ...provenanceOf(one) })),
      );
  });

  test('keeps a readable row whatever its other columns hold', async () => {
    const odd = { id: 7, provenance: '{', dataset: null, task: ['x'] };
    const { train } = await build([rows({ ...row('Add.', 'a + b;', 'a - b;'), ...odd })]);
    expect(train).toMatchObject([{ provenance: '{}', dataset: '' }]);
  });

  test('says the task that it solves, and so it can be kept apart later', async () => {
    const task = { dataset: 'humaneval', task: 'HumanEval/1' };
    const source = rows({ ...row('Add.', 'a + b;', 'a - b;'), ...task }, row('', 'c();', 'd();'));
    const first = await build([source]);
    expect(first.train).toMatchObject([task, { dataset: '', task: '' }]);
    const benchmarks = await loadBenchmarks([], BUILDING.signal);
    const { manifest } = await build([`trl=${first.folder}`], { benchmarks });
    expect(manifest.sources).toMatchObject([{ kept: 1, leftOut: { 'overlaps humaneval': 1 } }]);
  });

  test('has the checksum of a folder with a link that leads nowhere', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rows.jsonl'), jsonl(row('', 'a();', 'b();')));
    const before = (await build([`trl=${folder}`])).manifest.sources[0]?.sha256;
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect((await build([`trl=${folder}`])).manifest.sources[0]?.sha256).toBe(before);
  });

  test('of a source that is not there leaves no folder', async () => {
    const above = temporaryFolder();
    const folder = join(above, 'new', 'out');
    await expect(build([`trl=${join(above, 'absent')}`], { folder })).rejects.toThrow('there are no pairs');
    expect(readdirSync(above)).toEqual([]);
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

  test('can keep repositories together, however they are written', () => {
    for (let at = 0; at < 20; at += 1) {
      const names = [`github.com/A/b${at}`, `https://github.com/a/b${at}`, `https://github.com/a/b${at}.git`];
      const splits = names.map((name) =>
        splitOf(pair(`commit of ${name}`, name), { shares: [1, 1], seed: 1, by: 'repository' }),
      );
      expect(new Set(splits).size).toBe(1);
    }
  });

  test('have no code in common, whichever side it is on; what they share is told', async () => {
    const inGroup = (group: number, chosen: string, rejected: string) => ({
      ...row('Do it.', chosen, rejected),
      group: `commit ${group}`,
    });
    // A chain: what one commit puts in, the next takes out.
    const chain = Array.from({ length: 40 }, (_, at) => inGroup(at, `f${at + 1}();`, `f${at}();`));
    const { train, rest, manifest } = await build([rows(...chain)], {
      splitting: { shares: [1, 1], seed: 1, by: 'group' },
    });
    const codes = (all: typeof train) => new Set(all.flatMap(({ chosen, rejected }) => [chosen, rejected]));
    expect(train.length).toBeGreaterThan(5);
    expect(rest.length).toBeGreaterThan(5);
    expect([...codes(train)].filter((code) => codes(rest).has(code))).toEqual([]);
    expect(manifest.sources).toMatchObject([
      { leftOut: { 'a code of it is in another split': 40 - train.length - rest.length } },
    ]);
    expect(manifest.shared).toEqual({ prompt: 1, code: 0 });
  });

  test('have pairs without prompts in all of them', async () => {
    const many = Array.from({ length: 40 }, (_, at) => row('', `a${at}();`, `b${at}();`));
    const { train, rest } = await build([rows(...many)], {
      splitting: { shares: [1, 1], seed: 1, by: 'group' },
    });
    expect(Math.min(train.length, rest.length)).toBeGreaterThan(5);
  });
});
