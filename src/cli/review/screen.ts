import { styleText } from 'node:util';
import { type PageContent, pageLines } from './page.ts';

/** What is drawn on: a terminal, or in tests any stream. */
export type ScreenOutput = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

/** The last lines: where one is, and which keys there are. */
export type Footer = { readonly status: string; readonly keys: string };

/** The whole terminal: one page at a time, with the last lines for keys and questions. */
export type Screen = {
  /** Draws a page; scrolled to the top if `id` is another one than before. */
  page(id: string, content: PageContent | undefined, footer: Footer): void;
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
const FOOTER_LINES = 3;

/** Takes over the terminal, without touching what stood on it, until it is closed. */
export const openScreen = (output: ScreenOutput): Screen => {
  let [shown, offset, furthest] = ['', 0, 0];
  const width = (): number => Math.min(MAX_WIDTH, output.columns || 80);
  const height = (): number => Math.max(3, (output.rows || 24) - FOOTER_LINES);
  const cut = (text: string): string => [...text].slice(0, width()).join('');
  output.write(ENTER_ALTERNATE);
  return {
    page(id, content, footer) {
      if (id !== shown) [shown, offset] = [id, 0];
      const lines = content ? pageLines(content, width()) : [];
      const visible = height();
      furthest = Math.max(0, lines.length - visible);
      offset = Math.min(offset, furthest);
      const below = lines.length - offset - visible;
      const more = below > 0 ? styleText('yellow', `${below} more lines below`) : '';
      const window = lines.slice(offset, offset + visible);
      const { status, keys } = footer;
      const last = [more, styleText('bold', cut(status)), styleText('dim', cut(keys))];
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
