import { askText, type Prompter } from './ask.ts';
import type { Key } from './keyboard.ts';
import type { Screen } from './screen.ts';

type Sampled = { readonly sample: string };

/** An answer, and what the person noted beside it. */
export type Noted<Answer> = Answer & { readonly note: string };

/** What a person is asked about each item, and how. */
export type Form<Item extends Sampled, Answer extends Sampled> = {
  /** The keys that are answers, each with a word for it. */
  readonly keys: readonly string[];
  /** What Return does on an item without an answer, in a word or two. */
  readonly onReturn: string;
  /** The page of an item, in lines of at most so many characters. */
  page(item: Item, width: number): string[];
  /** An answer in one line. */
  text(said: Noted<Answer>): string;
  /**
   * What a key says of an item; may ask further.
   * @returns undefined: the key is no answer; null: the person thought better of it
   */
  answer(
    key: Key,
    item: Item,
    before: Answer | undefined,
    prompter: Prompter,
  ): Promise<Answer | undefined | null>;
};

export type Walk<Item, Answer> = {
  readonly items: readonly Item[];
  /** What the person has said already, by sample. */
  readonly said: ReadonlyMap<string, Noted<Answer>>;
  /** Writes an answer down. */
  record(said: Noted<Answer>): void;
};

const END_KEYS = ['b back', '⏎ go on', 'q done'];

/**
 * Walks a person through items, from the first one without an answer, until all have one or the person quits. Every
 * answer is recorded when it is given.
 *
 * @param walk with at least one item
 * @returns how many items are still without an answer
 * @throws Interrupted on Ctrl-C
 */
export const walkThrough = async <Item extends Sampled, Answer extends Sampled>(
  form: Form<Item, Answer>,
  walk: Walk<Item, Answer>,
  screen: Screen,
  prompter: Prompter,
): Promise<number> => {
  const { items } = walk;
  const desk = openDesk(form, walk);
  const keys = [...form.keys, 'n note', 'b back', `⏎ ${form.onReturn}`, 'q quit', '↑↓ space scroll'];
  let at: number | undefined = desk.nextOpen(-1);
  while (at !== undefined) {
    const item: Item | undefined = items[at];
    const footer = item
      ? { status: `${at + 1} of ${items.length}  ${desk.status(item)}`, keys }
      : { status: desk.summary(), keys: END_KEYS };
    screen.page(item?.sample ?? '', item && ((width) => form.page(item, width)), footer);
    const key = await prompter.keyboard.next();
    if (key === undefined || key.name === 'q') at = undefined;
    else if (key.name === 'b') at = Math.max(0, at - 1);
    else if (item) at = await act(form, desk, screen, prompter, item, at, key);
    else if (key.name === 'return') at = desk.left() > 0 ? desk.nextOpen(-1) : undefined;
  }
  return desk.left();
};

/** The answers given so far, and notes that wait for one. */
const openDesk = <Item extends Sampled, Answer extends Sampled>(
  form: Form<Item, Answer>,
  { items, said, record }: Walk<Item, Answer>,
) => {
  const given = new Map(said);
  const notes = new Map<string, string>();
  const left = (): number => items.filter(({ sample }) => !given.has(sample)).length;
  const noteOf = ({ sample }: Item): string => notes.get(sample) ?? given.get(sample)?.note ?? '';
  const write = (answer: Noted<Answer>): void => {
    record(answer);
    given.set(answer.sample, answer);
  };
  return {
    given,
    noteOf,
    give: (item: Item, answer: Answer): void => write({ ...answer, note: noteOf(item) }),
    /** Keeps a note; that of an answer at once. */
    note(item: Item, note: string): void {
      notes.set(item.sample, note);
      const answer = given.get(item.sample);
      if (answer) write({ ...answer, note });
    },
    /** What the person said of an item, in one line. */
    status(item: Item): string {
      const answer = given.get(item.sample);
      if (answer) return `you said: ${form.text(answer)}`;
      return noteOf(item) ? `no label yet  "${noteOf(item)}"` : 'no label yet';
    },
    left,
    summary: (): string =>
      left() > 0
        ? `${left()} of ${items.length} have no label`
        : `all ${items.length} are labelled; thank you`,
    /** The next item without an answer, going round once; past the last one if all have one. */
    nextOpen(after: number): number {
      const isOpen = ({ sample }: Item): boolean => !given.has(sample);
      const ahead = items.findIndex((item, index) => index > after && isOpen(item));
      const any = ahead === -1 ? items.findIndex(isOpen) : ahead;
      return any === -1 ? items.length : any;
    },
  };
};

/** What a key does on an item; returns where to go from there. */
const act = async <Item extends Sampled, Answer extends Sampled>(
  form: Form<Item, Answer>,
  desk: ReturnType<typeof openDesk<Item, Answer>>,
  screen: Screen,
  prompter: Prompter,
  item: Item,
  at: number,
  key: Key,
): Promise<number> => {
  const before = desk.given.get(item.sample);
  if (key.name === 'n') {
    const note = await askText(prompter, 'note', desk.noteOf(item), () => undefined);
    if (note !== undefined) desk.note(item, note);
    return at;
  }
  if (key.name === 'return' && before) return at + 1;
  const answer = await form.answer(key, item, before, prompter);
  if (answer) {
    desk.give(item, answer);
    return desk.nextOpen(at);
  }
  if (key.name === 'return') return at + 1;
  if (answer === undefined) screen.scroll(key.name);
  return at;
};
