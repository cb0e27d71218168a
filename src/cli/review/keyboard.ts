import { on } from 'node:events';
import { emitKeypressEvents } from 'node:readline';
import { Interrupted } from '../interrupt.ts';

/** What keys are read from: a terminal, or in tests any stream. */
export type KeyInput = NodeJS.ReadableStream & { setRawMode?(raw: boolean): unknown };

/** A key: its name as `node:readline` has it (`return`, `up`, `s`), and the text that it types, if any. */
export type Key = { readonly name: string; readonly text: string };

type Press = { readonly name?: string; readonly ctrl?: boolean; readonly meta?: boolean };

/** Keys one by one. What is typed ahead waits. */
export type Keyboard = {
  /** @returns undefined at the end of the input. @throws Interrupted on Ctrl-C, or when the signal is aborted */
  next(): Promise<Key | undefined>;
  close(): void;
};

const PRINTABLE = /^[^\p{C}]+$/u;

/** Takes over the input until it is closed. */
export const openKeyboard = (input: KeyInput, signal?: AbortSignal): Keyboard => {
  emitKeypressEvents(input);
  input.setRawMode?.(true);
  const presses = on(input, 'keypress', { close: ['end', 'close'], ...(signal ? { signal } : {}) });
  input.resume();
  return {
    async next() {
      for (;;) {
        const { done, value } = await presses.next().catch((error: unknown) => {
          throw signal?.aborted ? signal.reason : error;
        });
        if (done) return undefined;
        const [text, press] = value as [string | undefined, Press];
        if (press.ctrl && press.name === 'c') throw new Interrupted('stopped');
        if (press.ctrl && press.name === 'd') return undefined;
        // A lone Escape is reported as Escape held with itself.
        if (press.ctrl || (press.meta && press.name !== 'escape')) continue;
        return { name: press.name ?? '', text: text !== undefined && PRINTABLE.test(text) ? text : '' };
      }
    },
    close() {
      void presses.return?.();
      input.setRawMode?.(false);
      input.pause();
    },
  };
};
