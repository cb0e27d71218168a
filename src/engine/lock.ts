import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { BifocalError } from '../core/errors.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Claims a run folder for this process and returns the release. The claim of a process that is gone is taken over
 * at once, so a killed run can be resumed right away.
 *
 * @throws BifocalError BIFOCAL_USAGE if a living process holds it
 */
export const lock = (path: string): (() => void) => {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder > 0 && holder !== process.pid && isAlive(holder)) {
      throw new BifocalError(
        'BIFOCAL_USAGE',
        `process ${holder} is working in this run folder`,
        `wait for it, or choose another folder with --out (if it is not Bifocal, delete ${path})`,
      );
    }
    writeFileSync(path, String(process.pid));
  }
  return () => rmSync(path, { force: true });
};

/** Whether a living process holds what this file claims; false if there is no such file. */
export const isHeld = (path: string): boolean => {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    return holder > 0 && isAlive(holder);
  } catch {
    return false;
  }
};
