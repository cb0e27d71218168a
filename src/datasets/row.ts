import { z } from 'zod';
import { type Outcome, unknown } from '../core/outcome.ts';
import type { Task } from '../core/task.ts';

const hasFields = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && names.every((name) => name in value);

/** What every loader of row-shaped sets needs: recognition by field names, and validation before mapping. */
export const rowReader = <Fields>(schema: z.ZodType<Fields>) => ({
  matches: hasFields,
  mapping:
    (toTask: (fields: Fields) => Outcome<Task>) =>
    (value: unknown): Outcome<Task> => {
      const parsed = schema.safeParse(value);
      return parsed.success ? toTask(parsed.data) : unknown(z.prettifyError(parsed.error));
    },
});
