import { z } from 'zod';
import { unknown } from '../core/outcome.ts';
import { pairLevelSchema, pairSchema } from '../core/pair.ts';
import { languageSchema } from '../core/task.ts';
import { codeOf, fencedLanguage, groupOf } from './kit/answers.ts';
import { cweNumbers } from './kit/code.ts';
import { readPairRows } from './kit/rows.ts';
import { unwantedLanguage, wanted } from './kit/wanted.ts';
import type { PairSource } from './source.ts';

/** What tells of the files of a folder that `bifocal pairs build` wrote. It holds no rows. */
export const PAIRS_MANIFEST = 'pairs.json';

const messagesSchema = z.array(z.object({ content: z.string() }));
const textSchema = z.union([
  z.string(),
  messagesSchema.transform((messages) => messages.map(({ content }) => content).join('\n\n')),
]);

/** JSON in a text, or an object. What is neither says nothing. */
const provenanceSchema = z
  .preprocess((value) => {
    try {
      return typeof value === 'string' ? JSON.parse(value) : value;
    } catch {
      return {};
    }
  }, pairSchema.shape.provenance)
  .catch({});

/** The columns of TRL, and those that `bifocal pairs build` writes beside them. */
const schema = z.object({
  prompt: textSchema.default(''),
  chosen: textSchema,
  rejected: textSchema,
  id: z.string().catch(''),
  group: z.string().optional(),
  dataset: z.string().catch(''),
  task: z.string().catch(''),
  language: languageSchema.optional(),
  level: pairLevelSchema.default('solution'),
  cwes: z.string().default(''),
  reason: z.string().default('called better'),
  licence: z.string().default('unknown'),
  provenance: provenanceSchema,
});

/** Files for training: those that `bifocal pairs build` writes, and any in TRL's preference format with code in it. */
export const trl: PairSource = {
  id: 'trl',
  title: "Files in TRL's preference format",
  levels: ['solution', 'method', 'file'],
  async *read(path, filter, signal) {
    yield* readPairRows(
      path,
      {
        schema,
        skips: [PAIRS_MANIFEST],
        toPair(row, id) {
          const language = row.language ?? fencedLanguage(row.chosen) ?? fencedLanguage(row.rejected);
          if (language === undefined) return unknown(unwantedLanguage(language, filter) ?? '');
          if (!filter.levels.includes(row.level)) return unknown('another level');
          return wanted(
            {
              id,
              source: 'trl',
              group: row.group || groupOf(row.prompt, row.chosen, row.rejected),
              ...(row.dataset !== '' && { task: { dataset: row.dataset, id: row.task } }),
              language,
              level: row.level,
              prompt: row.prompt,
              chosen: codeOf(row.chosen, language),
              rejected: codeOf(row.rejected, language),
              cwes: cweNumbers(row.cwes),
              reason: row.reason,
              // The id where it was first read stays, however often it is read again.
              provenance: { ...(row.id !== '' && { id: row.id }), ...row.provenance, licence: row.licence },
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
