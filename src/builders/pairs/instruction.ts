import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Pair, PairLevel } from '../../core/pair.ts';
import { cweName } from '../../cwe/index.ts';
import { languages } from '../../languages/index.ts';
import { asAnswer } from '../../methods/kit/as-answer.ts';

/**
 * What a model is asked. `own`: the words of the source, and `repair` where it has none; `repair`: always to mend the
 * rejected code; `describe`: the words of the source, and where it has none, what is known of the code by name.
 */
export const PROMPT_KINDS = ['own', 'repair', 'describe'] as const;
export type PromptKind = (typeof PROMPT_KINDS)[number];

const THING: Readonly<Record<PairLevel, string>> = { solution: 'code', method: 'function', file: 'file' };

/** The prompt of a pair; unknown if there is nothing to make one of. */
export const instructionFor = (pair: Pair, kind: PromptKind): Outcome<string> => {
  const own = pair.prompt.trim();
  if (own !== '' && kind !== 'repair') return ok(own);
  return kind === 'describe' ? description(pair) : ok(repair(pair));
};

const repair = ({ language, level, rejected, cwes }: Pair): string => {
  const named = cwes.map((cwe) => `CWE-${cwe}${cweName(cwe) === undefined ? '' : ` (${cweName(cwe)})`}`);
  const fault = cwes.length === 0 ? 'an error or a weakness' : `this weakness: ${named.join(', ')}`;
  return [
    `This ${languages[language].title} ${THING[level]} has ${fault}.`,
    `Rewrite it without that, and keep all else that it does. ${answerWith(level)}\n`,
    asAnswer(rejected.trimEnd(), language).raw,
  ].join('\n');
};

/** Says nothing of the weakness: a model should do without it also where nobody names it. */
const description = ({ language, level, provenance }: Pair): Outcome<string> => {
  const { function: name, path, repository } = provenance;
  const what = level === 'file' ? path : name;
  if (typeof what !== 'string' || what === '') return unknown('nothing to describe it by');
  const place = level === 'file' || typeof path !== 'string' ? '' : `, which stands in \`${path}\``;
  const project = typeof repository !== 'string' || repository === '' ? '' : ` of ${repository}`;
  return ok(
    `Write the ${languages[language].title} ${THING[level]} \`${what}\`${place}${project}. ${answerWith(level)}`,
  );
};

const answerWith = (level: PairLevel): string =>
  `Answer with a single code block that holds the whole ${THING[level]}.`;
