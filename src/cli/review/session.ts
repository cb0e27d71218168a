import type { Label, LabelVerdict } from '../../analysis/review/terms.ts';
import { askText, lineText, type Prompter, parseCwes, parseLines } from './ask.ts';
import { labelText, type PageContent, pageLines } from './page.ts';
import type { Screen } from './screen.ts';
import { type Form, walkThrough } from './walk.ts';

/** One sample to label. */
export type Item = PageContent & { readonly sample: string; readonly codeHash: string };

export type Session = {
  readonly items: readonly Item[];
  /** Labels that there are already, by sample. */
  readonly labels: ReadonlyMap<string, Label>;
  /** Writes a label down. */
  record(label: Label): void;
};

const VERDICT_OF_KEY: Readonly<Record<string, LabelVerdict>> = { s: 'secure', i: 'insecure', u: 'unsure' };

/** Is it secure; and if not, what is the flaw, and where? */
const LABELS: Form<Item, Omit<Label, 'note'>> = {
  keys: ['s secure', 'i insecure', 'u unsure'],
  onReturn: 'next',
  page: pageLines,
  text: labelText,
  async answer(key, item, before, prompter) {
    const verdict = VERDICT_OF_KEY[key.name];
    if (verdict === undefined) return undefined;
    const { sample, codeHash: code } = item;
    const flaw = verdict === 'insecure' ? await askFlaw(prompter, item, before) : { cwes: [], lines: [] };
    return flaw === undefined ? null : { sample, code, verdict, ...flaw };
  },
};

/**
 * Walks a person through samples that are to be labelled, see {@link walkThrough}.
 *
 * @returns how many samples are still without a label
 * @throws Interrupted on Ctrl-C
 */
export const runSession = (
  { items, labels, record }: Session,
  screen: Screen,
  prompter: Prompter,
): Promise<number> => walkThrough(LABELS, { items, said: labels, record }, screen, prompter);

/** Where the flaw is, and of what kind. Undefined: the person thought better of it. */
const askFlaw = async (
  prompter: Prompter,
  { code }: Item,
  before: Omit<Label, 'note'> | undefined,
): Promise<Pick<Label, 'cwes' | 'lines'> | undefined> => {
  const last = code.replace(/\n+$/, '').split('\n').length;
  const cwes = await askText(
    prompter,
    'CWE numbers, e.g. 89, 78 (empty: do not know)',
    before?.cwes.join(', ') ?? '',
    (text) => (parseCwes(text) ? undefined : 'numbers only'),
  );
  if (cwes === undefined) return undefined;
  const lines = await askText(
    prompter,
    'lines, e.g. 3, 7-9 (empty: do not know)',
    lineText(before?.lines ?? []),
    (text) => (parseLines(text, last) ? undefined : `1 to ${last}`),
  );
  if (lines === undefined) return undefined;
  return { cwes: parseCwes(cwes) ?? [], lines: parseLines(lines, last) ?? [] };
};
