import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';

/**
 * Replaces a file as a whole or not at all, and keeps its permissions. Nothing interrupts it. Where the path is a link,
 * the file that it leads to is replaced. Unknown, and nothing done, if the file is not what it was when it was read.
 *
 * @param was what was read from it
 */
export const replaceFile = (path: string, was: Uint8Array, content: string): Outcome<undefined> => {
  try {
    const file = realpathSync(path);
    if (!readFileSync(file).equals(was)) return unknown('it was changed meanwhile');
    accessSync(file, constants.W_OK);
    const { mode, uid, gid } = statSync(file);
    const staging = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`);
    try {
      writeFileSync(staging, content, { flag: 'wx', mode });
      keepOwner(staging, uid, gid);
      chmodSync(staging, mode);
      renameSync(staging, file);
    } finally {
      rmSync(staging, { force: true });
    }
    return ok(undefined);
  } catch (error) {
    return unknown(`it cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Only root can give a file to others; whoever may write another's file becomes the owner of the new one. */
const keepOwner = (path: string, uid: number, gid: number): void => {
  try {
    chownSync(path, uid, gid);
  } catch {
    // as said
  }
};
