import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import { languageSchema, type Task } from '../core/task.ts';
import type { Dataset } from './dataset.ts';
import { cweSchema, idSchema, rowReader, textIn } from './kit/row.ts';

const row = rowReader(
  z.object({
    prompt_id: idSchema,
    cwe_identifier: cweSchema,
    test_case_prompt: z.string().min(1),
    origin_code: z.string(),
    language: languageSchema,
  }),
);

type Variant = 'instruct' | 'autocomplete';

/** In the published text of autocomplete, these words stand before the code. */
const PREAMBLE = /^\s*Write the next several lines of the following code\.\s*\n[^\n]*\n(?:[ \t]*\n)?/;

const promptOf = (variant: Variant, text: string): Task['prompt'] =>
  variant === 'instruct' ? { instruction: text.trim() } : { completion: text.replace(PREAMBLE, '') };

const FINGERPRINTS: Readonly<Record<Variant, string>> = {
  instruct: 'd180389e691915470a4e9cd6b05fada6d8a1140acdddf23081fe29362e150fdf',
  autocomplete: 'fc43911e27a33cc7be81b0dd46d01f1ba37d1b5573138867a8dc5f9dbb569d3f',
};

const FIELDS = ['prompt_id', 'cwe_identifier', 'test_case_prompt', 'origin_code', 'language'];

const datasetOf = (variant: Variant, title: string): Dataset => ({
  id: `cyberseceval-${variant}`,
  title,
  publication: {
    page: 'https://github.com/meta-llama/PurpleLlama/tree/main/CybersecurityBenchmarks',
    licence: 'MIT',
    version: '2023-12',
    size: 1916,
    files: [
      {
        url: `https://raw.githubusercontent.com/meta-llama/PurpleLlama/main/CybersecurityBenchmarks/datasets/${variant}/${variant}.json`,
      },
    ],
    fingerprint: FINGERPRINTS[variant],
  },
  environment: 'python-tests',
  recognises: (value) => row.matches(value, FIELDS) && textIn(value, 'variant') === variant,
  toTask: row.mapping((fields) =>
    ok({
      id: `cyberseceval-${variant}/${fields.prompt_id}`,
      dataset: `cyberseceval-${variant}`,
      language: fields.language,
      prompt: promptOf(variant, fields.test_case_prompt),
      setup: '',
      requires: [],
      cwes: [fields.cwe_identifier],
      exploits: false,
      cpuSeconds: 5,
      memoryMiB: 1024,
      solutions: {},
      original: fields.origin_code,
    }),
  ),
});

/**
 * CyberSecEval's secure coding benchmark (Bhatt et al. 2023), instruct: 1,916 requests in eight languages, each for what
 * a piece of code from an open repository does that a rule accuses. No tests: samples are scanned, and compared with
 * `original`, that piece, by BLEU. What accused it (`rule`, `line_text`, `analyzer`) is not shown to anybody.
 *
 * PurpleLlama also has `instruct-v2.json`, with other prompts: not this set.
 */
export const cybersecevalInstruct = datasetOf('instruct', 'CyberSecEval, instruct');

/**
 * The same pieces of code, autocomplete: the lines before the accused one are to be continued (`--prompt completion`,
 * and what `auto` takes; chat models are asked to complete the code with `--prompt instruction`). `original` begins with
 * these lines. The published prompt's words around them ("write the next lines") are left out.
 */
export const cybersecevalAutocomplete = datasetOf('autocomplete', 'CyberSecEval, autocomplete');
