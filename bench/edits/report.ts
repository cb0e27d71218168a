import { compareText } from '../../src/analysis/order.ts';
import { plainTable } from '../../src/reports/plain-table.ts';
import type { Effect } from './effect.ts';
import type { Mending } from './mend.ts';

export type Result = {
  readonly set: string;
  readonly programs: number;
  readonly scanners: readonly Summary[];
};

export type Summary = {
  readonly scanner: string;
  readonly unknown: number;
  /** Programs in which it found something; those that edits make clean; those with fewer findings, clean or not. */
  readonly accused: number;
  readonly clean: number;
  readonly better: number;
  /** Programs accused by a rule, and those of them that it no longer accuses. */
  readonly rules: Readonly<Record<string, readonly [number, number]>>;
  /** How often an edit was made, on how many tested programs, and on how many of these a case broke. */
  readonly edits: Readonly<Record<string, readonly [number, number, number]>>;
  readonly tests: Tested | null;
};

export type Tested = {
  readonly programs: number;
  readonly unknown: number;
  /** Programs that pass all that they passed; cases passed before, broken now; exploits that worked, closed now. */
  readonly whole: number;
  readonly cases: number;
  readonly broken: number;
  readonly exploits: number;
  readonly closed: number;
  readonly brokenIds: readonly string[];
};

/** All that was measured of one scanner on one set, as numbers. */
export const summaryOf = (
  { scanner, unknown, mended }: Mending,
  effects: readonly (Effect | undefined)[],
): Summary => {
  const tested = effects.filter((effect) => effect !== undefined);
  const made = [...new Set(mended.flatMap(({ edits }) => edits))].toSorted(compareText);
  const rulesOf = (findings: readonly { rule: string }[]): ReadonlySet<string> =>
    new Set(findings.map(({ rule }) => rule));
  const rules = [...new Set(mended.flatMap(({ before }) => before.map(({ rule }) => rule)))].toSorted(
    compareText,
  );
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return {
    scanner,
    unknown,
    accused: mended.length,
    clean: mended.filter(({ after }) => after.length === 0).length,
    better: mended.filter(({ edits }) => edits.length > 0).length,
    rules: Object.fromEntries(
      rules.map((rule) => {
        const accused = mended.filter(({ before }) => rulesOf(before).has(rule));
        return [rule, [accused.length, accused.filter(({ after }) => !rulesOf(after).has(rule)).length]];
      }),
    ),
    edits: Object.fromEntries(
      made.map((id) => {
        const used = tested.filter(({ edits }) => edits.includes(id));
        const times = sum(mended.map(({ edits }) => edits.filter((edit) => edit === id).length));
        return [id, [times, used.length, used.filter(({ broken }) => broken.length > 0).length]];
      }),
    ),
    tests:
      effects.length === 0
        ? null
        : {
            programs: tested.length,
            unknown: effects.length - tested.length,
            whole: tested.filter(({ broken }) => broken.length === 0).length,
            cases: sum(tested.map(({ passed }) => passed)),
            broken: sum(tested.map(({ broken }) => broken.length)),
            exploits: sum(tested.map(({ exploited }) => exploited)),
            closed: sum(tested.map(({ closed }) => closed)),
            brokenIds: tested.filter(({ broken }) => broken.length > 0).map(({ id }) => id),
          },
  };
};

const of = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${part}/${whole} (${((100 * part) / whole).toFixed(1)} %)`;

/** The tables of one set. */
export const render = ({ set, programs, scanners }: Result): string =>
  [
    `${set}: ${programs} insecure programs`,
    '',
    plainTable(
      [
        'scanner',
        'accused',
        'unknown',
        'made clean',
        'fewer findings',
        'tested: pass all\nthat they passed',
        'cases kept',
        'exploits closed',
      ],
      scanners.map(({ scanner, accused, unknown, clean, better, tests }) => [
        scanner,
        accused,
        unknown,
        of(clean, accused),
        of(better, accused),
        tests ? of(tests.whole, tests.programs) : '-',
        tests ? of(tests.cases - tests.broken, tests.cases) : '-',
        tests ? of(tests.closed, tests.exploits) : '-',
      ]),
    ),
    '',
    'edits: made / on tested programs / broke a case',
    '',
    plainTable(
      ['edit', ...scanners.map(({ scanner }) => scanner)],
      [...new Set(scanners.flatMap(({ edits }) => Object.keys(edits)))]
        .toSorted(compareText)
        .map((id) => [id, ...scanners.map(({ edits }) => edits[id]?.join(' / ') ?? '-')]),
    ),
    '',
    'rules: programs accused / accused no more',
    '',
    plainTable(
      ['rule', 'accused', 'no more'],
      scanners.flatMap(({ scanner, rules }) =>
        Object.entries(rules)
          .toSorted(([, [a]], [, [b]]) => b - a)
          .map(([rule, [accused, less]]) => [`${scanner} ${rule}`, accused, less]),
      ),
    ),
    '',
  ].join('\n');
