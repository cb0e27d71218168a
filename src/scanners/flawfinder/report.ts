import { z } from 'zod';
import type { Finding, Level } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { NUL_BYTE } from '../kit/c-directives.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import { cwesIn } from './rules.ts';
import { canBeWhole } from './whole.ts';

const hitSchema = z.object({
  file: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
  level: z.int(),
  rule: z.string(),
  name: z.string(),
  warning: z.string(),
  cwes: z.string(),
});
type Hit = z.infer<typeof hitSchema>;

/** What `tools/flawfinder/batch.py` writes. */
const reportSchema = z.object({ hits: z.array(hitSchema), unfinished: z.record(z.string(), z.string()) });

/**
 * What a report says of each file, in order. Flawfinder takes any text. A file that ended within a comment or a string
 * is unknown: from there on it saw nothing. So is what cannot be a whole program (whole.ts).
 */
export const readFlawfinderReport = (
  text: string,
  files: readonly Pick<SourceFile, 'name' | 'code'>[],
): Outcome<readonly Outcome<Finding[]>[]> => {
  const report = reportSchema.safeParse(parse(text));
  if (!report.success) return unknown('Flawfinder wrote no report');
  const hitsOf = Map.groupBy(report.data.hits, ({ file }) => file);
  return ok(
    files.map(({ name: file, code }) => {
      const name = `./${file}`;
      if (code.includes('\0')) return unknown(NUL_BYTE);
      if (Object.hasOwn(report.data.unfinished, name) || !canBeWhole(code)) {
        return unknown('Flawfinder: the code is not whole');
      }
      return ok((hitsOf.get(name) ?? []).map(toFinding));
    }),
  );
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Flawfinder has no confidence: medium. Levels in the bands of its own SARIF. */
const toFinding = ({ line, column, level, rule, name, warning, cwes }: Hit): Finding => ({
  rule,
  cwes: cwesIn(cwes),
  severity: severityOf(level),
  confidence: 'medium',
  message: `${name}: ${warning}`,
  line,
  column,
});

const severityOf = (level: number): Level => {
  if (level >= 4) return 'high';
  return level === 3 ? 'medium' : 'low';
};
