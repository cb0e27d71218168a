import { styleText } from 'node:util';
import type { Category, Suggestion } from '../../../analysis/degeneracy/suspect.ts';
import type { Decision } from '../../../analysis/failures/terms.ts';
import type { Outcome } from '../../../core/outcome.ts';
import { visible, wrap } from '../../../reports/visible.ts';
import { codeLines, rule, taskLines } from '../page.ts';
import type { Form } from '../walk.ts';

/** One case to decide on. */
export type FailureItem = {
  readonly sample: string;
  readonly baseHash: string;
  readonly codeHash: string;
  /** What was asked for; empty if the run has no tasks. */
  readonly task: string;
  /** What the base was: "insecure, and works". */
  readonly was: string;
  readonly base: string;
  readonly code: string;
  readonly suggestion: Outcome<Suggestion>;
};

const CATEGORY_OF_KEY: Readonly<Record<string, Category>> = {
  r: 'removed code',
  s: 'stub',
  j: 'junk',
  o: 'off-task',
  f: 'false negative',
  x: 'other',
};

/** What became of the code? Return says that the suggestion is right. */
export const FAILURES: Form<FailureItem, Omit<Decision, 'note'>> = {
  keys: Object.entries(CATEGORY_OF_KEY).map((pair) => pair.join(' ')),
  onReturn: 'as suggested',
  page: (item, width) => [
    ...suggestionLines(item.suggestion, width),
    ...taskLines(item.task, width),
    ...codeLines(`the base: ${item.was}`, item.base, width),
    ...codeLines('after the method: secure, and does not work', item.code, width),
  ],
  text: ({ category, note }) => [category, ...(note ? [`"${note}"`] : [])].join('  '),
  async answer({ name }, { sample, baseHash, codeHash, suggestion }) {
    const suggested = suggestion.status === 'ok' ? suggestion.value.category : undefined;
    const category = name === 'return' ? suggested : CATEGORY_OF_KEY[name];
    return category && { sample, base: baseHash, code: codeHash, category };
  },
};

const suggestionLines = (suggestion: FailureItem['suggestion'], width: number): string[] => {
  const title = rule('suggested', width);
  if (suggestion.status === 'unknown') return [title, `nothing: ${suggestion.reason}`];
  const { category, confidence, evidence } = suggestion.value;
  return [
    title,
    `${styleText('bold', category)}, with ${confidence} confidence`,
    ...evidence.flatMap((line) => wrap(visible(`- ${line}`), width)),
  ];
};
