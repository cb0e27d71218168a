import type { ScannerRole } from '../core/finding.ts';
import { readSarif, type SarifRun } from './sarif/read.ts';
import { readSvres } from './svace/svres.ts';

/** A form in which scanners leave their results in files. */
export type ReportFormat = {
  readonly title: string;
  /** How the names of such files end. */
  readonly suffix: string;
  /** What the scanners that write it look for, as a rule. */
  readonly role: ScannerRole;
  /** @throws BifocalError BIFOCAL_INPUT if the text is something else; `name` is what the message calls it */
  read(text: string, name: string): SarifRun[];
};

const sarif: ReportFormat = { title: 'SARIF 2.1.0', suffix: '.sarif', role: 'security', read: readSarif };

const svres: ReportFormat = {
  title: 'results of Svace',
  suffix: '.svres',
  role: 'defects',
  read: (text, name) => [readSvres(text, name)],
};

/** Every form that `bifocal import` reads. */
export const reportFormats = { sarif, svres } as const satisfies Record<string, ReportFormat>;

/** The form of a file, by the end of its name; SARIF goes by many names. */
export const reportFormatOf = (path: string): ReportFormat =>
  Object.values(reportFormats).find(({ suffix }) => path.endsWith(suffix)) ?? sarif;
