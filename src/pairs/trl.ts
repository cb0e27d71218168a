import { z } from 'zod';
import { unknown } from '../core/outcome.ts';
import { pairLevelSchema } from '../core/pair.ts';
import { languageSchema } from '../core/task.ts';
import { codeOf, fencedLanguage, groupOf } from './kit/answers.ts';
import { cweNumbers } from './kit/code.ts';
import { readPairRows } from './kit/rows.ts';
import { unwantedLanguage, wanted } from './kit/wanted.ts';
import type { PairSource } from './source.ts';

const messagesSchema = z.array(z.object({ content: z.string() }));
const textSchema = z.union([
  z.string(),
  messagesSchema.transform((messages) => messages.map(({ content }) => content).join('\n\n')),
]);

/** The columns of TRL, and those that `bifocal pairs build` writes beside them. */
const schema = z.object({
  prompt: textSchema.default(''),
  chosen: textSchema,
  rejected: textSchema,
  group: z.string().optional(),
  language: languageSchema.optional(),
  level: pairLevelSchema.default('solution'),
  cwes: z.string().default(''),
  reason: z.string().default('called better'),
  licence: z.string().default('unknown'),
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
        toPair(row, id) {
          const language = row.language ?? fencedLanguage(row.chosen) ?? fencedLanguage(row.rejected);
          if (language === undefined) return unknown(unwantedLanguage(language, filter) ?? '');
          if (!filter.levels.includes(row.level)) return unknown('another level');
          return wanted(
            {
              id,
              source: 'trl',
              group: row.group ?? groupOf(row.prompt),
              language,
              level: row.level,
              prompt: row.prompt,
              chosen: codeOf(row.chosen, language),
              rejected: codeOf(row.rejected, language),
              cwes: cweNumbers(row.cwes),
              reason: row.reason,
              provenance: { licence: row.licence },
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
