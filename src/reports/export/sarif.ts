import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOfScan } from '../../core/finding.ts';
import { toSarif } from '../../scanners/sarif/write.ts';
import { fileNameOfSample } from '../sample-files.ts';
import type { Export } from './export.ts';

export const sarif: Export = {
  id: 'sarif',
  title: 'the findings',
  write: ({ run }, folder) => {
    mkdirSync(folder, { recursive: true });
    const samples = new Map(run.samples.map((sample) => [sample.id, sample]));
    const sources = [...Map.groupBy(run.findings, ({ scanner }) => scanner)].map(([scanner, scans]) => ({
      scanner,
      version: (run.manifest.inputs.scanners[scanner] ?? run.manifest.imported[scanner])?.version,
      files: scans.flatMap((scan) => {
        const sample = samples.get(scan.sample);
        return sample ? [{ uri: fileNameOfSample(sample), outcome: outcomeOfScan(scan) }] : [];
      }),
    }));
    return toSarif(sources).map((log, index) => {
      const path = join(folder, index === 0 ? 'findings.sarif' : `findings-${index + 1}.sarif`);
      writeFileSync(path, `${JSON.stringify(log, null, 2)}\n`);
      return path;
    });
  },
};
