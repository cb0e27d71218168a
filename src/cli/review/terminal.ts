import { BifocalError } from '../../core/errors.ts';
import { interruptSignal } from '../interrupt.ts';
import type { Prompter } from './ask.ts';
import { openKeyboard } from './keyboard.ts';
import { openScreen, type Screen } from './screen.ts';

/** @throws BifocalError BIFOCAL_USAGE if standard input or standard error is no terminal */
export const mustBeTerminal = (): void => {
  if (process.stdin.isTTY && process.stderr.isTTY) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    'labels are given in a terminal, and this is none',
    'type the command into one, or add --labels FILE.jsonl',
  );
};

/** Takes over the terminal while something is asked in it. */
export const inTerminal = async <T>(ask: (screen: Screen, prompter: Prompter) => Promise<T>): Promise<T> => {
  const keyboard = openKeyboard(process.stdin, interruptSignal());
  const screen = openScreen(process.stderr);
  try {
    return await ask(screen, { keyboard, show: screen.line });
  } finally {
    screen.close();
    keyboard.close();
  }
};
