import { z } from 'zod';
import { codeOf, fencedLanguage, groupOf } from './kit/answers.ts';
import { readPairRows } from './kit/rows.ts';
import { wanted } from './kit/wanted.ts';
import type { PairSource } from './source.ts';

const schema = z.object({ input: z.string(), accepted: z.string(), rejected: z.string() });

/** Its publishers changed it more than once. */
const LICENCE = 'see the LICENSE file on its page';

/**
 * Code-Preference-Pairs (Vezora 2024): correct code, and the same with a bug put in. What no fence names is taken for
 * Python. Written from uses of the set, and not yet run on the real file.
 */
export const codePreference: PairSource = {
  id: 'code-preference',
  title: 'Code-Preference-Pairs',
  publication: {
    page: 'https://huggingface.co/datasets/Vezora/Code-Preference-Pairs',
    licence: LICENCE,
    version: '2024-07',
    files: [{ hub: 'Vezora/Code-Preference-Pairs', revision: 'main', path: 'Code-Preference-Pairs.jsonl' }],
  },
  levels: ['solution'],
  async *read(path, filter, signal) {
    if (!filter.levels.includes('solution')) return;
    yield* readPairRows(
      path,
      {
        schema,
        toPair(row, id) {
          const language = fencedLanguage(row.accepted) ?? fencedLanguage(row.rejected) ?? 'python';
          return wanted(
            {
              id,
              source: 'code-preference',
              group: groupOf(row.input, row.accepted, row.rejected),
              language,
              level: 'solution',
              prompt: row.input,
              chosen: codeOf(row.accepted, language),
              rejected: codeOf(row.rejected, language),
              cwes: [],
              reason: 'the rejected one has a bug',
              provenance: { licence: LICENCE },
            },
            filter,
          );
        },
      },
      filter,
      signal,
    );
  },
};
