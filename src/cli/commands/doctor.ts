import { styleText } from 'node:util';
import { Command } from 'commander';
import { EXIT } from '../../core/errors.ts';
import { sandboxes } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { scanners } from '../../scanners/index.ts';
import type { Scanner } from '../../scanners/scanner.ts';
import { type Diagnosis, diagnose } from '../../toolchain/doctor.ts';
import { TOOLS, toolOf } from '../../toolchain/index.ts';
import { print, printJson } from '../output.ts';

const diagnoseSandboxes = async (): Promise<Diagnosis[]> => {
  const environment = await TOOLS['python-tests'].probe();
  const automatic = Object.values<Sandbox>(sandboxes).filter(({ id }) => id !== 'none');
  return Promise.all(
    automatic.map(async (sandbox): Promise<Diagnosis> => {
      const row = { id: `sandbox:${sandbox.id}`, title: sandbox.title, version: undefined };
      if (environment.status === 'missing') {
        return {
          ...row,
          status: 'missing',
          detail: 'cannot be tried without python-tests',
          hint: environment.hint,
        };
      }
      const state = await sandbox.probe(environment.paths);
      return state.status === 'ready'
        ? {
            ...row,
            status: 'ok',
            detail: `level reached: ${state.level}; an escape was tried and failed`,
            hint: '',
          }
        : { ...row, status: 'missing', detail: state.reason, hint: state.hint };
    }),
  );
};

/** A scanner whose tools `bifocal setup` fetches only by name is no fault where it is missing, as they are none. */
const isOptional = ({ standard, tools }: Scanner): boolean =>
  !standard || (tools.length > 0 && tools.every((id) => toolOf(id).optional));

const diagnoseScanners = (): Promise<Diagnosis[]> =>
  Promise.all(
    Object.values<Scanner>(scanners).map(async (scanner): Promise<Diagnosis> => {
      const row = { id: `scanner:${scanner.id}`, title: scanner.title };
      const outcome = await scanner.probe();
      return outcome.status === 'ok'
        ? {
            ...row,
            status: 'ok',
            version: outcome.value.version,
            detail: scanner.languages.join(', '),
            hint: '',
          }
        : {
            ...row,
            status: isOptional(scanner) ? 'warn' : 'missing',
            version: undefined,
            detail: outcome.reason,
            hint: `bifocal setup ${scanner.tools.join(' ')}`,
          };
    }),
  );

const COLOURS = { ok: 'green', warn: 'yellow', missing: 'red' } as const;

/** One working sandbox is enough: the others are then no fault. */
const softened = (rows: readonly Diagnosis[]): Diagnosis[] =>
  rows.some(({ status }) => status === 'ok')
    ? rows.map((row) => (row.status === 'missing' ? { ...row, status: 'warn' } : row))
    : [...rows];

/** `bifocal doctor`: what is here, what is missing, and the command for each red line. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('tell what is installed, and how to mend what is missing')
    .action(async (_options: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const rows = [
        ...(await diagnose()),
        ...softened(await diagnoseSandboxes()),
        ...(await diagnoseScanners()),
      ];
      if (json) printJson({ format: 'bifocal.doctor/1', rows });
      else {
        for (const { id, status, version, detail, hint } of rows) {
          print(
            `${styleText(COLOURS[status], status.padEnd(8))}${id.padEnd(22)}${[version, detail].filter(Boolean).join('  ')}`,
          );
          if (hint) print(`${' '.repeat(30)}-> ${hint}`);
        }
      }
      if (rows.some(({ status }) => status === 'missing')) process.exitCode = EXIT.environment;
    });
