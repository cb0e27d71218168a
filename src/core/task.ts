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

/** One input/output case: Python source for the keyword arguments and for the expected outcome. */
export const callCaseSchema = z.object({
  id: z.string(),
  kind: caseKindSchema,
  args: z.string().describe('Python source of a dict of keyword arguments'),
  expected: z.discriminatedUnion('status', [
    z.object({ status: z.literal('value'), source: z.string().describe('Python source of the value') }),
    z.object({ status: z.literal('repr'), repr: z.string().describe('repr() of the value') }),
    z.object({ status: z.literal('exception'), type: z.string(), message: z.string().optional() }),
  ]),
});
export type CallCase = z.infer<typeof callCaseSchema>;

/**
 * The tests of a task. `style` names the module of the runner (`python/bifocal_runner/styles/`) that plans
 * and runs them; nothing else looks inside.
 *
 * - `functions`: files of `test_*` functions that import `solution` (Bifocal Core)
 * - `check`: HumanEval's `check(candidate)`
 * - `unittest`: a module with `unittest.TestCase` classes, run in the candidate's own process (BigCodeBench)
 * - `calls`: input/output pairs (SecCodePLT+)
 * - `table`: the same, written as a Python table of pairs (SecCodePLT as published)
 */
export const testSuiteSchema = z.discriminatedUnion('style', [
  z.object({ style: z.literal('functions'), functional: z.string(), security: z.string().optional() }),
  z.object({ style: z.literal('check'), functional: z.string(), prompt: z.string() }),
  z.object({ style: z.literal('unittest'), functional: z.string() }),
  z.object({ style: z.literal('calls'), prelude: z.string(), cases: z.array(callCaseSchema) }),
  z.object({ style: z.literal('table'), source: z.string() }),
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
  exploits: z.boolean().default(false).describe('whether the tests have security cases'),
  cpuSeconds: z.number().positive().default(5).describe('CPU time limit of one case'),
  memoryMiB: z.int().positive().default(1024).describe('address space of the candidate'),
  solutions: solutionsSchema.default({}),
});
export type Task = z.infer<typeof taskSchema>;
