import { BifocalError } from '../core/errors.ts';

/**
 * What went wrong while something was written: what the system refuses is a fault of the place, and not ours.
 *
 * @param what was to be written, e.g. `report`
 * @returns a BifocalError BIFOCAL_USAGE for that; anything else as it is
 */
export const placeFault = (error: unknown, what: string, folder: string): unknown =>
  error instanceof Error && 'syscall' in error
    ? new BifocalError(
        'BIFOCAL_USAGE',
        `no ${what} can be written to ${folder}: ${error.message}`,
        'choose a folder that you may write to, with --out',
        { cause: error },
      )
    : error;
