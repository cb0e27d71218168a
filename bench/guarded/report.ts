import { compareText } from '../../src/analysis/order.ts';
import { plainTable } from '../../src/reports/plain-table.ts';
import { DEEDS } from './repairer.ts';
import type { Fate } from './treat.ts';

/** What a way of repair did to one program. */
export type Case = {
  readonly id: string;
  readonly stop: string;
  readonly changed: boolean;
  /** Nothing is left that the scanners in the loop find. */
  readonly clean: boolean;
  readonly exploited: { readonly before: boolean; readonly after: boolean };
  /** Whether any scanner outside the loop accuses it. */
  readonly accused: { readonly before: boolean; readonly after: boolean };
  /** Hidden functional cases that passed before and fail now, and those that nobody can tell of now. */
  readonly failed: readonly string[];
  readonly unknown: readonly string[];
  /** Answers of the repairer; `regression`: cases that an accepted one fails. */
  readonly fates: readonly (Fate & { readonly regression: readonly string[] })[];
  readonly edits: readonly { readonly edit: string; readonly decision: string; readonly because: string }[];
  readonly seconds: number;
  readonly code: string;
};

export type Arm = { readonly name: string; readonly cases: readonly Case[] };

const count = <Item>(items: readonly Item[], is: (item: Item) => boolean): number => items.filter(is).length;

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;

/** The first words of a reason, without numbers and names: what is counted. */
export const reasonClass = (because: string): string =>
  because
    .replace(/^(\w+ \w+) sink .*/s, '$1 sink')
    .replace(/^(new finding|more findings|lost parameter|lost|silences analyzers): .*/s, '$1')
    .replace(/^lost .*/s, 'lost functions or parameters')
    .replace(/^does not use .*/s, 'does not use a parameter')
    .replace(/^\S+ does nothing now.*/s, 'a function does nothing now')
    .replace(/^(function falls|function not proven): .*/s, '$1')
    .replace(/^the findings do not fall.*/s, 'the findings do not fall')
    .replace(/^asks for (the \w+|its own program).*/s, 'asks for its surroundings')
    .replace(/^\S+ could not judge it.*/s, 'a scanner could not judge it')
    .replace(/^only .*/s, 'too little is left')
    .replace(/^the code is [\d.]+ times.*/s, 'too much was added');

/** Answers that were seen before tell nothing new. */
const isNew = ({ because }: Fate): boolean => !/^it (was tried before|is the same code)/.test(because);

export const renderArms = (arms: readonly Arm[]): string =>
  plainTable(
    [
      'repair',
      'programs',
      'changed',
      'clean for the\nscanners in the loop',
      'functional\nregressions',
      'regressing answers\naccepted',
      'unknown',
      'exploited\nbefore, after',
      'accused by others\nbefore, after',
      's per\nprogram',
    ],
    arms.map(({ name, cases }) => [
      name,
      cases.length,
      count(cases, ({ changed }) => changed),
      count(cases, ({ clean }) => clean),
      count(cases, ({ failed }) => failed.length > 0),
      count(
        cases.flatMap(({ fates }) => fates),
        ({ regression }) => regression.length > 0,
      ),
      count(cases, ({ failed, unknown }) => failed.length === 0 && unknown.length > 0),
      `${count(cases, ({ exploited }) => exploited.before)}, ${count(cases, ({ exploited }) => exploited.after)}`,
      `${count(cases, ({ accused }) => accused.before)}, ${count(cases, ({ accused }) => accused.after)}`,
      (cases.reduce((sum, { seconds }) => sum + seconds, 0) / Math.max(1, cases.length)).toFixed(1),
    ]),
  );

/** What became of the repairer's answers, by what they were. */
export const renderFates = (cases: readonly Case[]): string => {
  const fates = cases.flatMap((one) => one.fates).filter(isNew);
  const reasons = [
    ...new Set(
      fates.filter(({ decision }) => decision === 'refused').map(({ because }) => reasonClass(because)),
    ),
  ].sort(compareText);
  const rows = DEEDS.map((deed) => {
    const of = fates.filter((fate) => fate.deed === deed);
    return [
      deed,
      of.length,
      count(of, ({ decision }) => decision === 'accepted'),
      ...reasons.map((reason) =>
        count(of, ({ decision, because }) => decision === 'refused' && reasonClass(because) === reason),
      ),
    ];
  });
  return plainTable(
    ['answer', 'judged', 'accepted', ...reasons.map((reason) => reason.replaceAll(' ', '\n'))],
    rows,
  );
};

/** The share of true fixes that were kept: of all, and of those with which the findings fall. */
export const renderKept = (cases: readonly Case[]): string => {
  const fixes = cases
    .flatMap((one) => one.fates)
    .filter((fate) => fate.deed === 'fixes' && isNew(fate) && fate.decision !== 'not judged');
  const falling = fixes.filter(({ because }) => !/^(the findings|new finding|more findings)/.test(because));
  const kept = ({ decision }: Fate): boolean => decision === 'accepted';
  const fixed = cases.filter(
    ({ exploited, failed }) => exploited.before && !exploited.after && failed.length === 0,
  );
  return [
    `true fixes kept: ${share(count(fixes, kept), fixes.length)}`,
    `of those with which findings fall: ${share(count(falling, kept), falling.length)}`,
    `programs that could be exploited, cannot any more and work as before: ${share(
      fixed.length,
      count(cases, ({ exploited }) => exploited.before),
    )}`,
  ].join('\n');
};

/** Edits of the catalogue, and what became of them. */
export const renderEdits = (cases: readonly Case[]): string => {
  const edits = cases.flatMap((one) => one.edits);
  const rows = [...Map.groupBy(edits, ({ edit }) => edit)].sort(([a], [b]) => compareText(a, b));
  return plainTable(
    ['edit', 'tried', 'accepted', 'refused because'],
    rows.map(([edit, tried]) => {
      const refused = tried.filter(({ decision }) => decision === 'refused');
      const reasons = [...Map.groupBy(refused, ({ because }) => reasonClass(because))];
      return [
        edit,
        tried.length,
        count(tried, ({ decision }) => decision === 'accepted'),
        reasons.map(([reason, of]) => `${reason} (${of.length})`).join(', '),
      ];
    }),
  );
};

/** Every hole: a program that lost a function. */
export const renderHoles = ({ name, cases }: Arm): string =>
  cases
    .flatMap(({ id, failed, fates }) => [
      ...(failed.length > 0 ? [`${name}: ${id} fails ${failed.join(', ')}`] : []),
      ...fates
        .filter(({ regression }) => regression.length > 0)
        .map(
          ({ how, regression }) => `${name}: ${id} accepted "${how}", which fails ${regression.join(', ')}`,
        ),
    ])
    .join('\n');
