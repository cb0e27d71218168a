import { basename } from 'node:path';
import { z } from 'zod';
import { BifocalError } from '../../src/core/errors.ts';
import { languageSchema } from '../../src/core/task.ts';
import { readJsonl } from '../../src/io/read-jsonl.ts';
import type { ScanInput } from '../../src/scanners/scanner.ts';
import { DATASET_IDS, loadReferences } from '../datasets.ts';

/**
 * Reference solutions of a published set, as samples.
 *
 * @param spec `SET`, looked for in `BIFOCAL_DATA`, or `SET=PATH`
 * @throws BifocalError BIFOCAL_USAGE if no such set is known, BIFOCAL_INPUT if its file cannot be had
 */
export const samplesOfSet = async (spec: string): Promise<ScanInput[]> => {
  const [, name = '', path] = /^([^=]*)(?:=(.*))?$/s.exec(spec) ?? [];
  const dataset = DATASET_IDS.find((id) => id === name);
  if (dataset === undefined)
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `no set is called "${name}"`,
      `choose from: ${DATASET_IDS.join(', ')}`,
    );
  const references = await loadReferences(dataset, path, Number.POSITIVE_INFINITY);
  return references.map(({ task: { id, language, solutions } }) => ({
    id,
    language,
    code: solutions.secure ?? '',
  }));
};

const rowSchema = z.object({
  language: z.string().toLowerCase().pipe(languageSchema),
  solution: z.string(),
});

/**
 * The samples of a JSONL file whose rows have `language` and `solution`. Other rows are left out.
 *
 * @throws BifocalError BIFOCAL_INPUT if there is none
 */
export const samplesOfFile = async (path: string): Promise<ScanInput[]> => {
  const samples: ScanInput[] = [];
  for await (const entry of readJsonl(path)) {
    const parsed = 'row' in entry ? rowSchema.safeParse(entry.row) : undefined;
    if (!parsed?.success) continue;
    const { language, solution } = parsed.data;
    samples.push({ id: `${basename(path)}:${entry.line}`, language, code: solution });
  }
  if (samples.length > 0) return samples;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `no sample could be read from ${path}`,
    'give the path of a JSONL file whose rows have language and solution',
  );
};
