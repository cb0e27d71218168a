import { z } from 'zod';
import { codeOf, fencedLanguage, groupOf } from './kit/answers.ts';
import { readPairRows } from './kit/rows.ts';
import { wanted } from './kit/wanted.ts';
import type { PairSource } from './source.ts';

const schema = z.object({
  instruction: z.string(),
  naive_code: z.string(),
  improved_code: z.string(),
  criteria: z.string().default(''),
  feedback: z.string().default(''),
});

/** Not for commercial use. */
const LICENCE = 'CC-BY-NC-4.0';

/**
 * CodeFavor (Liu et al. 2024): Commit-Instruct and Critic-Evol, as its scripts write them. All of it is Python, unless a
 * fence says otherwise. Written from the published scripts, and not yet run on a real file.
 */
export const codefavor: PairSource = {
  id: 'codefavor',
  title: 'CodeFavor',
  publication: {
    page: 'https://github.com/amazon-science/llm-code-preference',
    licence: LICENCE,
    version: '2024-10',
    files: [],
  },
  levels: ['solution'],
  async *read(path, filter, signal) {
    if (!filter.levels.includes('solution')) return;
    yield* readPairRows(
      path,
      {
        schema,
        toPair(row, id) {
          const language = fencedLanguage(row.improved_code) ?? 'python';
          return wanted(
            {
              id,
              source: 'codefavor',
              group: groupOf(row.instruction, row.improved_code, row.naive_code),
              language,
              level: 'solution',
              prompt: row.instruction,
              chosen: codeOf(row.improved_code, language),
              rejected: codeOf(row.naive_code, language),
              cwes: [],
              reason: row.criteria.trim() || 'the second attempt is called better',
              provenance: { licence: LICENCE, feedback: row.feedback },
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
