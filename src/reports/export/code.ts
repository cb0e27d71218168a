import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileNameOfSample, writeSampleFiles } from '../sample-files.ts';
import type { Export } from './export.ts';

export const code: Export = {
  id: 'code',
  title: 'one file per sample',
  write: ({ run }, folder) => {
    writeSampleFiles(run.samples, folder);
    const index = join(folder, 'samples.json');
    const names = run.samples.map((sample) => [fileNameOfSample(sample), sample.id]);
    writeFileSync(index, `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`);
    return [folder, index];
  },
};
