import type { Cell, Exhibit } from './exhibit.ts';
import { absent } from './kit/absences.ts';
import { errorFreeNotes, errorFreePolicy } from './kit/analyzers.ts';
import { NAMES } from './kit/measures.ts';
import { policyNotes, unknownNotes } from './kit/notes.ts';
import { PAPER_B } from './kit/papers.ts';
import {
  type Ear,
  incompleteNotes,
  type LabelledRounds,
  pointCell,
  ROUND_NOTES,
  roundsOf,
} from './kit/rounds.ts';

/** The paper has the first two; the third is what analyzers of vulnerabilities are for. */
const MEASURES = [
  { key: 'pass@1', group: 'pass@1' },
  { key: 'error-free@1', group: 'EFR' },
  { key: 'vulnerable@1', group: 'Vulnerable' },
] as const;

type Kind = {
  readonly id: string;
  readonly number: number;
  readonly ears: readonly Ear[];
  readonly tools: string;
  readonly look: string;
};

/** Every model before feedback and after, by methods that listen to such tools alone. */
const beforeAndAfter = ({ id, number, ears, tools, look }: Kind): Exhibit => ({
  id,
  title: `Before and after feedback of ${tools}`,
  source: `${PAPER_B}, section 4.4, table ${number}`,
  make: (study) => {
    const rounds = roundsOf(study, (own) => own.size === ears.length && ears.every((ear) => own.has(ear)));
    if (rounds.length === 0) {
      return absent(
        `no method of these runs listened to ${tools} in rounds`,
        `run one: bifocal run --method base,codepatch:look=${look} --scanners standard,pyright`,
      );
    }
    const several = new Set(rounds.map(({ dataSet }) => dataSet.name)).size > 1;
    const measures = MEASURES.filter(({ key }) => rounds.some(({ row }) => row.rounds.at(-1)?.metrics[key]));
    const rows = rounds.map((one): Cell[] => [
      ...(several ? [one.dataSet.name] : []),
      one.line.model,
      one.line.method,
      ...measures.flatMap(({ key }) => endsOf(one, key)),
    ]);
    const runs = [...new Set(rounds.map(({ run }) => run))];
    return {
      kind: 'table',
      caption: `Results before feedback of ${tools} (the first attempt) and after (what was handed in), in per cent.`,
      columns: [
        ...(several ? [{ title: 'Data set', names: true }] : []),
        ...NAMES,
        ...measures.flatMap(({ group }) => [
          { group, title: 'before' },
          { group, title: 'after' },
        ]),
      ],
      rows,
      notes: [
        ...ROUND_NOTES,
        ...unknownNotes(rows),
        'Methods are judged here by scanners that they listened to as well as by others: see the held-out scores of table5.',
        ...errorFreeNotes(runs),
        ...incompleteNotes(rounds),
        ...policyNotes(runs),
      ],
    };
  },
});

const endsOf = ({ row, run }: LabelledRounds, key: string): Cell[] => {
  const policy = key === 'error-free@1' ? errorFreePolicy(run) : run.scored.scores.policyText;
  return [row.rounds.at(0), row.rounds.at(-1)].map((state) => {
    const point = state?.metrics[key];
    return point ? pointCell(point, policy) : null;
  });
};

export const bTable4 = beforeAndAfter({
  id: 'b-table4',
  number: 4,
  ears: ['defects'],
  tools: 'analyzers of defects',
  look: 'defects',
});

export const bTable5 = beforeAndAfter({
  id: 'b-table5',
  number: 5,
  ears: ['security'],
  tools: 'scanners for vulnerabilities',
  look: 'vulnerabilities',
});

export const bTable6 = beforeAndAfter({
  id: 'b-table6',
  number: 6,
  ears: ['defects', 'security'],
  tools: 'analyzers of defects and scanners for vulnerabilities together',
  look: 'both',
});
