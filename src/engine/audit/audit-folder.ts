import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { auditRecordSchema } from '../../analysis/audit/record.ts';
import { openJournal } from '../journal.ts';
import { lock } from '../lock.ts';
import { LOCK_FILE, RUNS_FOLDER } from '../run-folder.ts';

/** Where the records of an audit lie unless told otherwise. */
export const auditFolderOf = (set: string): string => join(RUNS_FOLDER, `verify-${set}`);

/**
 * Opens or makes the folder of an audit, with its journal. Records of other tasks, codes and environments may lie in
 * it, too: each says by its key what it is of.
 *
 * @throws BifocalError BIFOCAL_USAGE if a living process works in it
 */
export const openAuditFolder = (folder: string) => {
  mkdirSync(folder, { recursive: true });
  const unlock = lock(join(folder, LOCK_FILE));
  const journal = openJournal(join(folder, 'audit.jsonl'), auditRecordSchema);
  return {
    journal,
    close: (): void => {
      journal.close();
      unlock();
    },
  };
};
