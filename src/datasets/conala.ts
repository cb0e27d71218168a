import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import type { Dataset } from './dataset.ts';
import { idSchema, rowReader, shortHash } from './kit/row.ts';

const row = rowReader(
  z.object({
    question_id: idSchema,
    intent: z.string(),
    rewritten_intent: z.string().nullish(),
    snippet: z.string(),
  }),
);

const ofSplit = (id: string, split: string, size: number): Dataset => ({
  id,
  title: `CoNaLa, ${split}`,
  publication: {
    page: 'https://huggingface.co/datasets/neulab/conala',
    licence: 'MIT',
    version: `1.1, curated, ${split}`,
    size,
    files: [
      {
        hub: 'neulab/conala',
        revision: 'fbc749f1c537e5c3834e93b15784302e331debe2',
        path: `data/conala-paired-${split}.json`,
      },
    ],
  },
  environment: 'python-tests',
  recognises: (value) => row.matches(value, ['question_id', 'intent', 'snippet']),
  toTask: row.mapping(({ question_id, intent, rewritten_intent, snippet }) => {
    const asked = (rewritten_intent?.trim() || intent).trim();
    return ok({
      id: `conala/${question_id}-${shortHash(asked, snippet)}`,
      dataset: id,
      language: 'python',
      prompt: { instruction: `${asked}\n\nAnswer with a line of Python, or a few.` },
      setup: '',
      requires: [],
      cwes: [],
      exploits: false,
      cpuSeconds: 5,
      memoryMiB: 1024,
      solutions: {},
      original: snippet,
    });
  }),
});

/**
 * CoNaLa (Yin et al. 2018): what somebody asked on Stack Overflow, and a line or two of Python that answer it. No tests:
 * samples are only scanned, or compared with `original` by BLEU, as its authors do. The customary set is the 500 rows of
 * the curated test split. Mined rows (593,891, without `rewritten_intent`) are read, too.
 *
 * A question may have several rows: the id ends with a hash of what is asked and answered.
 */
export const conala = ofSplit('conala', 'test', 500);
export const conalaTrain = ofSplit('conala-train', 'train', 2379);
