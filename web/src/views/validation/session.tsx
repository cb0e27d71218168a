import { Button, Progress } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { ReviewQueue, SiteRun } from '../../../../src/reports/site/format.ts';
import { at } from '../../data/sample-table.ts';
import { useSite } from '../../data/site.tsx';
import { useKeys } from '../../parts/keys.ts';
import { Finish } from './finish.tsx';
import { Look } from './look.tsx';
import { disputesOf, jobOf, type LabelDetails, type LabelVerdict } from './queue.ts';
import { useLabels } from './use-labels.ts';
import type { Worker } from './validation.tsx';
import { Verdicts } from './verdicts.tsx';

type SessionProps = {
  readonly run: SiteRun;
  readonly queue: ReviewQueue;
  readonly worker: Worker;
  readonly onLeave: () => void;
};

/** One person goes through the samples. */
export const Session = ({ run, queue, worker, onLeave }: SessionProps): ReactNode => {
  const { table } = useSite();
  const { kind, name } = worker;
  const job = useMemo(() => jobOf(queue, kind, name), [queue, kind, name]);
  const place = useMemo(() => ({ run: run.name, kind, name }), [run.name, kind, name]);
  const { labels, add, problem } = useLabels(queue, job, place);
  const firstOpen = job.samples.findIndex(({ sample }) => !labels.has(sample));
  const [asked, setAsked] = useState(firstOpen < 0 ? job.samples.length : firstOpen);
  const planned = job.samples[asked];
  const given = planned && labels.get(planned.sample);
  const label = (verdict: LabelVerdict, details: LabelDetails): void => {
    if (!planned) return;
    const { sample, code } = planned;
    add({ sample, code, verdict, ...details });
    setAsked(asked + 1);
  };
  const back = (): void => setAsked(Math.max(0, asked - 1));
  useKeys({
    b: back,
    k: back,
    j: () => setAsked(Math.min(job.samples.length, asked + 1)),
  });
  const settled = disputesOf(queue).find((one) => one.planned.sample === planned?.sample)?.verdicts;
  return (
    <section aria-label={kind === 'labels' ? 'labelling' : 'settling disagreements'}>
      <div className="session-head">
        <span role="status">
          {planned ? `${asked + 1} of ${job.samples.length}` : 'Through'}, {name}
        </span>
        <Progress
          value={(100 * labels.size) / Math.max(1, job.samples.length)}
          aria-label="labelled"
          className="session-progress"
        />
        <Button size="compact-xs" variant="default" onClick={back} disabled={asked === 0}>
          Back (b)
        </Button>
        <Button size="compact-xs" variant="default" onClick={onLeave}>
          Leave
        </Button>
      </div>
      {problem && <p role="alert">The label is not kept: {problem}</p>}
      {planned ? (
        <>
          {kind === 'adjudications' && settled && <Sides verdicts={settled} turned={asked % 2 === 1} />}
          <Look
            row={planned.row}
            language={table.columns.languages[at(table.columns.rows.language, planned.row)]}
          />
          <Verdicts key={planned.sample} given={given} onLabel={label} />
        </>
      ) : (
        <Finish run={run} worker={worker} labels={labels} total={job.samples.length} />
      )}
    </section>
  );
};

/** What the two people say, without their names and in changing order. */
const Sides = ({
  verdicts: [first, second],
  turned,
}: {
  readonly verdicts: readonly [LabelVerdict, LabelVerdict];
  readonly turned: boolean;
}): ReactNode => {
  const [a, b] = turned ? [second, first] : [first, second];
  return (
    <p>
      One says <b>{a}</b>, the other <b>{b}</b>.
    </p>
  );
};
