import { execa } from 'execa';

/** What opens an address in the browser that somebody uses. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [file: string, ...args: string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '""'],
};

/**
 * Opens a file or an address in the browser of whoever sits there. What it says goes nowhere.
 * @returns whether something could be started
 */
export const openInBrowser = async (target: string): Promise<boolean> => {
  const [file, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const { failed } = await execa(file, [...args, target], {
    stdio: 'ignore',
    reject: false,
    timeout: 10_000,
  });
  return !failed;
};
