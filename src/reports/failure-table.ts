import { styleText } from 'node:util';
import type { Category } from '../analysis/degeneracy/suspect.ts';
import type { FailureAgreement, FailureReport, FailureRow } from '../analysis/failures/report.ts';
import type { PaperCategory } from '../analysis/failures/terms.ts';
import { plainTable } from './plain-table.ts';

const TITLE = {
  securedAndBroken: 'insecure code that works → secure code that does not',
  broken: 'secure code that works → secure code that does not',
} as const;

const COLUMNS: readonly {
  readonly paper: PaperCategory;
  readonly head: string;
  readonly of: readonly Category[];
}[] = [
  { paper: 'Removed Code', head: 'removed', of: ['removed code', 'stub'] },
  { paper: 'Junk Code', head: 'junk', of: ['junk'] },
  { paper: 'NFI', head: 'off-task', of: ['off-task'] },
  { paper: 'FN', head: 'false negative', of: ['false negative'] },
  { paper: 'Other', head: 'other', of: ['other'] },
];

/** Which way code lost its function where it became secure (table 7 of the paper), for a terminal. */
export const renderFailures = (report: FailureReport): string => {
  const shifts = [...new Set(report.rows.map(({ shift }) => shift))];
  const decided = report.people.some((person) => person.decided > 0);
  return [
    ...shifts.flatMap((shift) => [
      styleText('bold', TITLE[shift]),
      tableOf(report.rows.filter((row) => row.shift === shift)),
      '',
    ]),
    ...notes(report),
    ...people(report),
    ...report.agreement.filter(({ cases }) => cases > 0).map(agreementText),
    ...(report.cases.length > 0 && !decided
      ? [line('', 'nobody has looked at them yet: bifocal review RUN --failures --as NAME')]
      : []),
  ].join('\n');
};

const line = (name: string, text: string): string => `${name.padEnd(9)}${text}`;

const tableOf = (rows: readonly FailureRow[]): string =>
  plainTable(
    ['model', 'cases', ...COLUMNS.map(({ head }) => head), '?'],
    rows.map((row) => [
      `${row.model}\n${styleText('dim', row.method)}`,
      casesCell(row),
      ...COLUMNS.map(({ paper, of }) => cellOf(row, paper, of)),
      openCell(row),
    ]),
  );

const casesCell = ({ cases, share }: FailureRow): string => {
  const more = share.possible > cases ? `\n${styleText('yellow', `≤${share.possible}`)}` : '';
  return `${cases}\n${styleText('dim', `of ${share.of}`)}${more}`;
};

/** Percent of the cases; below it how many these are, with those that people decided in front. */
const cellOf = (
  { table7, categories }: FailureRow,
  paper: PaperCategory,
  of: readonly Category[],
): string => {
  if (table7 === null) return styleText('dim', '-');
  const [decided, suggested] = (['decided', 'suggested'] as const).map((who) =>
    of.reduce((sum, category) => sum + categories[category][who], 0),
  );
  const parts = [...(decided ? [`${decided}✓`] : []), ...(suggested ? [String(suggested)] : [])];
  const stubs = of.includes('stub') ? categories.stub.decided + categories.stub.suggested : 0;
  return [
    `${table7[paper].toFixed(2)} %`,
    styleText('dim', parts.join(' + ') || '0'),
    ...(stubs > 0 ? [styleText('dim', `${stubs} stubs`)] : []),
  ].join('\n');
};

const openCell = ({ unknown, disputed }: FailureRow): string =>
  [
    ...(unknown > 0 ? [styleText('yellow', String(unknown))] : []),
    ...(disputed > 0 ? [styleText('yellow', `${disputed} disputed`)] : []),
  ].join('\n') || '0';

const notes = ({ policyText, rows, cases }: FailureReport): string[] => {
  const unknownBase = rows.reduce((sum, { share }) => sum + share.unknownBase, 0);
  const reasons = Map.groupBy(
    cases.flatMap(({ decided, suggestion }) =>
      decided === null && suggestion.status === 'unknown' ? [suggestion.reason] : [],
    ),
    (reason) => reason,
  );
  return [
    line('policy', policyText),
    line('of', 'samples of the base that the shift starts from; ≤x: as many, were all unknown ones cases'),
    ...(unknownBase > 0
      ? [styleText('yellow', line('', `${unknownBase} samples whose base is unknown are in none`))]
      : []),
    line(
      'n✓ + m',
      'n decided by people, m suggested by a program and seen by nobody; stubs count as removed code',
    ),
    ...[...reasons].map(([reason, all]) => line('?', `${all.length} without a suggestion: ${reason}`)),
  ];
};

const people = ({ people, cases }: FailureReport): string[] =>
  people.flatMap(({ name, decided, stale, elsewhere }) => [
    line('decided', `${name} ${decided} of ${cases.length}`),
    ...(stale > 0
      ? [styleText('yellow', line('', `${stale} of ${name} are for other code, and do not count`))]
      : []),
    ...(elsewhere > 0
      ? [styleText('yellow', line('', `${elsewhere} of ${name} are for samples that are no case here`))]
      : []),
  ]);

const agreementText = ({ raters, cases, observed, kappa }: FailureAgreement): string => {
  const share = observed.status === 'ok' ? observed.value.value.toFixed(2) : 'unknown';
  const beyond = kappa.status === 'ok' ? kappa.value.value.toFixed(2) : `unknown, ${kappa.reason}`;
  return line('agree', `${raters.join(' and ')}: on ${share} of ${cases}; Cohen's kappa ${beyond}`);
};
