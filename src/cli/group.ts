import { Command } from 'commander';
import { BifocalError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';

/** Commands by name, in the order of the help. Each is loaded when it is asked for. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** The command that is the first of `words` that is no option; all, where it is none of them. */
export const loadCommands = (commands: Commands, words: readonly string[]): Promise<Command[]> => {
  const name = words.find((word) => !word.startsWith('-')) ?? '';
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return Promise.all((load ? [load] : Object.values(commands)).map((one) => one()));
};

/**
 * A command of commands: `bifocal tasks list`. Alone it prints its help; what is none of its commands is refused, with
 * the one that may have been meant.
 */
export const commandGroup = async (
  name: string,
  description: string,
  commands: Commands,
): Promise<Command> => {
  const group = new Command(name)
    .description(description)
    .usage('[options] [command]')
    .allowExcessArguments();
  const words = process.argv.slice(process.argv.indexOf(name, 2) + 1);
  for (const command of await loadCommands(commands, words)) group.addCommand(command);
  return group.action(() => {
    const [first] = group.args;
    if (first === undefined) return group.outputHelp();
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `bifocal ${name} has no command ${first}`,
      `${hintsOf(group, first).join(', or ')}; bifocal ${name} --help`,
    );
  });
};

/** Commands that are spelled like a word, or else the first one that takes it as its argument. */
const hintsOf = (group: Command, word: string): string[] => {
  const names = group.commands.map((command) => command.name());
  const near = nearest(word, names).map((name) => [name, ...group.args.slice(1)]);
  const taking = group.commands.find(({ registeredArguments }) => registeredArguments.length > 0);
  const meant = near.length > 0 || !taking ? near : [[taking.name(), ...group.args]];
  return meant.map((rest) => ['bifocal', group.name(), ...rest].join(' '));
};
