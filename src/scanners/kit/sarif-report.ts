import { posix } from 'node:path';
import { BifocalError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { languages } from '../../languages/index.ts';
import { readSarif, type SarifRun } from '../sarif/read.ts';
import { pythonLines } from './columns.ts';
import type { SourceFile } from './program-scanner.ts';

export type SarifReportOptions = {
  /** What reasons call the scanner. */
  readonly title: string;
  /**
   * What it means that the log does not name a file: `unread`, it was not looked at; `clean`, nothing was found. Absent:
   * unread where the log names some file of which it has nothing to say, else clean if the code parses.
   */
  readonly unnamed?: 'unread' | 'clean';
};

/** What a SARIF log says of each file of a batch, in order. Unknown: it is no such log, or the run failed. */
export const readSarifReport = (
  text: string,
  files: readonly SourceFile[],
  { title, unnamed }: SarifReportOptions,
): Outcome<Outcome<Finding[]>[]> => {
  const runs = read(text, title);
  if (runs.status === 'unknown') return runs;
  if (runs.value.length === 0) return unknown(`${title}: the log has no run`);
  const failure = runs.value.map((run) => run.failure).find((reason) => reason !== undefined);
  if (failure !== undefined) return unknown(failure);
  const listsRead = runs.value.some((run) =>
    [...run.files.values()].some((outcome) => outcome.status === 'ok' && outcome.value.length === 0),
  );
  const ofUnnamed = unnamed ?? (listsRead ? 'unread' : undefined);
  const said = runs.value.map(byLastPart);
  return ok(
    files.map((file) => {
      const outcomes = said.flatMap((byName) => byName.get(file.name) ?? []);
      if (outcomes.length > 0) return merge(outcomes.map((outcome) => inCodePoints(outcome, file.code)));
      if (ofUnnamed === 'unread') return unknown(`${title} did not look at the code`);
      if (ofUnnamed === 'clean' || languages[file.language].parses?.(file.code) !== false) return ok([]);
      return unknown(`${title} said nothing of code that does not parse`);
    }),
  );
};

const read = (text: string, title: string): Outcome<SarifRun[]> => {
  try {
    return ok(readSarif(text, `${title}'s log`));
  } catch (error) {
    if (error instanceof BifocalError) return unknown(error.message.split('\n', 1).join());
    throw error;
  }
};

type Said = { readonly outcome: Outcome<Finding[]>; readonly utf16: boolean };

/** Logs name files in many ways, relative and absolute; in a batch their last part tells them apart. */
const byLastPart = (run: SarifRun): ReadonlyMap<string, readonly Said[]> => {
  const utf16 = run.columnKind === 'utf16CodeUnits';
  const said = [...run.files].map(([file, outcome]) => ({ name: posix.basename(file), outcome, utf16 }));
  return Map.groupBy(said, ({ name }) => name);
};

const inCodePoints = ({ outcome, utf16 }: Said, code: string): Outcome<Finding[]> => {
  if (!utf16 || outcome.status === 'unknown' || outcome.value.length === 0) return outcome;
  const lines = pythonLines(code);
  return ok(
    outcome.value.map((finding) => {
      if (finding.column === undefined) return finding;
      const before = (lines[finding.line - 1] ?? '').slice(0, finding.column - 1);
      return { ...finding, column: [...before].length + 1 };
    }),
  );
};

const merge = (outcomes: readonly Outcome<Finding[]>[]): Outcome<Finding[]> =>
  outcomes.find(({ status }) => status === 'unknown') ??
  ok(outcomes.flatMap((outcome) => (outcome.status === 'ok' ? outcome.value : [])));
