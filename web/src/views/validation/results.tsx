import type { ReactNode } from 'react';
import type { RaterAccuracy } from '../../../../src/analysis/review/accuracy.ts';
import type { CorrectedCell } from '../../../../src/analysis/review/corrected.ts';
import type { ReviewReport } from '../../../../src/analysis/review/report.ts';
import type { Outcome } from '../../../../src/core/outcome.ts';
import type { Proportion } from '../../../../src/stats/proportion.ts';
import { counted, decimal, percent, range } from '../../data/numbers.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';

/** What the labels say of scanners, and of the scores. */
export const ReviewResults = ({ review }: { readonly review: ReviewReport }): ReactNode => {
  const { agreement, labels, secure, plan } = review;
  const { kappa, ac1, observed } = agreement;
  return (
    <>
      <h2>Labels</h2>
      <p>
        {counted(plan.drawn, 'sample')} drawn of {plan.population} ({plan.design}, seed {plan.seed}):{' '}
        {labels.secure} secure, {labels.insecure} insecure, {labels.unknown} unknown ({labels.unlabelled} not
        labelled twice, {labels.disputed} disputed)
        {review.adjudicators.length > 0 &&
          `; ${labels.adjudicated} settled by ${review.adjudicators.join(', ')}`}
        .
      </p>
      <p>
        The two agree on {shareText(observed)}; Cohen's kappa{' '}
        {kappa.status === 'ok' ? decimal(kappa.value.value) : kappa.reason}, Gwet's AC1{' '}
        {ac1.status === 'ok' ? decimal(ac1.value.value) : ac1.reason}. Secure code in the run by the labels
        alone: {shareText(secure)}.
      </p>
      <h2>Confusion matrix</h2>
      <Confusion raters={review.raters} />
      <h2>Secure@1, raw and corrected</h2>
      <Corrected review={review} />
    </>
  );
};

const shareText = (outcome: Outcome<Proportion>): string =>
  outcome.status === 'ok'
    ? `${percent(outcome.value.value)} (${range(outcome.value.ci)}, n ${outcome.value.n})`
    : `unknown (${outcome.reason})`;

const RATES = ['precision', 'recall', 'specificity', 'f1'] as const;

const Confusion = ({ raters }: { readonly raters: readonly RaterAccuracy[] }): ReactNode => (
  <DataTable<RaterAccuracy>
    caption="Insecure is positive. Rates are weighted by how samples were drawn, with Wilson's 95 % intervals; ? counts samples that the rater or the people could not judge."
    items={raters}
    keyOf={({ rater }) => rater}
    stickyFirst
    columns={[
      { key: 'rater', head: 'Rater', value: ({ rater }) => rater, cell: ({ rater }) => rater },
      ...(['tp', 'fp', 'fn', 'tn', 'unknown'] as const).map(
        (key): Column<RaterAccuracy> => ({
          key,
          head: key === 'unknown' ? '?' : key.toUpperCase(),
          numeric: true,
          value: ({ confusion }) => confusion[key],
          cell: ({ confusion }) => confusion[key],
        }),
      ),
      ...RATES.map(
        (key): Column<RaterAccuracy> => ({
          key,
          head: key === 'f1' ? 'F1' : `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
          numeric: true,
          value: ({ weighted }) => {
            const rate = weighted[key];
            return rate.status === 'ok' ? rate.value.value : null;
          },
          cell: ({ weighted }) => <Rate rate={weighted[key]} />,
        }),
      ),
    ]}
  />
);

const Rate = ({ rate }: { readonly rate: Outcome<Proportion> }): ReactNode =>
  rate.status === 'ok' ? (
    <span title={`n ${rate.value.n}, effective ${rate.value.effective.toFixed(1)}`}>
      {percent(rate.value.value, 0)}
      <br />
      <span className="soft small">{range(rate.value.ci)}</span>
    </span>
  ) : (
    <span title={rate.reason}>?</span>
  );

type CorrectedRow = ReviewReport['corrected'][number];

const Corrected = ({ review }: { readonly review: ReviewReport }): ReactNode => (
  <DataTable<CorrectedRow>
    caption="Raw → corrected for the errors of whoever judged (Rogan and Gladen; interval of Lang and Reiczigel)"
    items={review.corrected}
    keyOf={({ model, method }) => JSON.stringify([model, method])}
    stickyFirst
    columns={[
      {
        key: 'name',
        head: 'Model, method',
        value: ({ model, method }) => `${model} ${method}`,
        cell: ({ model, method }) => `${model}, ${method}`,
      },
      ...review.raters.map(
        ({ rater }): Column<CorrectedRow> => ({
          key: rater,
          head: rater,
          numeric: true,
          cell: ({ raters }) => {
            const cell = raters[rater];
            return cell ? <CorrectedPair cell={cell} /> : '–';
          },
        }),
      ),
    ]}
  />
);

const CorrectedPair = ({ cell: { raw, corrected } }: { readonly cell: CorrectedCell }): ReactNode => (
  <span title={`n ${raw.samples}, ${raw.unknown} unknown`}>
    {percent(raw.value, 0)} →{' '}
    {corrected.status === 'ok' ? (
      <>
        {percent(corrected.value.value, 0)}
        <br />
        <span className="soft small">{range(corrected.value.ci)}</span>
      </>
    ) : (
      <span title={corrected.reason}>?</span>
    )}
  </span>
);
