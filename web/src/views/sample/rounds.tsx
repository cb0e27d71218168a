import type { ReactNode } from 'react';
import type { Language } from '../../../../src/core/task.ts';
import type { TraceStep } from '../../../../src/core/trace.ts';
import type { SampleDetail } from '../../../../src/reports/site/format.ts';
import { Code } from '../../parts/code/code.tsx';
import { FunctionChip, SecurityChip } from '../../parts/verdict.tsx';
import { Visible, VisibleBlock } from '../../parts/visible.tsx';

/** What the method did, step by step, round by round. */
export const Rounds = ({
  detail: { trace, rounds },
  language,
}: {
  readonly detail: SampleDetail;
  readonly language: Language;
}): ReactNode => {
  if (!trace || trace.steps.length === 0) return null;
  const byRound = [...Map.groupBy(trace.steps, ({ round }) => round)];
  return (
    <>
      <h2>Rounds</h2>
      <ol className="rounds">
        {byRound.map(([round, steps]) => {
          const verdict = rounds.find((one) => one.round === round);
          return (
            <li key={round}>
              <h3>
                {round === 0 ? 'First attempt' : `Round ${round}`}
                {round === trace.kept && <span className="soft small"> handed in</span>}{' '}
                {verdict && (
                  <>
                    <SecurityChip verdict={verdict.security} /> <FunctionChip verdict={verdict.function} />
                  </>
                )}
              </h3>
              {steps.map((step, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name, and never move
                <Step key={place} step={step} language={language} />
              ))}
            </li>
          );
        })}
      </ol>
      <p className="small">
        <b>Ended because</b> {STOPS[trace.stop]}
      </p>
    </>
  );
};

const STOPS = {
  answered: 'it asks only once',
  clean: 'its analyzers find nothing more',
  rounds: 'its rounds were used up',
  tokens: 'its tokens were used up',
  money: 'its money was used up',
  time: 'its time was used up',
  stuck: 'nothing was left to try',
  unsatisfied: 'its constraints could not be met',
  unjudged: 'its analyzers could not judge the code',
} as const;

const Step = ({ step, language }: { readonly step: TraceStep; readonly language: Language }): ReactNode => {
  switch (step.step) {
    case 'ask':
      return (
        <details>
          <summary>
            Asked ({step.purpose}
            {step.given && ', answer was there already'}): {step.usage.completionTokens ?? '?'} tokens
          </summary>
          <VisibleBlock label="question" text={questionOf(step)} />
          <VisibleBlock label="answer" text={step.answer} />
        </details>
      );
    case 'code':
      return (
        <details>
          <summary>Code that was tried</summary>
          <Code code={step.code} language={language} label={`code of round ${step.round}`} />
        </details>
      );
    case 'edit':
      return (
        <p>
          Edit <span className="mono">{step.edit}</span> in line {step.line}: <Visible text={step.what} />
        </p>
      );
    case 'scan':
      return <p>{scanText(step)}</p>;
    case 'test':
      return (
        <p>
          {step.by}: {step.passed} of {step.total} passed
          {step.unknown > 0 && `, ${step.unknown} unknown`}
          {step.detail !== undefined && (
            <>
              {' '}
              (<Visible text={step.detail} />)
            </>
          )}
        </p>
      );
    case 'decode':
      return (
        <p>
          Decoded under constraints: {step.satisfied ? 'met' : 'not met'}, {step.evaluatedTokens} tokens
          evaluated
        </p>
      );
    case 'decide':
      return (
        <p>
          <b>
            <Visible text={step.decision} />
          </b>{' '}
          because <Visible text={step.because} />
        </p>
      );
  }
};

const questionOf = ({ input }: Extract<TraceStep, { step: 'ask' }>): string =>
  'prompt' in input
    ? input.prompt
    : input.messages.map(({ role, content }) => `[${role}]\n${content}`).join('\n\n');

const scanText = ({ scans }: Extract<TraceStep, { step: 'scan' }>): string =>
  scans
    .map(({ scanner, status, reason, findings }) => {
      if (status === 'unknown') return `${scanner} could not judge it (${reason ?? 'no reason given'})`;
      if (findings.length === 0) return `${scanner} found nothing`;
      return `${scanner} found ${findings.map(({ rule, line }) => `${rule} in line ${line}`).join(', ')}`;
    })
    .join('; ');
