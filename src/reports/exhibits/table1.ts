import { compareMethods } from '../../analysis/order.ts';
import { POOLED } from '../../analysis/score.ts';
import type { MethodRecord } from '../../core/run.ts';
import type { StudyRun } from '../../engine/study.ts';
import { METHODS } from '../../methods/index.ts';
import type { Need } from '../../methods/method.ts';
import type { Cell, Exhibit } from './exhibit.ts';
import { absent, NO_SAMPLES } from './kit/absences.ts';
import { countCell } from './kit/cells.ts';
import { PAPER_A } from './kit/papers.ts';

/** How far a need reaches into the model: `half` is what it computes beside its answer. */
const ACCESS = {
  chat: 'none',
  analyzers: 'none',
  sandbox: 'none',
  'token probabilities': 'half',
} as const satisfies Record<Need, 'none' | 'half'>;

const YES = '✓';

/** The methods of the runs, and what each cannot do without. */
export const table1: Exhibit = {
  id: 'table1',
  title: 'Methods and what they need',
  source: `${PAPER_A}, section 3.2, table 1`,
  make: ({ runs }) => {
    const names = [
      ...new Set(
        runs.flatMap(({ scored }) =>
          scored.scores.rows.flatMap(({ method }) => (method === POOLED ? [] : [method])),
        ),
      ),
    ].sort(compareMethods);
    const hasRows = runs.some(({ scored }) => scored.scores.rows.length > 0);
    if (!hasRows) return NO_SAMPLES;
    if (names.length === 0) return absent('no method is told apart in the runs', 'leave --by away');
    const rows = names.map((name) => rowOf(name, recordIn(runs, name)));
    const isStrange = (row: readonly Cell[]): boolean => row.slice(1).every((cell) => cell === null);
    if (rows.every(isStrange)) {
      return absent(
        'the samples of these runs were brought, and how they were made is not known',
        'let methods make samples: bifocal run --method, or bifocal improve RUN --method',
      );
    }
    return {
      kind: 'table',
      caption:
        'The methods of the runs. White-box: whether the method needs access to the model beyond its answers.',
      columns: [
        { title: 'Method', names: true },
        { title: 'White-box' },
        { title: 'Decoding Ctrl' },
        { title: 'External Tool' },
        { title: 'Runs Code' },
        { title: 'Rounds' },
        { title: 'Listens to' },
        { title: 'Improves' },
        { title: 'Is told' },
        { title: 'Source' },
      ],
      rows,
      notes: [
        '◐ needs the probability of every next token; ○ needs answers alone.',
        'Weight updates and changes of the prompt, two more columns of the paper, are nothing that a method declares here.',
        ...(rows.some(isStrange) ? ['–: samples that were brought; how they were made is not known.'] : []),
      ],
    };
  },
};

const recordIn = (runs: readonly StudyRun[], name: string): MethodRecord | undefined =>
  runs
    .map(({ records }) => records.manifest.inputs.methods)
    .flatMap((methods) => (Object.hasOwn(methods, name) ? [methods[name]] : []))[0];

const rowOf = (name: string, record: MethodRecord | undefined): Cell[] => {
  const method = record && Object.hasOwn(METHODS, record.method) ? METHODS[record.method] : undefined;
  if (!record || !method) return [name, ...Array<null>(9).fill(null)];
  const needs = (need: Need): string => (method.needs.includes(need) ? YES : '');
  return [
    name,
    method.needs.some((need) => ACCESS[need] === 'half') ? '◐' : '○',
    needs('token probabilities'),
    needs('analyzers'),
    needs('sandbox'),
    countCell(record.limits.rounds ?? 0),
    record.listens.join(', '),
    record.from ?? '',
    record.oracle ?? '',
    method.source,
  ];
};
