import type { Course } from '../../analysis/course.ts';
import type { Cell, Exhibit } from './exhibit.ts';
import { absent } from './kit/absences.ts';
import { errorFreeNotes, errorFreePolicy } from './kit/analyzers.ts';
import { countCell } from './kit/cells.ts';
import { NAMES } from './kit/measures.ts';
import { policyNotes, unknownNotes } from './kit/notes.ts';
import { PAPER_B } from './kit/papers.ts';
import { incompleteNotes, type LabelledRounds, pointCell, ROUND_NOTES, roundsOf } from './kit/rounds.ts';

/** When samples became free of errors while a method told the model of them. */
export const bTable2: Exhibit = {
  id: 'b-table2',
  title: 'Samples without errors at first and after patching',
  source: `${PAPER_B}, section 4.3, table 2`,
  make: (study) => {
    const rounds = roundsOf(study, (ears) => ears.has('defects')).filter(({ row }) => row.courses.errors);
    if (rounds.length === 0) {
      return absent(
        'no method of these runs listened to an analyzer of defects in rounds',
        'run one: bifocal run --method base,codepatch:look=defects --scanners standard,pyright',
      );
    }
    const several = new Set(rounds.map(({ dataSet }) => dataSet.name)).size > 1;
    const hasPass = rounds.some(({ row }) => row.rounds.at(-1)?.metrics['pass@1']);
    const rows = rounds.map((one): Cell[] => [
      ...(several ? [one.dataSet.name] : []),
      one.line.model,
      one.line.method,
      ...(hasPass ? [passOf(one)] : []),
      ...courseCells(one),
    ]);
    const runs = [...new Set(rounds.map(({ run }) => run))];
    return {
      kind: 'table',
      caption:
        'Samples without errors, by analyzers of defects: at the first attempt and for good, after patching, and never; and pass@1 of what was handed in.',
      columns: [
        ...(several ? [{ title: 'Data set', names: true }] : []),
        ...NAMES,
        ...(hasPass ? [{ title: 'pass@1' }] : []),
        { title: 'First attempt' },
        { title: 'After patch' },
        { title: "Didn't pass" },
        { title: 'Lost' },
        { title: 'Unknown' },
      ],
      rows,
      notes: [
        ...ROUND_NOTES,
        'Lost: free of errors at first and not in the end. Unknown: an analyzer could not judge the first attempt or what was handed in.',
        ...unknownNotes(rows),
        ...errorFreeNotes(runs),
        ...incompleteNotes(rounds),
        ...policyNotes(runs),
      ],
    };
  },
};

const passOf = ({ row, run }: LabelledRounds): Cell => {
  const point = row.rounds.at(-1)?.metrics['pass@1'];
  return point ? pointCell(point, run.scored.scores.policyText) : null;
};

const COURSE: readonly (keyof Course)[] = ['first', 'after', 'never', 'lost', 'unknown'];

const courseCells = ({ row, run }: LabelledRounds): Cell[] => {
  const course = row.courses.errors;
  if (!course) return Array<null>(COURSE.length).fill(null);
  const n = COURSE.reduce((sum, key) => sum + course[key], 0);
  const policy = errorFreePolicy(run);
  return COURSE.map((key) => countCell(course[key], { n, ...(policy !== undefined && { policy }) }));
};
