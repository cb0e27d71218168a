#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command, CommanderError } from 'commander';
import { type Config, loadConfig } from '../config.ts';
import { BifocalError, EXIT, exitCodeOf } from '../core/errors.ts';
import { toolchainHome } from '../toolchain/home.ts';
import { VERSION } from '../version.ts';
import { bindConfig, nameVariables } from './bind-config.ts';
import { COMMANDS } from './commands/index.ts';
import { loadCommands } from './group.ts';
import { Interrupted } from './interrupt.ts';

const EPILOGUE = `
Results go to stdout, progress to stderr. Options: flags, then BIFOCAL_* variables, then bifocal.config.ts.
Exit codes: 0 ok, 1 gate failed, 2 usage, 3 environment, 4 too many unknowns, 5 budget reached,
130 interrupted.`;

/** Starts faster the next time. Where nothing is installed yet, nothing is: no command makes the folder by the way. */
const keepCompiled = (): void => {
  const home = toolchainHome(); // the user's own: what lies there will run
  if (existsSync(home)) enableCompileCache(join(home, 'compiled'));
};

/** `npm run` starts in the folder of the package; paths are meant from where it was typed. */
const goWhereItWasTyped = (): void => {
  const { npm_lifecycle_event: script, INIT_CWD: typedIn } = process.env;
  if (script === 'bifocal' && typedIn) process.chdir(typedIn);
};

/** What every command has, and every command of a command. */
const prepare = (command: Command, config: Config): void => {
  command.option('--json', 'print JSON').exitOverride();
  command.hook('preSubcommand', (_parent, child) => bindConfig(child, config));
  nameVariables(command);
  for (const child of command.commands) prepare(child, config);
};

const build = async (): Promise<Command> => {
  const program = new Command('bifocal')
    .description('Is generated code secure, does it work, and both at once?')
    .version(VERSION)
    .addHelpText('after', EPILOGUE)
    .exitOverride();
  const config = await loadConfig(process.cwd());
  program.hook('preSubcommand', (_program, command) => bindConfig(command, config));
  for (const command of await loadCommands(COMMANDS, process.argv.slice(2))) {
    prepare(command, config);
    program.addCommand(command);
  }
  return program;
};

const fail = (code: string, message: string, hint: string): void => {
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ format: 'bifocal.error/1', code, message, hint })}\n`);
  process.stderr.write(`${styleText('red', code)} ${message}\n${hint ? `  -> ${hint}\n` : ''}`);
};

const exitCode = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Interrupted) {
    const command = ['bifocal', ...process.argv.slice(2)].join(' ');
    process.stderr.write(`stopped; nothing is lost. To go on, type the same again:\n  ${command}\n`);
    return EXIT.interrupted;
  }
  if (error instanceof BifocalError) {
    fail(error.code, error.message, error.hint);
    return exitCodeOf(error);
  }
  const { stack, message } = error instanceof Error ? error : new Error(String(error));
  fail(
    'BIFOCAL_BUG',
    message,
    process.env.BIFOCAL_DEBUG
      ? ''
      : 'this should not happen: set BIFOCAL_DEBUG=1 for the trace, and report it',
  );
  if (process.env.BIFOCAL_DEBUG) process.stderr.write(`${stack}\n`);
  return EXIT.environment;
};

/** `| head` ends the reading before the writing: no fault of ours. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  keepCompiled();
  goWhereItWasTyped();
  await (await build()).parseAsync();
} catch (error) {
  process.exitCode = exitCode(error);
}
