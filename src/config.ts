import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { trustSchema } from './core/case.ts';
import { BifocalError } from './core/errors.ts';
import { combineSchema } from './core/policy.ts';
import { sarifCommandSchema } from './scanners/sarif-command.ts';

const NAMES = [
  'bifocal.config.ts',
  'bifocal.config.mts',
  'bifocal.config.js',
  'bifocal.config.mjs',
  'bifocal.config.json',
];

/** Values for options, by their long name in camel case. A list is a list, not a text with commas. */
const configSchema = z.strictObject({
  tasks: z.string().optional(),
  model: z.array(z.string()).optional(),
  method: z.array(z.string()).optional(),
  n: z.int().positive().optional(),
  temperature: z.number().nonnegative().optional(),
  topP: z.number().optional(),
  maxTokens: z.int().positive().optional(),
  seed: z.int().optional(),
  prompt: z.enum(['auto', 'instruction', 'completion']).optional(),
  baseUrl: z.string().optional(),
  price: z.tuple([z.number(), z.number()]).optional(),
  concurrency: z.int().positive().optional(),
  maxRetries: z.int().nonnegative().optional(),
  threads: z.int().positive().optional(),
  listen: z.array(z.string()).optional(),
  rounds: z.int().nonnegative().optional(),
  sampleTokens: z.int().positive().optional(),
  sampleUsd: z.number().nonnegative().optional(),
  sampleSeconds: z.number().nonnegative().optional(),
  budgetUsd: z.number().nonnegative().optional(),
  budgetSeconds: z.number().nonnegative().optional(),
  scanners: z.array(z.string()).optional(),
  commands: z.record(z.string(), sarifCommandSchema).optional(),
  judgeVotes: z.int().positive().optional(),
  judgeTemperature: z.number().nonnegative().optional(),
  judgeMaxTokens: z.int().positive().optional(),
  judgeBaseUrl: z.string().optional(),
  judgePrice: z.tuple([z.number(), z.number()]).optional(),
  policy: combineSchema.optional(),
  count: z.array(z.string()).optional(),
  onlyRules: z.array(z.string()).optional(),
  ignoreRules: z.array(z.string()).optional(),
  security: z.enum(['static', 'dynamic', 'both']).optional(),
  minSeverity: z.enum(['low', 'medium', 'high']).optional(),
  minConfidence: z.enum(['low', 'medium', 'high']).optional(),
  minTrust: trustSchema.optional(),
  recorded: z.boolean().optional(),
  k: z.array(z.int().positive()).optional(),
  by: z.enum(['both', 'model', 'method']).optional(),
  sandbox: z.string().optional(),
  limit: z.int().positive().optional(),
  reruns: z.int().nonnegative().optional(),
  workers: z.int().positive().optional(),
  out: z.string().optional(),
  maxUnknown: z.number().nonnegative().optional(),
  offline: z.boolean().optional(),
  quiet: z.boolean().optional(),
  json: z.boolean().optional(),
});

/** What `bifocal.config.ts` may say. Flags win over `BIFOCAL_*` variables, which win over it. */
export type Config = z.infer<typeof configSchema>;

/** Types the object of a `bifocal.config.ts`. */
export const defineConfig = (config: Config): Config => config;

const readModule = async (path: string): Promise<unknown> =>
  path.endsWith('.json')
    ? JSON.parse(readFileSync(path, 'utf8'))
    : ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;

/**
 * The configuration of a folder; empty if there is none.
 * @throws BifocalError BIFOCAL_CONFIG if it cannot be read, or says something unknown
 */
export const loadConfig = async (folder: string): Promise<Config> => {
  const path = NAMES.map((name) => resolve(folder, name)).find(existsSync);
  if (!path) return {};
  let content: unknown;
  try {
    content = await readModule(path);
  } catch (error) {
    throw new BifocalError(
      'BIFOCAL_CONFIG',
      `${path} cannot be read: ${(error as Error).message}`,
      'mend the file, or remove it',
    );
  }
  const parsed = configSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const known = Object.keys(configSchema.shape).join(', ');
  throw new BifocalError(
    'BIFOCAL_CONFIG',
    `${path}: ${z.prettifyError(parsed.error)}`,
    `it may export: ${known}`,
  );
};
