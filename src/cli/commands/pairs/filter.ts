import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { pairLevelSchema } from '../../../core/pair.ts';
import { languageSchema } from '../../../core/task.ts';
import { PAIR_EXTRAS, type PairFilter } from '../../../pairs/source.ts';
import { parsers } from '../../options.ts';

/** Bytes of one version that a pair may have, unless told otherwise: about 8,000 tokens. */
const MAX_BYTES = 32_768;

const cweList = (text: string): number[] =>
  parsers.list(text).map((word) => {
    const number = Number(/^(?:CWE-)?(\d+)$/i.exec(word)?.[1]);
    if (Number.isInteger(number) && number > 0) return number;
    throw new InvalidArgumentError(`"${word}" is no CWE: say 79 or CWE-79.`);
  });

/** Options that say what of a source is wanted. */
export const filterOptions = (command: Command): Command =>
  command
    .option(
      '--level <list>',
      `how much code a pair is about: ${pairLevelSchema.options.join(', ')}`,
      parsers.listOf(pairLevelSchema.options),
      ['solution', 'method'],
    )
    .option('--language <list>', 'only these languages', parsers.listOf(languageSchema.options))
    .option('--cwe <list>', 'only these CWEs', cweList)
    .option('--max-bytes <n>', 'leave out pairs with a longer version', parsers.integer(1), MAX_BYTES)
    .option(
      '--also <list>',
      `take in what is otherwise left out: ${PAIR_EXTRAS.join(', ')}`,
      parsers.listOf(PAIR_EXTRAS),
      [],
    )
    .option('--per-task <n>', 'pairs of one task of a run (default: 4)', parsers.integer(1));

export const filterSchema = z.object({
  level: z.array(pairLevelSchema),
  language: z.array(languageSchema).optional(),
  cwe: z.array(z.int()).optional(),
  maxBytes: z.int(),
  also: z.array(z.enum(PAIR_EXTRAS)),
  perTask: z.int().optional(),
});

export const toFilter = (options: z.infer<typeof filterSchema>): PairFilter => ({
  levels: options.level,
  ...(options.language && { languages: options.language }),
  ...(options.cwe && { cwes: options.cwe }),
  maxBytes: options.maxBytes,
  also: options.also,
  ...(options.perTask !== undefined && { perGroup: options.perTask }),
});
