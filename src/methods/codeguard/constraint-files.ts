import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { languageSchema } from '../../core/task.ts';

/** The same place from the sources and from the built package. */
const FOLDER = fileURLToPath(new URL('../../../rules/codeguard', import.meta.url));

const FILES = ['python.yaml', 'c.yaml', 'javascript.yaml', 'java.yaml'];

const phrase = z.string().min(2).describe('compared letter by letter with the decoded text');

const reasoned = z.strictObject({
  any: z.array(phrase).min(1).describe('phrases'),
  why: z.string().min(10),
});

const entrySchema = z.strictObject({
  cwes: z.array(z.int().positive()).min(1),
  require: z.array(reasoned).default([]).describe('of each, one phrase has to be written'),
  forbid: z.array(reasoned).default([]).describe('none of the phrases may be written'),
});
/** What speaks against some weaknesses, in phrases. */
export type ConstraintEntry = z.infer<typeof entrySchema>;

const fileSchema = z.strictObject({
  languages: z.array(languageSchema).min(1),
  entries: z.array(entrySchema),
});
/** One of our files in `rules/codeguard/`. A CWE has one entry at most. */
export type ConstraintFile = z.infer<typeof fileSchema>;

let files: readonly ConstraintFile[] | undefined;

/** Our files, read when first needed. */
export const constraintFiles = (): readonly ConstraintFile[] => {
  files ??= FILES.map((name) => fileSchema.parse(parse(readFileSync(join(FOLDER, name), 'utf8'))));
  return files;
};

const userSchema = z
  .strictObject({
    require: z.array(z.union([phrase.transform((one) => [one]), z.array(phrase).min(1)])).default([]),
    forbid: z.array(phrase).default([]),
  })
  .refine(({ require, forbid }) => require.length + forbid.length > 0, 'has no phrases');

/**
 * A person's own constraints: YAML with `require`, a list of phrases or of lists of which one phrase is enough, and
 * `forbid`, a list of phrases.
 *
 * @throws Error in words if there is no such file or it says something else
 */
export const readConstraints = (file: string): z.infer<typeof userSchema> => {
  const parsed = userSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
};
