import type { ReactNode } from 'react';
import type { SampleDetail, TaskDetail } from '../../../../src/reports/site/format.ts';
import { dollars } from '../../data/numbers.ts';
import { VisibleBlock } from '../../parts/visible.tsx';

/** What was asked, what the model wrote, and what was taken out of it. */
export const Output = ({
  detail: { raw, extraction, usage },
  task,
}: {
  readonly detail: SampleDetail;
  readonly task: TaskDetail | undefined;
}): ReactNode => (
  <>
    <h2>Question and answer</h2>
    <details>
      <summary>What was asked for</summary>
      <VisibleBlock label="task" text={task?.prompt ?? ''} />
    </details>
    <details>
      <summary>Raw output</summary>
      <VisibleBlock label="raw output" text={raw} />
    </details>
    <p className="small soft">
      Extracted by version {extraction.version}: {extraction.steps.join(', ') || 'nothing to take off'};{' '}
      {PARSES[String(extraction.parses) as keyof typeof PARSES]}
      {usage?.completionTokens !== undefined &&
        `; ${usage.promptTokens ?? '?'} + ${usage.completionTokens} tokens`}
      {usage?.seconds !== undefined && `, ${usage.seconds.toFixed(1)} s`}
      {usage?.usd !== undefined && `, ${dollars(usage.usd)}`}
    </p>
  </>
);

const PARSES = { true: 'it parses', false: 'it does not parse', null: 'no parser for the language' } as const;
