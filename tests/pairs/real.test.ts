import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { overlapReport } from '../../src/analysis/overlap/report.ts';
import { loadPassages } from '../../src/builders/pairs/load-passages.ts';
import { statsOf } from '../../src/builders/pairs/stats.ts';
import { parsePairSpec } from '../../src/pairs/spec.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const { signal } = new AbortController();

const there = existsSync(join(DATA, 'sven')) && existsSync(join(DATA, 'safecoder'));
if (!there) console.warn('SKIPPED: no sven and safecoder in ../shared/data; the real sets are not tested');

describe.skipIf(!there)('the real sets', () => {
  test('SVEN and SafeCoder are read whole', async () => {
    const filter = { levels: ['method'], maxBytes: 1 << 20, also: ['tests'] } as const;
    const of = (spec: string) => statsOf(parsePairSpec(spec), filter, signal);
    expect(await of(`sven=${join(DATA, 'sven')}`)).toMatchObject({
      records: 803,
      pairs: 799,
      notPairs: { 'both versions are the same': 4 },
      prompts: 0,
    });
    expect(await of(`safecoder=${join(DATA, 'safecoder')}`)).toMatchObject({
      records: 548,
      pairs: 547,
      prompts: 547,
    });
  });

  test("SVEN's validation set is one of SafeCoder's, and has next to nothing of its training set", async () => {
    const load = (spec: string) => loadPassages(spec, signal);
    const validation = await load(`sven=${join(DATA, 'sven/val')}`);
    const other = await load(`safecoder=${join(DATA, 'safecoder/val-sec-desc.jsonl')}`);
    const training = await load(`sven=${join(DATA, 'sven/train')}`);
    const options = { threshold: 0.8, worst: 0, breathe: async () => {} };
    const codeOf = async (b: typeof other) =>
      (await overlapReport(validation.passages, b.passages, options)).parts.find(
        ({ part }) => part === 'code',
      );
    expect((await codeOf(other))?.a).toEqual({ items: 83, exact: 83, near: 0, contained: 0 });
    expect((await codeOf(training))?.a).toEqual({ items: 83, exact: 0, near: 2, contained: 2 });
  });
});
