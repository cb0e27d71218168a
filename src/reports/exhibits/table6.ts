import type { Effect } from '../../analysis/comparison/terms.ts';
import type { SHIFTS, Transitions } from '../../analysis/transitions.ts';
import type { Study } from '../../engine/study.ts';
import { mean } from '../../stats/mean.ts';
import type { Cell, Column, Exhibit } from './exhibit.ts';
import { NO_BASE } from './kit/absences.ts';
import { shareCell } from './kit/cells.ts';
import { contrastsOf, otherBaseNotes } from './kit/contrasts.ts';
import { type DataSet, dataSetsOf, isLine, type Line, linesOf, overOf, titleOf } from './kit/data-sets.ts';
import { NAMES } from './kit/measures.ts';
import { policyNotes } from './kit/notes.ts';
import { PAPER_A } from './kit/papers.ts';

/** In the paper's order; the last one is ours. */
const HEADS: Readonly<Record<keyof typeof SHIFTS, string>> = {
  securedAndBroken: 'insecure, works →\nsecure, broken',
  broken: 'secure, works →\nsecure, broken',
  madeInsecure: 'secure, works →\ninsecure, works',
  secureToInsecure: 'secure →\ninsecure',
  fixed: 'insecure, works →\nsecure, works',
};
const SHIFT_IDS = Object.keys(HEADS) as (keyof typeof SHIFTS)[];

type Row = { readonly line: Line; readonly transitions: Transitions; readonly policy: string | undefined };

/** What methods made of the samples of the base. */
export const table6: Exhibit = {
  id: 'table6',
  title: 'What became of the samples of the base',
  source: `${PAPER_A}, sections 4.3 and 4.4, table 6`,
  make: (study) => {
    const found = dataSetsOf(study)
      .map((dataSet) => ({ dataSet, own: rowsOf(study, dataSet) }))
      .filter(({ own }) => own.some(({ transitions }) => transitions.pairs > 0));
    if (found.length === 0) return NO_BASE;
    const dataSets = found.map(({ dataSet }) => dataSet);
    const rows = linesOf(found.flatMap(({ own }) => own.map(({ line }) => line))).map((line): Cell[] => [
      line.model,
      line.method,
      ...found.flatMap(({ own }) => {
        const row = own.find((one) => isLine(one.line, line));
        return SHIFT_IDS.map((id) => (row ? shareCell(row.transitions.shifts[id], row.policy) : null));
      }),
    ]);
    return {
      kind: 'table',
      caption: `Security and function of the samples of the base and of what methods made of them, on ${titleOf(dataSets)}: per cent of the samples of the base that are in the first state and came into the second.`,
      columns: [
        ...NAMES,
        ...dataSets.flatMap((dataSet) =>
          SHIFT_IDS.map((id): Column => ({ ...overOf(dataSets, dataSet), title: HEADS[id] })),
        ),
      ],
      rows: [...rows, averageOf(rows)],
      notes: [
        'n counts samples of the base in the first state. Broken: does not pass all of its cases. Small below a number: Wilson intervals, 95 %.',
        '≤: were all samples that are unknown after the method in the second state. Samples of the base that are unknown themselves are in no number.',
        'Average: the mean of the numbers above it, each counting once. The last column of a data set, what was mended, is not in the paper.',
        ...otherBaseNotes(found.flatMap(({ dataSet }) => contrastsOf(study, dataSet))),
        ...firstAttemptNotes(study, dataSets),
        ...anovaNotes(study, dataSets),
        ...policyNotes(dataSets.flatMap(({ runs }) => runs)),
      ],
    };
  },
};

const averageOf = (rows: readonly (readonly Cell[])[]): Cell[] => {
  const [first = []] = rows;
  return first.map((_, at): Cell => {
    if (at === 0) return 'Average';
    if (at === 1) return '';
    const values = rows.flatMap((row) => {
      const cell = row[at];
      return cell !== null && typeof cell === 'object' ? [cell.value] : [];
    });
    return values.length > 0 ? { value: mean(values), as: 'percent', digits: 2 } : null;
  });
};

/** Against the base; for a method without one against its own first attempts. */
const rowsOf = (study: Study, dataSet: DataSet): Row[] => {
  const against = contrastsOf(study, dataSet).map(({ line, contrast, policy }) => ({
    line,
    policy,
    transitions: contrast.transitions,
  }));
  return [
    ...against,
    ...firstAttempts(dataSet).filter(({ line }) => !against.some((row) => isLine(row.line, line))),
  ];
};

const firstAttempts = ({ runs, entries }: DataSet): Row[] =>
  runs.flatMap(({ name, methods }) =>
    methods.transitions
      .filter(({ against, heldOut }) => against === 'first attempt' && !heldOut)
      .map((transitions) => ({
        line: {
          model:
            entries.find(({ run, row }) => run.name === name && row.model === transitions.model)?.model ??
            transitions.model,
          method: transitions.method,
        },
        transitions,
        policy: methods.policyText,
      })),
  );

const firstAttemptNotes = (study: Study, dataSets: readonly DataSet[]): string[] =>
  dataSets.flatMap((dataSet) => {
    const against = contrastsOf(study, dataSet);
    return firstAttempts(dataSet)
      .filter(({ line }) => !against.some((one) => isLine(one.line, line)))
      .map(({ line }) => `${line.model}, ${line.method}: against its own first attempts; it has no base.`);
  });

/** The analysis of variance of section 4.3: whether a method changes what works. */
const anovaNotes = ({ comparison }: Study, dataSets: readonly DataSet[]): string[] => {
  const several = dataSets.length > 1;
  return comparison.anova.flatMap(({ dataSet, metric, method, effects }) => {
    const effect = effects.find(({ source }) => source === 'method');
    const residual = effects.find(({ source }) => source === 'residual');
    return metric === 'pass@1' && method !== null && effect && residual
      ? [
          `Two-way analysis of variance of Pass@1, ${method} against its base, over the models that have both${several ? ` on ${dataSet}` : ''}: ${effectText(effect, residual)}.`,
        ]
      : [];
  });
};

const effectText = ({ f, p, df }: Effect, residual: Effect): string => {
  const chance = p === null ? 'unknown' : p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
  return `F(${df}, ${residual.df}) = ${f?.toFixed(2) ?? 'unknown'}, p ${chance}`;
};
