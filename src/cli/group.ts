import { Command } from 'commander';

/** Commands by name, in the order of the help. Each is loaded when it is asked for. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** The command that is the first of `words` that is no option; all, where it is none of them. */
export const loadCommands = (commands: Commands, words: readonly string[]): Promise<Command[]> => {
  const name = words.find((word) => !word.startsWith('-')) ?? '';
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return Promise.all((load ? [load] : Object.values(commands)).map((one) => one()));
};

/** A command of commands: `bifocal tasks list`. */
export const commandGroup = async (
  name: string,
  description: string,
  commands: Commands,
): Promise<Command> => {
  const group = new Command(name).description(description);
  const words = process.argv.slice(process.argv.indexOf(name, 2) + 1);
  for (const command of await loadCommands(commands, words)) group.addCommand(command);
  return group;
};
