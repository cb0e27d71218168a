import type { FailureReport, FailureRow } from '../../analysis/failures/report.ts';
import { type PaperCategory, TABLE_7 } from '../../analysis/failures/terms.ts';
import { wilson } from '../../stats/proportion.ts';
import type { Cell, Exhibit } from './exhibit.ts';
import { absent, NO_BASE } from './kit/absences.ts';
import { countCell } from './kit/cells.ts';
import { policyNotes } from './kit/notes.ts';
import { PAPER_A } from './kit/papers.ts';

const CATEGORIES = Object.keys(TABLE_7) as PaperCategory[];

/** Which way insecure code that worked lost its function when it became secure. */
export const table7: Exhibit = {
  id: 'table7',
  title: 'How code became secure and useless',
  source: `${PAPER_A}, section 4.3, table 7`,
  make: ({ runs }) => {
    const withBase = runs.flatMap((run) => (run.failures ? [{ run, report: run.failures.report }] : []));
    if (withBase.length === 0) return NO_BASE;
    const rows = withBase.flatMap(({ run, report }) =>
      report.rows
        .filter(({ shift }) => shift === 'securedAndBroken')
        .map((row) => [...(withBase.length > 1 ? [run.name] : []), ...cellsOf(row, report.policyText)]),
    );
    if (withBase.every(({ report }) => casesOf(report).length === 0)) {
      return absent(
        'no method made insecure code that works secure and broken',
        'nothing to do: that is good; it takes tasks with tests to know it',
      );
    }
    return {
      kind: 'table',
      caption:
        'What became of insecure code that worked and is secure and broken after a method, in per cent of these cases. NFI: the code does not follow the instruction; FN: it holds a flaw that scanners missed.',
      columns: [
        ...(withBase.length > 1 ? [{ title: 'Run', names: true }] : []),
        { title: 'Model', names: true },
        { title: 'Method', names: true },
        { title: 'Cases' },
        ...CATEGORIES.map((title) => ({ title })),
      ],
      rows,
      notes: [
        'n counts cases; that of Cases, samples of the base that were insecure and worked. Small below a number: Wilson intervals, 95 %; ≤: were all cases of unknown category in this one.',
        ...withBase.map(({ run, report }) => decidedNote(run.name, report)),
        'Of secure code that broke tells: bifocal review RUN --failures --report.',
        ...policyNotes(withBase.map(({ run }) => run)),
      ],
    };
  },
};

const casesOf = ({ cases }: FailureReport) => cases.filter(({ shift }) => shift === 'securedAndBroken');

const cellsOf = (
  { model, method, cases, share, categories, unknown, disputed }: FailureRow,
  policy: string,
): Cell[] => [
  model,
  method,
  countCell(cases, {
    n: share.of,
    policy,
    ...(share.possible > cases && {
      bounds: [cases, share.possible] as const,
      unknown: share.possible - cases,
    }),
  }),
  ...CATEGORIES.map((category): Cell => {
    if (cases === 0) return null;
    const count = TABLE_7[category].reduce(
      (sum, name) => sum + categories[name].decided + categories[name].suggested,
      0,
    );
    const open = unknown + disputed;
    return {
      value: count / cases,
      as: 'percent',
      digits: 2,
      n: cases,
      ci: wilson(count, cases),
      policy,
      ...(open > 0 && { unknown: open, bounds: [count / cases, (count + open) / cases] as const }),
    };
  }),
];

/** How much of it people have said. */
const decidedNote = (run: string, report: FailureReport): string => {
  const cases = casesOf(report);
  const decided = cases.filter((one) => one.decided !== null).length;
  const rest = decided < cases.length ? '; the others as a program suggests, and seen by nobody' : '';
  return `${run}: ${decided} of ${cases.length} cases decided by people${rest}.`;
};
