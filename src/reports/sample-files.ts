import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from '../core/sample.ts';
import { languages } from '../languages/index.ts';

/** The file name of a sample wherever its code is written to disk: by it, other tools' results find back. */
export const fileNameOfSample = ({ id, language }: Pick<Sample, 'id' | 'language'>): string =>
  createHash('sha256').update(id).digest('hex').slice(0, 16) + languages[language].extension;

/** Writes the code of samples into a folder, one file each, for scanners that run elsewhere. */
export const writeSampleFiles = (samples: readonly Sample[], folder: string): void => {
  mkdirSync(folder, { recursive: true });
  for (const sample of samples) writeFileSync(join(folder, fileNameOfSample(sample)), sample.code);
};
