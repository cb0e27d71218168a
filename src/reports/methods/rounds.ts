import { styleText } from 'node:util';
import type { Course } from '../../analysis/course.ts';
import type { RoundState, RoundsRow } from '../../analysis/rounds.ts';
import { HELD_OUT } from '../../analysis/score.ts';
import { plainTable } from '../plain-table.ts';
import { bar } from './bar.ts';
import { pointCell, shorten } from './cells.ts';

const BAR_WIDTH = 20;
const MODEL_WIDTH = 32;

/** How samples stand after a round, at a glance. */
const picture = ({ states }: RoundState): string => {
  const count = (holds: (state: RoundState['states'][number]) => boolean): number =>
    states.filter(holds).reduce((sum, { samples }) => sum + samples, 0);
  const isWhole = ({ security, works }: RoundState['states'][number]): boolean =>
    security === 'secure' && works === 'functional';
  return bar(
    [
      { mark: '█', samples: count(isWhole) },
      { mark: '▒', samples: count((state) => state.security === 'secure' && !isWhole(state)) },
      { mark: '!', samples: count(({ security }) => security === 'insecure') },
      { mark: '·', samples: count(({ security }) => security === 'unknown') },
    ],
    BAR_WIDTH,
  );
};

/** What the signs of the bars mean. */
export const BAR_LEGEND =
  '█ secure and works  ▒ secure, does not work or is not known to  ! insecure  · security unknown';

type Measure = { readonly key: string; readonly head: string };

/** Those of paper B, and held-out. */
const BEFORE_AND_AFTER: readonly Measure[] = [
  { key: 'pass@1', head: 'Pass@1' },
  { key: 'error-free@1', head: 'error-\nfree' },
  { key: `error-free@1:${HELD_OUT}`, head: 'err.-free\nheld-out' },
  { key: 'vulnerable@1', head: 'vulner-\nable' },
  { key: `vulnerable@1:${HELD_OUT}`, head: 'vulner.\nheld-out' },
];

const BY_ROUND: readonly Measure[] = [
  ...BEFORE_AND_AFTER,
  { key: 'secure-pass@1', head: 'Secure-\nPass@1' },
  { key: 'safe@1', head: 'SAFE@1' },
  { key: `safe@1:${HELD_OUT}`, head: 'SAFE@1\nheld-out' },
];

/** Measures that nobody took are left out. */
const taken = (measures: readonly Measure[], rows: readonly RoundsRow[]): readonly Measure[] =>
  measures.filter(({ key }) => rows.some(({ rounds }) => rounds.some(({ metrics }) => metrics[key])));

/** How the samples of one method and model stand after every round, in per cent. */
export const roundsTable = (row: RoundsRow): string => {
  const measures = taken(BY_ROUND, [row]);
  return plainTable(
    ['after', 'worked\non', ...measures.map(({ head }) => head), ''],
    row.rounds.map((state) => [
      state.round === 0 ? 'first attempt' : `round ${state.round}`,
      state.active,
      ...measures.map(({ key }) => pointCell(state.metrics[key])),
      picture(state),
    ]),
  );
};

/** The first attempt and the end, in per cent, a row for each model: tables 4, 5 and 6 of paper B, one for each method. */
export const beforeAfterTable = (rows: readonly RoundsRow[]): string => {
  const measures = taken(BEFORE_AND_AFTER, rows);
  return plainTable(
    ['model', 'samples', ...measures.flatMap(({ head }) => [head, '\nafter'])],
    rows.map(({ model, samples, rounds }) => [
      shorten(model, MODEL_WIDTH),
      samples,
      ...measures.flatMap(({ key }) =>
        [rounds.at(0), rounds.at(-1)].map((state) => pointCell(state?.metrics[key])),
      ),
    ]),
  );
};

/** When samples became free of errors and of vulnerabilities: table 2 of paper B, a row for each model. */
export const courseTable = (rows: readonly RoundsRow[]): string =>
  plainTable(
    ['model', 'free of', 'Pass@1', 'first\nattempt', 'after\npatch', "didn't\npass", '\nlost', '\nunknown'],
    rows.flatMap(({ model, rounds, courses, heldOut }) => {
      const pass = pointCell(rounds.at(-1)?.metrics['pass@1']);
      const lines: readonly (readonly [what: string, course: Course | null])[] = [
        ['errors', courses.errors],
        ['errors, held-out', heldOut.errors],
        ['vulnerabilities', courses.vulnerabilities],
        ['vulnerabilities, held-out', heldOut.vulnerabilities],
      ];
      return lines.flatMap(([what, course]) =>
        course ? [[shorten(model, MODEL_WIDTH), what, pass, ...countsOf(course)]] : [],
      );
    }),
    2,
  );

const countsOf = ({ first, after, never, lost, unknown }: Course): (string | number)[] => [
  first,
  after,
  never,
  lost > 0 ? styleText('red', String(lost)) : 0,
  unknown > 0 ? styleText('yellow', String(unknown)) : 0,
];
