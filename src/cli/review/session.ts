import type { Label, LabelVerdict } from '../../analysis/review/terms.ts';
import { askText, lineText, type Prompter, parseCwes, parseLines } from './ask.ts';
import type { Key } from './keyboard.ts';
import { labelText, type PageContent } from './page.ts';
import type { Screen } from './screen.ts';

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

const KEYS = 's secure  i insecure  u unsure  n note  b back  ⏎ next  q quit  ↑↓ space scroll';
const END_KEYS = 'b back  ⏎ go on  q done';

/**
 * Walks a person through samples, from the first one without a label, until all have one or the person quits. Every
 * label is recorded when it is given.
 *
 * @param session with at least one item
 * @returns how many samples are still without a label
 * @throws Interrupted on Ctrl-C
 */
export const runSession = async (session: Session, screen: Screen, prompter: Prompter): Promise<number> => {
  const { items } = session;
  const desk = openDesk(session);
  let at: number | undefined = desk.nextOpen(-1);
  while (at !== undefined) {
    const item: Item | undefined = items[at];
    const footer = item
      ? { status: `${at + 1} of ${items.length}  ${desk.said(item)}`, keys: KEYS }
      : { status: desk.summary(), keys: END_KEYS };
    screen.page(item?.sample ?? '', item, footer);
    const key = await prompter.keyboard.next();
    if (key === undefined || key.name === 'q') at = undefined;
    else if (key.name === 'b') at = Math.max(0, at - 1);
    else if (item) at = await act(desk, screen, prompter, item, at, key);
    else if (key.name === 'return') at = desk.left() > 0 ? desk.nextOpen(-1) : undefined;
  }
  return desk.left();
};

type Answer = Pick<Label, 'verdict' | 'cwes' | 'lines'>;

/** The labels given so far, and notes that wait for one. */
const openDesk = ({ items, labels, record }: Session) => {
  const given = new Map(labels);
  const notes = new Map<string, string>();
  const left = (): number => items.filter(({ sample }) => !given.has(sample)).length;
  const noteOf = ({ sample }: Item): string => notes.get(sample) ?? given.get(sample)?.note ?? '';
  const give = (item: Item, { verdict, cwes, lines }: Answer): void => {
    const { sample, codeHash: code } = item;
    const label: Label = { sample, code, verdict, cwes, lines, note: noteOf(item) };
    record(label);
    given.set(sample, label);
  };
  return {
    given,
    noteOf,
    give,
    /** Keeps a note; that of a label at once. */
    note(item: Item, text: string): void {
      notes.set(item.sample, text);
      const label = given.get(item.sample);
      if (label) give(item, label);
    },
    /** What the person said of a sample, in one line. */
    said(item: Item): string {
      const label = given.get(item.sample);
      if (label) return `you said: ${labelText(label)}`;
      return noteOf(item) ? `no label yet  "${noteOf(item)}"` : 'no label yet';
    },
    left,
    summary: (): string =>
      left() > 0
        ? `${left()} of ${items.length} have no label`
        : `all ${items.length} are labelled; thank you`,
    /** The next sample without a label, going round once; past the last one if all have one. */
    nextOpen(after: number): number {
      const isOpen = ({ sample }: Item): boolean => !given.has(sample);
      const ahead = items.findIndex((item, index) => index > after && isOpen(item));
      const any = ahead === -1 ? items.findIndex(isOpen) : ahead;
      return any === -1 ? items.length : any;
    },
  };
};

/** What a key does on a sample; returns where to go from there. */
const act = async (
  desk: ReturnType<typeof openDesk>,
  screen: Screen,
  prompter: Prompter,
  item: Item,
  at: number,
  key: Key,
): Promise<number> => {
  const before = desk.given.get(item.sample);
  if (key.name === 'return') return at + 1;
  if (key.name === 'n') {
    const note = await askText(prompter, 'note', desk.noteOf(item), () => undefined);
    if (note !== undefined) desk.note(item, note);
    return at;
  }
  const verdict = VERDICT_OF_KEY[key.name];
  if (verdict === undefined) {
    screen.scroll(key.name);
    return at;
  }
  const flaw = verdict === 'insecure' ? await askFlaw(prompter, item, before) : { cwes: [], lines: [] };
  if (flaw === undefined) return at;
  desk.give(item, { verdict, ...flaw });
  return desk.nextOpen(at);
};

/** Where the flaw is, and of what kind. Undefined: the person thought better of it. */
const askFlaw = async (
  prompter: Prompter,
  { code }: Item,
  before: Label | undefined,
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
