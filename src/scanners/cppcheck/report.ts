import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { NUL_BYTE } from '../kit/c-directives.ts';
import { columnOfByte, pythonLines } from '../kit/columns.ts';
import type { SourceFile } from '../kit/program-scanner.ts';
import { isReported, weaknesses } from './rules.ts';

const SEPARATOR = '\x1f';
const FIELDS = ['file', 'line', 'column', 'severity', 'id', 'cwe', 'message'] as const;

/** The form of a line of the report. */
export const TEMPLATE = FIELDS.map((field) => `{${field}}`).join(SEPARATOR);

/** What Cppcheck says where it did not analyze a file, or not all of it. */
const TROUBLE: ReadonlySet<string> = new Set([
  'cppcheckError',
  'includeNestedTooDeeply',
  'instantiationError',
  'internalAstError',
  'internalError',
  'missingFile',
  'noValidConfiguration',
  'preprocessorErrorDirective',
  'syntaxError',
  'unhandledChar',
  'unknownMacro',
]);

/** Of calls across files (`ctuArrayIndex`): samples of one batch know nothing of each other. */
const ACROSS_FILES = /^ctu/;

type Entry = Readonly<Record<(typeof FIELDS)[number], string>>;

/**
 * What a report says of each file, in order. Files in trouble are unknown, and so are those that Cppcheck, by what it
 * printed, did not come to. Unknown as a whole where it is in trouble with none of the files.
 */
export const readCppcheckReport = (
  report: string,
  log: string,
  files: readonly Pick<SourceFile, 'name' | 'code'>[],
): Outcome<readonly Outcome<Finding[]>[]> => {
  const entries = report.split('\n').flatMap(toEntry);
  const checked = new Set([...log.matchAll(/^Checking (\S+?)(?:: .*)? \.\.\.$/gm)].map(([, file]) => file));
  const names = new Set(files.map(({ name }) => name));
  const lost = entries.find(({ file, id }) => TROUBLE.has(id) && !names.has(file));
  if (lost) return unknown(`Cppcheck: ${lost.message}`);
  const entriesOf = Map.groupBy(entries, ({ file }) => file);
  return ok(
    files.map(({ name, code }) => {
      if (code.includes('\0')) return unknown(NUL_BYTE);
      const said = entriesOf.get(name) ?? [];
      const trouble = said.find(({ id }) => TROUBLE.has(id));
      if (trouble) return unknown(`Cppcheck: the code was not analyzed (${trouble.id})`);
      if (!checked.has(name)) return unknown('Cppcheck did not look at the code');
      const lines = pythonLines(code);
      return ok(said.flatMap((entry) => toFindings(entry, lines)));
    }),
  );
};

const toEntry = (line: string): Entry[] => {
  const values = line.split(SEPARATOR);
  if (values.length < FIELDS.length) return [];
  const [file = '', row = '', column = '', severity = '', id = '', cwe = '', ...message] = values;
  return [{ file, line: row, column, severity, id, cwe, message: message.join(' ') }];
};

/** Cppcheck has no confidence: medium. It counts columns from 1 in bytes of UTF-8. */
const toFindings = ({ severity, id, cwe, message, ...place }: Entry, lines: readonly string[]): Finding[] => {
  const cwes = weaknesses(Number(cwe));
  if (!isReported(severity) || cwes.length === 0 || ACROSS_FILES.test(id)) return [];
  const line = Math.max(1, Number(place.line));
  const column = Number(place.column);
  return [
    {
      rule: id,
      cwes,
      severity: severity === 'error' ? 'high' : 'medium',
      confidence: 'medium',
      message,
      line,
      ...(column > 0 && { column: columnOfByte(lines[line - 1] ?? '', column - 1) }),
    },
  ];
};
