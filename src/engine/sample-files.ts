import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import { sampleId } from '../core/sample.ts';
import { type Language, languageSchema } from '../core/task.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import type { Draft, SampleSource, SourceContext } from './source.ts';

/** Larger solutions are nobody's function; they are refused with a message rather than tested. */
const MAX_SOLUTION_BYTES = 1 << 20;

const text = z.string();

/**
 * One row of a samples file, by the field names in use: HumanEval (`completion`), EvalPlus and BigCodeBench
 * (`solution`, `raw_solution`), SecCodePLT+ (`solution`), and our own (`raw`).
 */
const rowSchema = z.object({
  task_id: text.or(z.number().transform(String)).optional(),
  task: text.optional(),
  raw: text.optional(),
  solution: text.optional(),
  completion: text.optional(),
  raw_solution: text.optional(),
  model: text.optional(),
  method: text.optional(),
  sample_index: z.int().nonnegative().optional(),
  index: z.int().nonnegative().optional(),
  language: z.string().toLowerCase().pipe(languageSchema).optional(),
  functional: z.boolean().optional(),
  secure: z.boolean().optional(),
});
type Row = z.infer<typeof rowSchema>;

/** Other tools write null for what they do not know. */
const withoutNulls = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && !Array.isArray(row)
    ? Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
    : row;

const rawOf = (row: Row): Pick<Draft, 'raw' | 'form'> | undefined => {
  if (row.raw !== undefined) return { raw: row.raw, form: 'answer' };
  if (row.solution !== undefined) return { raw: row.solution, form: 'answer' };
  if (row.raw_solution !== undefined) return { raw: row.raw_solution, form: 'answer' };
  if (row.completion !== undefined) return { raw: row.completion, form: 'completion' };
  return undefined;
};

const problemOf = (raw: string): string | undefined => {
  if (raw.trim() === '') return 'empty solution';
  if (Buffer.byteLength(raw) > MAX_SOLUTION_BYTES) return 'solution larger than 1 MiB';
  if (raw.includes('\0')) return 'null bytes in the solution';
  return undefined;
};

const recordedOf = ({ functional, secure }: Row): Draft['recorded'] =>
  functional === undefined && secure === undefined
    ? undefined
    : { ...(functional === undefined ? {} : { functional }), ...(secure === undefined ? {} : { secure }) };

/** Names for what the rows do not say. */
export type SampleDefaults = {
  readonly model?: string;
  readonly method?: string;
  readonly language?: Language;
};

const sha256 = (path: string): string => {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch (error) {
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `cannot read ${path}: ${(error as Error).message}`,
      'give the path of a JSONL file of samples',
    );
  }
};

/** Over all files: which samples there are, and which index a row without one gets. */
type Count = { readonly seen: Set<string>; readonly next: Map<string, number> };

/** The name of a samples file without what every such name ends in. */
export const withoutSuffix = (path: string): string => path.replace(/\.jsonl(\.gz)?$/, '');

async function* draftsOf(
  path: string,
  fallback: SampleDefaults & { readonly model: string; readonly method: string },
  context: SourceContext,
  { seen, next }: Count,
): AsyncGenerator<Draft> {
  for await (const entry of readJsonl(path)) {
    context.signal.throwIfAborted();
    const where = `${path}:${entry.line}`;
    const complain = (message: string) => context.report({ where, message });
    if ('problem' in entry) {
      complain(entry.problem);
      continue;
    }
    const parsed = rowSchema.safeParse(withoutNulls(entry.row));
    if (!parsed.success) {
      complain(z.prettifyError(parsed.error).replaceAll('\n', ' '));
      continue;
    }
    const row = parsed.data;
    const task = row.task_id ?? row.task;
    const content = rawOf(row);
    if (task === undefined || content === undefined) {
      complain(`no ${task === undefined ? 'task_id' : 'solution or completion'} in this row`);
      continue;
    }
    if (context.tasks && !context.tasks.has(task)) {
      if (!context.leftOut?.has(task)) complain(`no task is called ${task}`);
      continue;
    }
    const model = row.model ?? fallback.model;
    const method = row.method ?? fallback.method;
    const series = sampleId({ task, model, method, index: 0 });
    const index = row.sample_index ?? row.index ?? next.get(series) ?? 0;
    next.set(series, index + 1);
    const key = { task, model, method, index };
    if (seen.has(sampleId(key))) {
      complain(`sample ${index} of ${task} by ${model} (${method}) is there twice; the first one counts`);
      continue;
    }
    seen.add(sampleId(key));
    const problem = problemOf(content.raw);
    if (problem) complain(problem);
    const recorded = recordedOf(row);
    const language = row.language ?? fallback.language;
    yield {
      ...key,
      ...content,
      ...(problem ? { problem } : {}),
      ...(language ? { language } : {}),
      ...(recorded ? { recorded } : {}),
    };
  }
}

/** Samples that somebody already has, as JSONL. Bad lines are reported with file and line; the rest goes on. */
export const fileSource = (paths: readonly string[], defaults: SampleDefaults = {}): SampleSource => ({
  identity: {
    kind: 'files',
    files: paths.map((path) => ({ name: basename(path), sha256: sha256(path) })),
    ...defaults,
  },
  count: () => undefined,
  async *drafts(context) {
    const bare = paths.map((path) => withoutSuffix(basename(path)));
    const count: Count = { seen: new Set(), next: new Map() };
    for (const [index, path] of paths.entries()) {
      const name = bare[index] ?? path;
      const model = bare.indexOf(name) === bare.lastIndexOf(name) ? name : withoutSuffix(path);
      yield* draftsOf(path, { model, method: 'base', ...defaults }, context, count);
    }
  },
});
