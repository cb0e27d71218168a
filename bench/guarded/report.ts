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

/** Kinds of reasons, by how these begin or what is in them. The first that fits counts. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^removed .* sink /, 'a sink is gone'],
  [/^lost |^does not use /, 'functions, parameters or imports are gone or unused'],
  [/ does nothing/, 'a function does nothing'],
  [/^other (parameters|decorators) of | was a .* and is a /, 'callers would meet something else'],
  [/^binds |^does more when it is loaded/, 'it does more when it is loaded'],
  [/^only \d+ %/, 'too little is left'],
  [/ times as large$/, 'too much was added'],
  [/^silences |^has characters /, 'it hides from scanners or readers'],
  [/^asks for /, 'it asks for its surroundings'],
  [/could not judge it/, 'a scanner could not judge it'],
  [/^(new finding|more findings)/, 'something new is found'],
  [/^the findings do not fall/, 'the findings do not fall'],
  [/^function falls/, 'it does something else'],
  [/^function not proven/, 'too little shows that it does the same'],
  [/syntax|nested/, 'it does not parse'],
];

/** What is counted of a reason. */
export const reasonClass = (because: string): string =>
  REASONS.find(([pattern]) => pattern.test(because))?.[1] ?? because;

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
  const columns = DEEDS.map((deed) => fates.filter((fate) => fate.deed === deed));
  const row = (name: string, is: (fate: Fate) => boolean): (string | number)[] => [
    name,
    ...columns.map((of) => count(of, is)),
  ];
  const refused = fates
    .filter(({ decision }) => decision === 'refused')
    .map(({ because }) => reasonClass(because));
  const order = [...REASONS.map(([, name]) => name), ...refused];
  const reasons = [...new Set(refused)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return plainTable(
    ['answers', ...DEEDS],
    [
      row('judged', () => true),
      row('accepted', ({ decision }) => decision === 'accepted'),
      ...reasons.map((reason) =>
        row(reason, ({ decision, because }) => decision === 'refused' && reasonClass(because) === reason),
      ),
    ],
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
