import { createHash } from 'node:crypto';
import { z } from 'zod';
import { faultOf } from '../../core/fault.ts';
import { type Outcome, unknown } from '../../core/outcome.ts';
import type { Task } from '../../core/task.ts';

/** Whether it is a row with fields of these names, whatever they hold. */
export const hasFields = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && names.every((name) => name in value);

/** A text field of a row that was not validated yet; empty if it is no text. */
export const textIn = (value: unknown, name: string): string => {
  const field = hasFields(value, [name]) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof field === 'string' ? field : '';
};

/** What every loader of row-shaped sets needs: recognition by field names, and validation before mapping. */
export const rowReader = <Fields>(schema: z.ZodType<Fields>) => ({
  matches: hasFields,
  mapping:
    (toTask: (fields: Fields) => Outcome<Task>) =>
    (value: unknown): Outcome<Task> => {
      const parsed = schema.safeParse(value);
      return parsed.success ? toTask(parsed.data) : unknown(faultOf(parsed.error));
    },
});

/** A number that names a row: Parquet may hold it as text. */
export const idSchema = z.union([z.int().nonnegative(), z.string().min(1)]).transform(String);

/** A field that is to be the id of a row. */
export const nameSchema = z.string().min(1);

/** A field that names something in Python code. */
export const identifierSchema = z.string().regex(/^[A-Za-z_]\w*$/);

/** A weakness, as `22` or `CWE-22`. */
export const cweSchema = z
  .string()
  .regex(/^(?:CWE-)?[1-9]\d{0,4}$/)
  .transform((label) => Number(label.replace('CWE-', '')));

/** JSON in a field: as it stands there, since JavaScript knows no large whole numbers, and read. */
export type JsonField<Value> = { readonly text: string; readonly value: Value };

/** A field that holds JSON as text, which `schema` describes. Blank text is absent. */
export const jsonText = <Value>(schema: z.ZodType<Value>) =>
  z.string().transform((text, context): JsonField<Value> | undefined => {
    if (text.trim() === '') return undefined;
    try {
      const parsed = schema.safeParse(JSON.parse(text));
      if (parsed.success) return { text, value: parsed.data };
      for (const { path, message } of parsed.error.issues)
        context.addIssue({ code: 'custom', path, message, input: text });
    } catch (error) {
      context.addIssue({ code: 'custom', message: `not JSON: ${(error as Error).message}`, input: text });
    }
    return z.NEVER;
  });

/** Tells rows apart that have no id of their own: eight digits of a SHA-256 over these texts. */
export const shortHash = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8);
