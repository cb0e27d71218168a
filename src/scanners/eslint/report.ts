import { z } from 'zod';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import { ESLINT_RULES, type EslintRule } from './rules.ts';

const messageSchema = z.object({
  ruleId: z.string().nullable(),
  fatal: z.boolean().optional(),
  message: z.string(),
  line: z.int().nonnegative().default(0),
  column: z.int().nonnegative().default(0),
  endLine: z.int().positive().optional(),
});
type Message = z.infer<typeof messageSchema>;

/** What `tools/eslint/lint.mjs` writes. */
const reportSchema = z.record(
  z.string(),
  z.union([
    z.object({ messages: z.array(messageSchema) }),
    z.object({ prose: z.literal(true) }),
    z.object({ crash: z.string() }),
  ]),
);

/** What a report says of each file, in order: unknown where it does not parse, or a rule of ESLint's crashed on it. */
export const readEslintReport = (
  text: string,
  files: readonly Pick<SourceFile, 'name' | 'code'>[],
): Outcome<readonly Outcome<Finding[]>[]> => {
  const report = reportSchema.safeParse(parse(text));
  if (!report.success) return unknown('ESLint wrote no report');
  return ok(
    files.map(({ name, code }) => {
      const said = report.data[name];
      if (said === undefined) return unknown('ESLint did not look at the code');
      if ('crash' in said) return unknown(`ESLint crashed: ${said.crash}`);
      if ('prose' in said || said.messages.some(({ ruleId }) => ruleId === null)) {
        return unknown('ESLint: the code does not parse');
      }
      const failed = said.messages.find(({ message }) => RULE_FAILED.test(message));
      if (failed) return unknown(`ESLint: ${failed.ruleId} failed`);
      const lines = code.replace(/^\uFEFF/, '').split(LINE_END);
      return ok(said.messages.map((message) => toFinding(message, lines)));
    }),
  );
};

/** eslint-plugin-no-unsanitized reports its own errors as if they were the code's. */
const RULE_FAILED = /^Error in no-unsanitized: /;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const UNLISTED: EslintRule = { cwes: [], severity: 'medium' };

/** Where JavaScript, and so ESLint, ends lines. */
const LINE_END = /\r\n|[\r\n\u2028\u2029]/;

/** ESLint has no confidence: medium. It counts columns in UTF-16 units. */
const toFinding = ({ ruleId, message, endLine, ...place }: Message, lines: readonly string[]): Finding => {
  const rule = ruleId ?? '';
  const { cwes, severity } = ESLINT_RULES[rule] ?? UNLISTED;
  const line = Math.max(1, place.line);
  const text = lines[line - 1] ?? '';
  return {
    rule,
    cwes: [...cwes],
    severity,
    confidence: 'medium',
    message,
    line,
    column: [...text.slice(0, Math.max(0, place.column - 1))].length + 1,
    ...(endLine !== undefined && { endLine }),
  };
};
