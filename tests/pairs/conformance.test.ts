import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pairSchema } from '../../src/core/pair.ts';
import type { PairFilter, PairRecord, PairSource } from '../../src/pairs/source.ts';
import { collect, temporaryFile, temporaryFolder } from '../support/files.ts';
import { SUBJECTS } from './subjects.ts';

const ALL: PairFilter = { levels: ['solution', 'method', 'file'], maxBytes: 100_000 };

const read = (source: PairSource, path: string, filter: PairFilter = ALL): Promise<PairRecord[]> =>
  collect(source.read(path, filter, new AbortController().signal));

const pairsOf = (records: readonly PairRecord[]) =>
  records.flatMap(({ pair }) => (pair.status === 'ok' ? [pair.value] : []));

describe.each(SUBJECTS.map((subject) => ({ id: subject.source.id, ...subject })))('$id', (subject) => {
  const { source, write, pairs, reasons } = subject;

  test('reads its format, and says why a record is no pair', async () => {
    const records = await read(source, write());
    expect(pairsOf(records)).toMatchObject(pairs);
    expect(records.flatMap(({ pair }) => (pair.status === 'unknown' ? [pair.reason] : []))).toEqual(reasons);
  });

  test('gives whole pairs with ids of their own, the same each time', async () => {
    const path = write();
    const [first, second] = [await read(source, path), await read(source, path)];
    expect(second).toEqual(first);
    const all = pairsOf(first);
    for (const pair of all) {
      expect(pairSchema.parse(pair)).toEqual(pair);
      expect(pair.source).toBe(source.id);
      expect(source.levels).toContain(pair.level);
      expect(pair.provenance.licence).toBeTruthy();
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('leaves out what is not wanted', async () => {
    const path = write();
    const languages = await read(source, path, { ...ALL, languages: ['ruby'] });
    const cwes = await read(source, path, { ...ALL, cwes: [99_999] });
    const sizes = await read(source, path, { ...ALL, maxBytes: 3 });
    for (const records of [languages, cwes, sizes]) {
      expect(pairsOf(records)).toEqual([]);
      expect(records.length).toBeGreaterThan(0);
    }
    const lacking = ALL.levels.filter((level) => !source.levels.includes(level));
    if (lacking.length > 0) expect(await read(source, path, { ...ALL, levels: lacking })).toEqual([]);
  });

  test('refuses what it cannot be', async () => {
    for (const path of [join(temporaryFolder(), 'absent'), temporaryFile('other.jsonl', '{"a": 1}\n')])
      await expect(read(source, path)).rejects.toMatchObject({ code: 'BIFOCAL_INPUT' });
  });

  test('ends when it is told to', async () => {
    const stopped = AbortSignal.abort(new Error('enough'));
    const before = performance.now();
    await collect(source.read(write(), ALL, stopped)).catch((error: unknown) =>
      expect(error).toMatchObject({ message: 'enough' }),
    );
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
