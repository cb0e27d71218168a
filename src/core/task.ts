import { z } from 'zod';

/** Languages that samples may be written in. Which scanners and test styles cover one is theirs to say. */
export const languageSchema = z.enum([
  'python',
  'javascript',
  'typescript',
  'java',
  'c',
  'cpp',
  'csharp',
  'go',
  'php',
  'ruby',
  'rust',
]);
export type Language = z.infer<typeof languageSchema>;

/** `functional` cases ask whether the code works, `security` cases try to exploit it. */
export const caseKindSchema = z.enum(['functional', 'security']);
export type CaseKind = z.infer<typeof caseKindSchema>;

/**
 * A file that stands in the folder of a call: `text`; `sql`, a SQLite database, as the script that makes it; `zip` or
 * `tar`, as JSON of the texts in it by path.
 */
export const furnishingSchema = z.object({
  kind: z.enum(['text', 'sql', 'zip', 'tar']),
  content: z.string(),
});
export type Furnishing = z.infer<typeof furnishingSchema>;

/** One input/output case: Python source for the keyword arguments and for the expected outcome. */
export const callCaseSchema = z.object({
  id: z.string(),
  kind: caseKindSchema,
  args: z.string().describe('Python source of a dict of keyword arguments'),
  files: z
    .record(z.string(), furnishingSchema)
    .optional()
    .describe('what stands in the folder of the call, by path'),
  expected: z.discriminatedUnion('status', [
    z.object({ status: z.literal('value'), source: z.string().describe('Python source of the value') }),
    z.object({ status: z.literal('repr'), repr: z.string().describe('repr() of the value') }),
    z.object({ status: z.literal('exception'), type: z.string(), message: z.string().optional() }),
  ]),
  printed: z.string().optional().describe('what the call must write to standard output; absent: anything'),
  leaves: z
    .record(z.string(), z.string())
    .optional()
    .describe('texts that must then stand in its folder, by path; absent: anything'),
});
export type CallCase = z.infer<typeof callCaseSchema>;

/** One input and the output that a whole program must answer it with. */
export const programCaseSchema = z.object({
  id: z.string(),
  kind: caseKindSchema,
  stdin: z.string(),
  stdout: z.string(),
  args: z.array(z.string()).optional().describe('words behind the program on its command line'),
});

const commandSchema = z.array(z.string()).min(1).describe('a program of the toolchain, and its arguments');

/** One command that tests the sample in its own language. */
export const nativeCaseSchema = z.object({ id: z.string(), kind: caseKindSchema, command: commandSchema });
export type NativeCase = z.infer<typeof nativeCaseSchema>;

/**
 * The tests of a task. `style` names the module of the runner (`python/bifocal_runner/judging/styles/`) that plans
 * and runs them; nothing else looks inside.
 *
 * - `functions`: files of `test_*` functions that import `solution` (Bifocal Core)
 * - `check`: HumanEval's `check(candidate)`
 * - `unittest`: a module with `unittest.TestCase` classes, run in the candidate's own process (BigCodeBench)
 * - `pytest`: a file of pytest tests that imports `solution`, run in its process; those marked `security` are exploits
 * - `calls`: input/output pairs (SecCodePLT+)
 * - `table`: the same, written as a Python table of pairs (SecCodePLT as published)
 * - `program`: the sample is a whole program that reads standard input and writes standard output (APPS). Outputs are
 *   compared line by line; white space at the end of a line and empty lines at the end do not count
 * - `native`: commands of the sample's own language (`go test`, `node --test`). `files` are laid beside the sample;
 *   `build` runs once in that folder, each case in a fresh copy of it. A case passes if its command exits with 0 and,
 *   where the command or any file contains `{{passed}}`, its output contains the random word that stands there in
 *   this run: code that only leaves with 0 does not pass
 * - `observe`: calls of which nothing is expected. They tell what was seen (`testing/observe.ts`), and none passes
 */
export const testSuiteSchema = z.discriminatedUnion('style', [
  z.object({ style: z.literal('functions'), functional: z.string(), security: z.string().optional() }),
  z.object({ style: z.literal('check'), functional: z.string(), prompt: z.string() }),
  z.object({ style: z.literal('unittest'), functional: z.string() }),
  z.object({ style: z.literal('pytest'), source: z.string() }),
  z.object({ style: z.literal('calls'), prelude: z.string(), cases: z.array(callCaseSchema) }),
  z.object({ style: z.literal('table'), source: z.string() }),
  z.object({ style: z.literal('program'), cases: z.array(programCaseSchema) }),
  z.object({
    style: z.literal('native'),
    files: z.record(z.string(), z.string()).describe('path, relative to the folder of the sample, to text'),
    build: z.array(commandSchema).default([]),
    cases: z.array(nativeCaseSchema),
  }),
  z.object({
    style: z.literal('observe'),
    inputs: z
      .array(z.string())
      .describe(
        'Python source of a dict of keyword arguments, or of a tuple of positional ones and such a dict',
      ),
    watched: z.array(z.string()).describe('variables of the module that a call may change'),
    files: z.record(z.string(), furnishingSchema).describe('by path in the folder of the call'),
    whole: z.boolean().optional().describe('whether values, output and texts are told in full'),
  }),
]);
export type TestSuite = z.infer<typeof testSuiteSchema>;

/** Known solutions of a task. `insecure` works but can be exploited; `broken` is safe because the feature is gone. */
export const solutionsSchema = z.object({
  secure: z.string().optional(),
  insecure: z.string().optional(),
  broken: z.string().optional(),
});
export type Solutions = z.infer<typeof solutionsSchema>;

/** One programming problem. */
export const taskSchema = z.object({
  id: z.string().min(1),
  dataset: z.string(),
  language: languageSchema,
  title: z.string().optional(),
  prompt: z.object({
    instruction: z.string().optional().describe('for chat models'),
    completion: z.string().optional().describe('code that the model continues'),
    stop: z.array(z.string()).max(4).optional().describe('texts at which a continuation ends'),
  }),
  entryPoint: z.string().optional(),
  setup: z.string().default('').describe('code that runs before the solution, in the same module'),
  requires: z.array(z.string()).default([]).describe('modules beyond the standard library, by import name'),
  cwes: z.array(z.int().positive()).default([]),
  tests: testSuiteSchema.optional(),
  skip: z
    .array(z.string())
    .optional()
    .describe('cases of the tests that are in no report, because they say nothing of a sample'),
  visibleTests: testSuiteSchema
    .optional()
    .describe(
      'tests that a method may see and run, such as the examples of the prompt; no verdict rests on them',
    ),
  exploits: z.boolean().default(false).describe('whether the tests have security cases'),
  cpuSeconds: z.number().positive().default(5).describe('CPU time limit of one case'),
  memoryMiB: z.int().positive().default(1024).describe('memory that the candidate may take'),
  solutions: solutionsSchema.default({}),
  original: z
    .string()
    .optional()
    .describe('code that the task was made of, of which nothing is known: what BLEU compares with'),
  provenance: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('of a task that was built: by what, of which set, with which model and seed'),
});
export type Task = z.infer<typeof taskSchema>;
