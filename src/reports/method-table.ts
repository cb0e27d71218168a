import { styleText } from 'node:util';
import { recordOf } from '../analysis/held-out.ts';
import type { MethodReport } from '../analysis/method-report.ts';
import { BASELINE } from '../analysis/order.ts';
import type { RoundsRow } from '../analysis/rounds.ts';
import { HEARD, TOLD } from './marks.ts';
import { dim, heading } from './methods/cells.ts';
import { COSTS_LEGEND, costsTable } from './methods/costs.ts';
import { BAR_LEGEND, beforeAfterTable, courseTable, roundsTable } from './methods/rounds.ts';
import { TRANSITIONS_LEGEND, transitionNotes, transitionsTable } from './methods/transitions.ts';

/** What the methods of a run did, for a terminal. */
export const renderMethodReport = (report: MethodReport): string =>
  [
    ...section('What it took', report.costs.length > 0 ? costsTable(report.costs) : undefined, COSTS_LEGEND),
    ...roundsSections(report),
    ...section(
      'What became of the samples, in per cent',
      report.transitions.length > 0 ? transitionsTable(report.transitions) : undefined,
      [TRANSITIONS_LEGEND, ...transitionNotes(report.transitions)],
    ),
    ...markNotes(report),
    `policy  ${report.policyText}`,
  ].join('\n');

const section = (title: string, table: string | undefined, notes: readonly string[] = []): string[] =>
  table === undefined ? [] : [heading(title), '', table, ...notes.map((note) => dim(note)), ''];

/** For each method: before and after, when, and round by round for each model. */
const roundsSections = (report: MethodReport): string[] => {
  const byMethod = Map.groupBy(report.rounds, ({ method }) => method);
  const sections = [...byMethod].flatMap(([method, rows]) => [
    ...section(`${marked(report, method)}: before and after, in per cent`, beforeAfterTable(rows)),
    ...section(
      `${marked(report, method)}: samples by when they became free of errors and vulnerabilities`,
      courseTable(rows),
    ),
    ...rows.flatMap((row) =>
      section(
        `${marked(report, method)}, ${row.model}: after every round, in per cent`,
        roundsTable(row),
        incompleteNotes(row),
      ),
    ),
  ]);
  return sections.length > 0 ? [...sections, dim(BAR_LEGEND), ''] : [];
};

const incompleteNotes = ({ incomplete }: RoundsRow): string[] =>
  incomplete > 0 ? [`left out: ${incomplete} samples of which a round or the end is missing`] : [];

const marked = ({ methods, counting }: MethodReport, name: string): string => {
  const method = recordOf(methods, name);
  const heard = method?.listens.some((id) => counting.includes(id)) ?? false;
  return `${name}${heard ? ` ${HEARD}` : ''}${method?.oracle === undefined ? '' : ` ${TOLD}`}`;
};

/** Who listened to whom, who was told what, and by whom a method is held out. */
const markNotes = ({ methods, heldOut, counting }: MethodReport): string[] => {
  const known = Object.entries(methods).filter(([name]) => name !== BASELINE);
  return known
    .flatMap(([name, { listens, oracle }]) => [
      ...(listens.length > 0
        ? [
            `${listens.some((id) => counting.includes(id)) ? HEARD : ' '}       ${name} listened to ${listens.join(', ')}`,
          ]
        : []),
      ...(oracle === undefined ? [] : [`${TOLD}       ${name} is oracle-informed: ${oracle}`]),
    ])
    .concat(
      heldOut
        ? [
            `held-out by scanners that no method listened to, or shares its knowledge with: ${heldOut.scanners.join(', ') || styleText('yellow', 'none is left; add some with --scanners')}`,
          ]
        : [],
    );
};
