import { styleText } from 'node:util';
import type { Accuracy, RaterAccuracy } from '../analysis/review/accuracy.ts';
import type { CorrectedCell } from '../analysis/review/corrected.ts';
import type { PeopleAgreement, ReviewReport } from '../analysis/review/report.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Interval } from '../stats/bootstrap.ts';
import { plainTable } from './plain-table.ts';

/** More of them make a table too wide for a terminal; `--json` has them all. */
const MAX_RATERS = 6;

type Valued = { readonly value: number; readonly ci: Interval };

const interval = (ci: Interval): string => ci.map((bound) => bound.toFixed(2)).join('–');

/** An interval without width is an artefact of its formula: left out. */
const withInterval = ({ value, ci }: Valued): string =>
  ci[0] === ci[1] ? value.toFixed(2) : `${value.toFixed(2)} (${interval(ci)})`;

const cell = (outcome: Outcome<Valued>): string =>
  outcome.status === 'unknown'
    ? styleText('dim', '-')
    : `${outcome.value.value.toFixed(3)}\n${styleText('dim', interval(outcome.value.ci))}`;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What people's labels say of a run, for a terminal. */
export const renderReview = (report: ReviewReport): string => {
  const labelled = report.labels.secure + report.labels.insecure > 0;
  return [
    ...design(report),
    ...people(report),
    ...(labelled ? ['', accuracyTable(report.raters), '', ...accuracyNotes(report)] : []),
    ...(labelled && report.corrected.length > 0
      ? ['', correctedTable(report), '', ...correctedNotes(report), '', ...lesson(report)]
      : []),
  ].join('\n');
};

const line = (name: string, text: string): string => `${name.padEnd(8)}${text}`;

const design = ({ plan, samples }: ReviewReport): string[] => {
  const [stratum] = plan.strata;
  const traits = [
    ...(stratum?.accusers ? ['which scanners accuse a sample'] : []),
    ...(stratum?.model === undefined ? [] : ['model', 'method']),
  ];
  const how =
    traits.length === 0 || plan.strata.length < 2
      ? 'a simple random sample'
      : `${plan.strata.length} strata: ${traits.join(', ').replace(/, (?=[^,]*$)/, ' and ')}`;
  const grown = samples - plan.population - plan.leftOut;
  return [
    line('drawn', `${plan.drawn} of ${plan.population} samples; ${how}; seed ${plan.seed}`),
    ...(plan.leftOut > 0
      ? [styleText('yellow', line('', `${plan.leftOut} samples have no code and cannot be labelled`))]
      : []),
    ...(grown !== 0
      ? [styleText('yellow', line('', `the run has ${samples} samples now: the draw was made before`))]
      : []),
  ];
};

const people = ({ plan, people, labels, agreement, adjudicators, secure }: ReviewReport): string[] => {
  const names = people.map(({ name, labelled }) => `${name} ${labelled}`).join(', ');
  const odd = people.flatMap(({ name, stale, notDrawn }) => [
    ...(stale > 0 ? [`${stale} labels of ${name} are for other code, and do not count`] : []),
    ...(notDrawn > 0 ? [`${notDrawn} labels of ${name} are of samples that were not drawn`] : []),
  ]);
  const open = [
    ...(labels.unlabelled > 0 ? [`${labels.unlabelled} wait for two labels`] : []),
    ...(labels.disputed > 0 ? [`${labels.disputed} wait for an adjudicator`] : []),
  ];
  const decided =
    labels.adjudicated > 0 ? `, ${labels.adjudicated} adjudicated by ${adjudicators.join(', ')}` : '';
  return [
    line('labels', names ? `${names} of ${plan.drawn}` : 'none yet: bifocal review RUN --as NAME'),
    ...odd.map((text) => styleText('yellow', line('', text))),
    ...(agreement.samples > 0 ? [line('agree', agreementText(agreement))] : []),
    line(
      'final',
      `${labels.insecure} insecure, ${labels.secure} secure, ${labels.unknown} unknown (${labels.agreed} agreed${decided})`,
    ),
    ...open.map((text) => styleText('yellow', line('', text))),
    ...(secure.status === 'ok'
      ? [line('secure', `${withInterval(secure.value)} of the run, by these labels alone`)]
      : []),
  ];
};

