import { languages } from '../../languages/index.ts';
import type { VisibleTask } from '../method.ts';
import type { HeardScan } from '../workbench.ts';

/** Code that is one long mistake must not fill the model's context with what is wrong with it. */
const MAX_LINES = 40;
const MAX_MESSAGE = 300;

/**
 * What scanners found, in words for a model: `line N: message`, in the order of the code. A message is one line, and
 * what two scanners say in the same words is said once.
 */
export const findingLines = (scans: readonly HeardScan[]): string[] => {
  const findings = scans.flatMap((scan) => scan.findings).toSorted((a, b) => a.line - b.line);
  const lines = [...new Set(findings.map(({ line, message }) => `line ${line}: ${oneLine(message)}`))];
  const more = lines.length - MAX_LINES;
  return more > 0 ? [...lines.slice(0, MAX_LINES), `and ${more} more`] : lines;
};

/** Why scanners could not judge a code, each reason once; empty if all did. */
export const reasonsOf = (scans: readonly HeardScan[]): string[] => [
  ...new Set(
    scans.flatMap((scan) => (scan.status === 'unknown' ? oneLine(scan.reason ?? 'no reason given') : [])),
  ),
];

/** How the answer must look, so that the extractor finds in it the whole code and nothing else. */
export const wholeCodeRequest = ({
  language,
  entryPoint,
}: Pick<VisibleTask, 'language' | 'entryPoint'>): string => {
  const subject =
    entryPoint === undefined ? 'the whole code' : `the whole code with the function \`${entryPoint}\``;
  return `Answer with a single ${languages[language].title} code block (\`\`\`${language}) that holds ${subject} and all imports it needs. Leave out explanations, examples and tests.`;
};

const oneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_MESSAGE ? line : `${line.slice(0, MAX_MESSAGE - 1)}…`;
};
