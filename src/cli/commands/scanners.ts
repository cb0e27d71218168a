import { styleText } from 'node:util';
import { Command } from 'commander';
import { rulesWithoutCwe } from '../../analysis/cwe-coverage.ts';
import { assessRun } from '../../engine/score-run.ts';
import { plainTable } from '../../reports/plain-table.ts';
import { renderScannerReport } from '../../reports/scanner-table.ts';
import { scannerFamilies, scanners } from '../../scanners/index.ts';
import type { Scanner } from '../../scanners/scanner.ts';
import { scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';

/** What is known of a scanner on this machine. */
const describe = async ({ id, title, role, standard, languages, probe, rules }: Scanner) => {
  const [state, listed] = [await probe(), await rules()];
  const known = listed.status === 'ok' ? listed.value : undefined;
  return {
    id,
    title,
    role,
    standard,
    languages,
    version: state.status === 'ok' ? state.value.version : null,
    missing: state.status === 'ok' ? null : state.reason,
    rules: known?.length ?? null,
    cwes: known ? [...new Set(known.flatMap(({ cwes }) => cwes))].sort((a, b) => a - b) : null,
    rulesWithoutCwe: known ? rulesWithoutCwe(known) : null,
  };
};

const REASON_WIDTH = 60;

const shorten = (text: string): string =>
  text.length <= REASON_WIDTH ? text : `${text.slice(0, REASON_WIDTH - 1)}…`;

const listScanners = async (json: boolean): Promise<void> => {
  const listed = await Promise.all(Object.values<Scanner>(scanners).map(describe));
  const families = Object.values(scannerFamilies).map(({ id, title, argument }) => ({ id, title, argument }));
  if (json) {
    printJson({ format: 'bifocal.scanner-list/1', scanners: listed, families });
    return;
  }
  print(
    plainTable(
      ['scanner', 'for', 'rules', 'CWEs', 'standard', 'languages', 'here'],
      listed.map(({ id, role, rules, cwes, standard, languages, version, missing }) => [
        id,
        role === 'security' ? 'vulnerabilities' : role,
        rules ?? '-',
        cwes?.length ?? '-',
        standard ? 'yes' : '',
        languages.length > 4 ? `${languages.length} languages` : languages.join(' '),
        version ?? styleText('yellow', shorten(missing ?? '')),
      ]),
      2,
    ),
    '',
    ...families.map(({ id, title, argument }) => `${`${id}:...`.padEnd(16)}${title}: ${argument}`),
  );
};

/** `bifocal scanners [RUN]`: what scanners there are; or how those of a run agree, and what the policy changes. */
export const scannersCommand = (): Command =>
  scoringOptions(new Command('scanners'))
    .description('list the scanners; or, for a run, how far they agree and what the policy changes')
    .argument('[run]', 'run folder')
    .action(async (folder: string | undefined, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ json?: boolean }>();
      if (folder === undefined) {
        await listScanners(options.json ?? false);
        return;
      }
      const { scanners: report, scores } = assessRun(folder, toScoring(options));
      if (options.json) printJson(report);
      else print(renderScannerReport(report), `policy  ${scores.policyText}`);
    });
