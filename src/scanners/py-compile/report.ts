import { z } from 'zod';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { SourceFile } from '../kit/program-scanner.ts';

/** Classes of Python's exceptions and warnings. */
export const COMPILER_RULES = ['SyntaxError', 'IndentationError', 'TabError', 'SyntaxWarning'] as const;

/** Python writes "nobody knows where" as null and as 0. */
const position = z
  .int()
  .nullish()
  .transform((value) => (value && value > 0 ? value : undefined));

const problemSchema = z.object({
  rule: z.enum(COMPILER_RULES),
  message: z.string(),
  line: position,
  column: position,
  endLine: position,
});
type Problem = z.infer<typeof problemSchema>;

/** A line of `tools/py-compile/compile.py`. */
const lineSchema = z.union([
  z.object({ file: z.string(), problems: z.array(problemSchema) }),
  z.object({ file: z.string(), failure: z.string() }),
]);

/** What the compiler says of each file, in order. */
export const readCompilerReport = (
  output: string,
  files: readonly Pick<SourceFile, 'name'>[],
): Outcome<Outcome<Finding[]>[]> => {
  const said = new Map<string, Outcome<Finding[]>>();
  for (const text of output.split('\n').filter((line) => line !== '')) {
    const line = lineSchema.safeParse(parse(text));
    if (!line.success) return unknown("Python's compiler: its report cannot be read");
    const { data } = line;
    said.set(
      data.file,
      'failure' in data
        ? unknown(`Python's compiler: ${data.failure}`)
        : ok(data.problems.map(toFinding).toSorted(byPlace)),
    );
  }
  return ok(files.map(({ name }) => said.get(name) ?? unknown("Python's compiler did not look at the code")));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** An error is certain; a warning is code that runs, and seldom does what its author thinks. */
const toFinding = ({ rule, message, line = 1, column, endLine }: Problem): Finding => ({
  rule,
  cwes: [],
  severity: rule === 'SyntaxWarning' ? 'medium' : 'high',
  confidence: 'high',
  message,
  line,
  ...(column !== undefined && { column }),
  ...(endLine !== undefined && { endLine: Math.max(line, endLine) }),
});

const byPlace = (a: Finding, b: Finding): number => a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
