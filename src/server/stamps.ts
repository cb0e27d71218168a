import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isHeld } from '../engine/lock.ts';
import { REVIEW_FOLDER } from '../engine/review-files.ts';
import { LOCK_FILE, RUN_FILES } from '../engine/run-folder.ts';

/** Says of some runs whether they are as they were: equal texts, equal states. */
export type Stamps = {
  readonly records: string;
  /** What people say of them. */
  readonly labels: string;
};

const RECORDS = [
  RUN_FILES.manifest,
  RUN_FILES.tasks,
  RUN_FILES.samples,
  RUN_FILES.traces,
  RUN_FILES.cases,
  RUN_FILES.findings,
  RUN_FILES.rules,
];

/** By size and time of change, which also works where a file system tells of no changes. */
export const stampsOf = (folders: readonly string[]): Stamps => ({
  records: JSON.stringify(
    folders.map((folder) => [
      isHeld(join(folder, LOCK_FILE)),
      ...RECORDS.map((file) => stampOf(join(folder, file))),
    ]),
  ),
  labels: JSON.stringify(
    folders.map((folder) => {
      const place = join(folder, REVIEW_FOLDER);
      return namesIn(place).map((name) => [name, stampOf(join(place, name))]);
    }),
  ),
});

const stampOf = (path: string): readonly number[] => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? [found.size, found.mtimeMs] : [];
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => /\.jsonl?$/.test(name))
      .sort();
  } catch {
    return [];
  }
};
