import { styleText } from 'node:util';
import { Command } from 'commander';
import { EXIT } from '../../core/errors.ts';
import { TOOL_IDS, toolOf } from '../../toolchain/index.ts';
import { provision } from '../../toolchain/provision.ts';
import { interruptSignal } from '../interrupt.ts';
import { print, printJson } from '../output.ts';

/** Fetched when nothing is named: what every run may need. */
const USUAL = TOOL_IDS.filter((id) => !toolOf(id).optional);

/** `bifocal setup [TOOL...]`: fetches pinned, checksummed tools into the toolchain's home. */
export const setupCommand = (): Command =>
  new Command('setup')
    .description('fetch the tools that do not come with the package (pinned and checksummed)')
    .argument('[tools...]', `${TOOL_IDS.join(', ')} (default: ${USUAL.join(', ')})`)
    .option('--verbose', 'show what the package clients print')
    .action(async (ids: string[], _options: unknown, command: Command) => {
      const { json = false, verbose = false } = command.optsWithGlobals<{
        json?: boolean;
        verbose?: boolean;
      }>();
      const reports = await provision(ids.length > 0 ? ids : USUAL, {
        log: (line) => {
          if (verbose) process.stderr.write(`${line}\n`);
        },
        signal: interruptSignal(),
      });
      if (json) {
        printJson({
          format: 'bifocal.setup/1',
          tools: reports.map((report) =>
            report.status === 'failed'
              ? {
                  id: report.id,
                  status: report.status,
                  message: report.error.message,
                  hint: report.error.hint,
                }
              : report,
          ),
        });
      } else {
        for (const report of reports) {
          if (report.status === 'failed')
            print(
              `${styleText('red', 'failed   ')} ${report.id}: ${report.error.message}`,
              `          -> ${report.error.hint}`,
            );
          else print(`${styleText('green', report.status.padEnd(9))} ${report.id} ${report.version}`);
        }
      }
      if (reports.some(({ status }) => status === 'failed')) process.exitCode = EXIT.environment;
    });