const agreementText = ({ samples, observed, kappa, ac1 }: PeopleAgreement): string => {
  const measure = (name: string, outcome: Outcome<Valued>): string =>
    `${name} ${outcome.status === 'ok' ? withInterval(outcome.value) : `unknown, ${outcome.reason}`}`;
  return [
    `${measure('on', observed)} of ${samples}`,
    measure("Cohen's kappa", kappa),
    measure("Gwet's AC1", ac1),
  ].join('; ');
};

const RATES = ['precision', 'recall', 'specificity', 'f1'] as const satisfies readonly (keyof Accuracy)[];

const accuracyTable = (raters: readonly RaterAccuracy[]): string =>
  plainTable(
    ['', 'TP', 'TN', 'FP', 'FN', '?', ...RATES.map((rate) => (rate === 'f1' ? 'F1' : rate))],
    raters.map(({ rater, confusion: { tp, tn, fp, fn, unknown }, weighted }) => [
      rater,
      tp,
      tn,
      fp,
      fn,
      unknown > 0 ? styleText('yellow', String(unknown)) : '0',
      ...RATES.map((rate) => cell(weighted[rate])),
    ]),
  );

const accuracyNotes = ({ policyText, plan }: ReviewReport): string[] => [
  line('policy', policyText),
  line('TP', 'insecure and accused; FN insecure and not accused; ? no label or no verdict, in no rate'),
  line('a–b', "95 % interval (Wilson's)"),
  ...(plan.strata.length > 1
    ? [
        line(
          'weights',
          'counts are of labelled samples; in the rates each stands for as many as it was drawn from',
        ),
      ]
    : []),
];

const correctedCell = (cell: CorrectedCell | undefined): string => {
  if (!cell) return styleText('dim', '-');
  const { raw, corrected } = cell;
  const before = raw.value.toFixed(3);
  if (corrected.status === 'unknown') return `${before} → ?`;
  const { value, high, ci } = corrected.value;
  const range = high - value > 1e-9 ? `\n${styleText('yellow', `≤${high.toFixed(3)}`)}` : '';
  return `${before} → ${value.toFixed(3)}\n${styleText('dim', interval(ci))}${range}`;
};

const correctedTable = ({ corrected, raters }: ReviewReport): string => {
  const shown = raters.map(({ rater }) => rater).slice(0, MAX_RATERS);
  return plainTable(
    ['Secure@1, raw → corrected', ...shown],
    corrected.map(({ model, method, raters }) => [
      `${model === '*' ? 'all models' : model}\n${styleText('dim', method === '*' ? 'all methods' : method)}`,
      ...shown.map((rater) => correctedCell(raters[rater])),
    ]),
  );
};

const correctedNotes = ({ labels, corrected, raters }: ReviewReport): string[] => {
  const cells = corrected.flatMap((row) => Object.values(row.raters));
  const reasons = new Set(
    cells.flatMap(({ corrected }) => (corrected.status === 'unknown' ? [corrected.reason] : [])),
  );
  return [
    line(
      '→',
      `corrected by sensitivity and specificity (Rogan and Gladen), which rest on ${labels.secure + labels.insecure} labels`,
    ),
    line('', 'it holds where a scanner errs alike in every row; a wide interval says that labels are few'),
    line('a–b', '95 % interval of the corrected number (Lang and Reiczigel)'),
    ...[...reasons].map((reason) => line('→ ?', reason)),
    ...(cells.some(({ raw }) => raw.unknown > 0)
      ? [line('≤x', 'samples without a verdict count as bad; x is what it were, were they all good')]
      : []),
    ...(raters.length > MAX_RATERS ? [line('', `${raters.length - MAX_RATERS} more with --json`)] : []),
  ];
};

/** What the labels teach, in one sentence. */
const lesson = ({ raters, labels }: ReviewReport): string[] => {
  const policy = raters.find(({ rater }) => rater === 'policy');
  if (policy?.weighted.recall.status !== 'ok') return [];
  const { value, ci } = policy.weighted.recall.value;
  const { tp, fn } = policy.confusion;
  return [
    styleText(
      'bold',
      `The policy misses ${percent(1 - value)} (${percent(1 - ci[1])} to ${percent(1 - ci[0])}) of insecure code: ${fn} of ${tp + fn} samples that people call insecure (${labels.secure + labels.insecure} labels).`,
    ),
  ];
};
