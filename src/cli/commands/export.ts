import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { outcomeOfScan } from '../../core/finding.ts';
import { type RunRecords, readRun } from '../../engine/run-folder.ts';
import { fileNameOfSample, writeSampleFiles } from '../../reports/sample-files.ts';
import { toSarif } from '../../scanners/sarif/write.ts';
import { print, printJson } from '../output.ts';

/** What a run can be exported to; each writer returns the paths that it wrote. */
const FORMATS: Readonly<Record<string, (run: RunRecords, folder: string) => string[]>> = {
  code: (run, folder) => {
    writeSampleFiles(run.samples, folder);
    const index = join(folder, 'samples.json');
    writeFileSync(
      index,
      `${JSON.stringify(Object.fromEntries(run.samples.map((sample) => [fileNameOfSample(sample), sample.id])), null, 2)}\n`,
    );
    return [folder, index];
  },
  sarif: (run, folder) => {
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

/** `bifocal export RUN --to FORMAT`: a run's content for other tools. */
export const exportCommand = (): Command =>
  new Command('export')
    .description("write a run's code or findings for other tools")
    .argument('<run>', 'run folder')
    .addOption(
      new Option('--to <format>', 'code: one file per sample; sarif: the findings')
        .choices(Object.keys(FORMATS))
        .makeOptionMandatory(),
    )
    .option('--out <folder>', 'where to (default: RUN/export-FORMAT)')
    .action((folder: string, _options: unknown, command: Command) => {
      const {
        to,
        out,
        json = false,
      } = command.optsWithGlobals<{ to: string; out?: string; json?: boolean }>();
      const written = FORMATS[to]?.(readRun(folder), out ?? join(folder, `export-${to}`)) ?? [];
      if (json) printJson({ format: 'bifocal.export/1', written });
      else print(...written);
    });
