import { styleText } from 'node:util';
import type { Explanation } from '../analysis/explanation.ts';
import type { CaseOutcome } from '../core/case.ts';
import type { Scan } from '../core/finding.ts';
import type { CaseKind } from '../core/task.ts';
import type { Verdict } from '../core/verdict.ts';
import { block, findingLine, renderTrace, usageWords } from './trace.ts';
import { visible } from './visible.ts';

const heading = (text: string): string => styleText('bold', text);

/** All that a run knows of a sample, for a terminal: what it is, why it was judged so, and how it came to be. */
export const renderExplanation = ({
  policyText,
  deciding,
  sample,
  task,
  verdict,
  scans,
  tests,
  method,
  trace,
  rounds,
}: Explanation): string => {
  const { instruction, completion } = task?.prompt ?? {};
  const asked = instruction ?? completion;
  const usage = usageWords(sample.usage ?? {});
  return [
    heading(visible(sample.id)),
    ...(task?.title ? [`task     ${visible(task.title)}`] : []),
    `verdict  ${verdictWords(verdict, deciding)}`,
    `policy   ${policyText}`,
    ...verdict.unknownBecause.map((reason) => `         unknown because ${visible(reason)}`),
    ...(method ? [`method   ${methodWords(method)}`] : []),
    ...(usage === '' ? [] : [`took     ${usage}`]),
    ...(rounds.length > 0
      ? [
          `rounds   ${[...rounds, verdict].map((one) => `${one.round ?? 'end'}: ${shortVerdict(one)}`).join('; ')}`,
        ]
      : []),
    ...(asked === undefined ? [] : ['', heading('the task'), ...block(asked)]),
    '',
    heading(
      `the code${sample.extraction.steps.length > 0 ? ` (extracted by: ${sample.extraction.steps.join(', ')})` : ''}`,
    ),
    ...codeWithFindings(sample.code, scans),
    ...(tests ? ['', heading('the tests'), ...testLines(tests)] : []),
    ...(trace ? ['', heading('how it came to be'), ...renderTrace(trace)] : []),
  ].join('\n');
};

/** The samples of a run with their verdicts, a line each. */
export const renderVerdicts = (verdicts: readonly Verdict[]): string =>
  verdicts.map((verdict) => `${visible(verdict.sample)}  ${shortVerdict(verdict)}`).join('\n');

const COLOURS = {
  secure: 'green',
  functional: 'green',
  insecure: 'red',
  failing: 'red',
  partial: 'yellow',
  unknown: 'yellow',
} as const;

const coloured = (verdict: keyof typeof COLOURS): string => styleText(COLOURS[verdict], verdict);

const shortVerdict = ({ security, function: works }: Verdict): string =>
  `${coloured(security)}, ${coloured(works)}`;

const verdictWords = (verdict: Verdict, deciding: readonly string[]): string => {
  const accusers = Object.entries(verdict.scanners)
    .filter(([id, said]) => said === 'insecure' && deciding.includes(id))
    .map(([id]) => id);
  const because = [...accusers, ...(verdict.exploits === 'insecure' ? ['exploit tests'] : [])];
  const { passed, total } = verdict.cases;
  return [
    coloured(verdict.security),
    because.length > 0 ? ` (accused by ${because.join(', ')})` : '',
    `, ${coloured(verdict.function)}`,
    total > 0 ? ` (${passed} of ${total} functional cases pass)` : '',
  ].join('');
};

const methodWords = ({ method, settings, listens, oracle }: NonNullable<Explanation['method']>): string => {
  const set = Object.entries(settings).map(([key, value]) => `${key}=${String(value)}`);
  return [
    [method, ...set].join(' '),
    ...(listens.length > 0 ? [`listened to ${listens.join(', ')}`] : []),
    ...(oracle === undefined ? [] : [`oracle-informed by ${oracle}`]),
  ].join('; ');
};

/** The code with line numbers, each finding under its line. */
const codeWithFindings = (code: string, scans: readonly Scan[]): string[] => {
  if (code === '') return ['    (none)'];
  const found = scans.flatMap(({ scanner, findings }) =>
    findings.map((finding) => ({ line: finding.line, text: `${scanner} ${findingLine(finding)}` })),
  );
  const lines = code.replace(/\n+$/, '').split('\n');
  const digits = String(lines.length).length;
  return [
    ...lines.flatMap((line, index) => [
      `${styleText('dim', String(index + 1).padStart(digits))}  ${visible(line)}`.trimEnd(),
      ...found
        .filter((one) => one.line === index + 1)
        .map(({ text }) => styleText('yellow', `${' '.repeat(digits)}  ^ ${text}`)),
    ]),
    ...found
      .filter((one) => one.line > lines.length)
      .map(({ text }) => styleText('yellow', `${' '.repeat(digits)}  ^ ${text}`)),
    ...scans
      .filter(({ status }) => status === 'unknown')
      .map(({ scanner, reason }) =>
        styleText('yellow', `${scanner} could not judge: ${visible(reason ?? '')}`),
      ),
  ];
};

/** A security case that passed is an exploit that did not. */
const outcomeWord = (kind: CaseKind, outcome: CaseOutcome): string => {
  if (kind === 'functional') return outcome;
  return outcome === 'passed' ? 'repelled' : outcome === 'failed' ? 'exploited' : outcome;
};

const testLines = ({ status, reason, cases, sandbox }: NonNullable<Explanation['tests']>): string[] => [
  ...(status === 'unknown' ? [`    unknown: ${visible(reason ?? 'no reason given')}`] : []),
  ...cases.map(
    ({ id, kind, outcome, message }) =>
      `    ${outcomeWord(kind, outcome).padEnd(9)} ${kind === 'security' ? 'exploit ' : ''}${visible(id)}${message ? `: ${visible(message.split('\n')[0] ?? '')}` : ''}`,
  ),
  styleText('dim', `    ${sandbox}`),
];
