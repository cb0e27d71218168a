import { styleText } from 'node:util';

/** What is drawn on: a terminal, or in tests any stream. */
export type ScreenOutput = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

/** The last lines: where one is, and which keys there are. */
export type Footer = { readonly status: string; readonly keys: readonly string[] };

/** The whole terminal: one page at a time, with the last lines for keys and questions. */
export type Screen = {
  /**
   * Draws a page; scrolled to the top if `id` is another one than before.
   * @param lines its lines, at most so many characters wide; undefined: an empty page
   */
  page(id: string, lines: ((width: number) => string[]) | undefined, footer: Footer): void;
  /** Moves the page by a key: up, down, space, pageup, pagedown, home, end. Others do nothing. */
  scroll(key: string): void;
  /** Shows one line, in the place of the last of the footer. */
  line(text: string): void;
  close(): void;
};

const ENTER_ALTERNATE = '\u001b[?1049h';
const LEAVE_ALTERNATE = '\u001b[?1049l';
const CLEAR = '\u001b[2J\u001b[H';
const CLEAR_LINE = '\r\u001b[2K';

const MAX_WIDTH = 120;
/** Room for what is more below, and for the status. */
const FOOTER_LINES = 2;

/** Entries one after the other, in as many lines as they need. */
const pack = (entries: readonly string[], width: number): string[] => {
  const lines: string[] = [];
  for (const entry of entries) {
    const longer = `${lines.at(-1)}  ${entry}`;
    if (lines.length === 0 || [...longer].length > width) lines.push(entry);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

/** Takes over the terminal, without touching what stood on it, until it is closed. */
export const openScreen = (output: ScreenOutput): Screen => {
  let [shown, offset, furthest, keyLines] = ['', 0, 0, 1];
  const width = (): number => Math.min(MAX_WIDTH, output.columns || 80);
  const height = (): number => Math.max(3, (output.rows || 24) - FOOTER_LINES - keyLines);
  const cut = (text: string): string => [...text].slice(0, width()).join('');
  output.write(ENTER_ALTERNATE);
  return {
    page(id, draw, footer) {
      if (id !== shown) [shown, offset] = [id, 0];
      const lines = draw?.(width()) ?? [];
      const keys = pack(footer.keys, width()).map(cut);
      keyLines = keys.length;
      const visible = height();
      furthest = Math.max(0, lines.length - visible);
      offset = Math.min(offset, furthest);
      const below = lines.length - offset - visible;
      const more = below > 0 ? styleText('yellow', `${below} more lines below`) : '';
      const window = lines.slice(offset, offset + visible);
      const last = [
        more,
        styleText('bold', cut(footer.status)),
        ...keys.map((line) => styleText('dim', line)),
      ];
      output.write(CLEAR + [...window, ...last].join('\n'));
    },
    scroll(key) {
      const step = Math.max(1, height() - 2);
      const moves: Readonly<Record<string, number>> = {
        up: -1,
        down: 1,
        space: step,
        pagedown: step,
        pageup: -step,
        home: -furthest,
        end: furthest,
      };
      offset = Math.min(furthest, Math.max(0, offset + (moves[key] ?? 0)));
    },
    line(text) {
      const room = width() - 1;
      const tail = [...text].length > room ? `…${[...text].slice(1 - room).join('')}` : text;
      output.write(CLEAR_LINE + tail);
    },
    close() {
      output.write(LEAVE_ALTERNATE);
    },
  };
};
