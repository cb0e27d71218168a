import { styleText } from 'node:util';
import type { Finding } from '../core/finding.ts';
import type { Usage } from '../core/sample.ts';
import type { Trace, TraceStep } from '../core/trace.ts';
import { visible } from './visible.ts';

const INDENT = '    ';

/** A text as a block under a heading, nothing of it left out. */
export const block = (text: string, indent = INDENT): string[] =>
  text
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => `${indent}${visible(line)}`.trimEnd());

/** One finding in a line. */
export const findingLine = ({ rule, cwes, severity, line, message }: Finding): string => {
  const kinds = cwes.map((cwe) => `CWE-${cwe}`).join(', ');
  return visible(`line ${line}: ${rule} (${[kinds, severity].filter(Boolean).join(', ')}) ${message}`);
};

/** Tokens, time and money in words; empty where nothing is known. */
export const usageWords = ({ promptTokens, completionTokens, seconds, usd }: Usage): string =>
  [
    ...(promptTokens === undefined ? [] : [`${promptTokens} tokens in`]),
    ...(completionTokens === undefined ? [] : [`${completionTokens} out`]),
    ...(seconds === undefined ? [] : [`${seconds.toFixed(1)} s`]),
    ...(usd === undefined ? [] : [`$${usd.toFixed(4)}`]),
  ].join(', ');

/** Everything that a method did for a sample, round by round. */
export const renderTrace = ({ steps, stop, kept }: Trace): string[] => {
  const rounds = [...Map.groupBy(steps, ({ round }) => round)];
  return [
    ...rounds.flatMap(([round, ofRound]) => [
      '',
      styleText('bold', round === 0 ? 'round 0, the first attempt' : `round ${round}`),
      ...ofRound.flatMap(renderStep),
    ]),
    '',
    `ended: ${stop}; handed in: the code of round ${kept}`,
  ];
};

const renderStep = (step: TraceStep): string[] => {
  const which = step.candidate === undefined ? '' : `candidate ${step.candidate + 1}, `;
  const head = (text: string): string => `  ${styleText('cyan', `${which}${text}`)}`;
  switch (step.step) {
    case 'ask': {
      const usage = usageWords(step.usage);
      const asked =
        'messages' in step.input
          ? step.input.messages.flatMap(({ role, content }) => [
              `    ${styleText('dim', role)}`,
              ...block(content, '      '),
            ])
          : block(step.input.prompt);
      return [
        head(`${step.given ? 'was asked before' : 'asked'} (${step.purpose})`),
        ...asked,
        head(`answered${usage === '' ? '' : ` (${usage})`}${step.finish === 'length' ? ', cut off' : ''}`),
        ...block(step.answer),
      ];
    }
    case 'code':
      return [head('the code'), ...block(step.code)];
    case 'edit':
      return [head(`edited by ${step.edit}, line ${step.line}: ${visible(step.what)}`)];
    case 'scan':
      return step.scans.flatMap(({ scanner, status, reason, findings }) => [
        head(
          `${scanner}: ${status === 'unknown' ? `could not judge (${visible(reason ?? 'no reason given')})` : findings.length === 0 ? 'finds nothing' : `finds ${findings.length}`}`,
        ),
        ...findings.map((finding) => `${INDENT}${findingLine(finding)}`),
      ]);
    case 'test':
      return [
        head(
          `${step.by}: ${step.passed} of ${step.total} ${step.by === 'behaviour' ? 'agree' : 'pass'}${step.unknown > 0 ? `, ${step.unknown} unknown` : ''}${step.detail ? `: ${visible(step.detail)}` : ''}`,
        ),
      ];
    case 'decode':
      return [
        head(
          `decoded under constraints: ${step.satisfied ? 'satisfied' : 'unsatisfied'}, ${step.evaluatedTokens} tokens went through the model${step.detail ? `: ${visible(step.detail)}` : ''}`,
        ),
        ...step.required.map((phrase) => `${INDENT}required: ${visible(phrase)}`),
        ...step.forbidden.map((phrase) => `${INDENT}forbidden: ${visible(phrase)}`),
      ];
    case 'decide':
      return [head(`${step.decision}: ${visible(step.because)}`)];
  }
};
