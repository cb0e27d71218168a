import { type Command, InvalidArgumentError, type Option } from 'commander';
import type { Config } from '../config.ts';
import { BifocalError } from '../core/errors.ts';

const variableOf = (option: Option): string =>
  `BIFOCAL_${(option.long ?? '')
    .replace(/^--(no-)?/, '')
    .replaceAll('-', '_')
    .toUpperCase()}`;

/** What a variable says to switch an option off. */
const OFF = ['', '0', 'false', 'no', 'off'];

/** The value that the variable of an option gives it; undefined if it is not set. */
const fromVariable = (option: Option): unknown => {
  const text = process.env[variableOf(option)];
  if (text === undefined || option.negate) return undefined;
  if (option.isBoolean()) return !OFF.includes(text.toLowerCase());
  try {
    return option.parseArg ? option.parseArg<unknown>(text, undefined) : text;
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `${variableOf(option)}=${text}: ${error.message}`,
      `change or unset it, or say ${option.flags}`,
    );
  }
};

/** The models and methods of a configuration are lists; an option that names a single one is another matter. */
const fromConfig = (option: Option, config: Config): unknown => {
  const value: unknown = Reflect.get(config, option.attributeName());
  return Array.isArray(value) && !option.parseArg ? undefined : value;
};

/** Lets the help of a command name the `BIFOCAL_*` variable of every option. */
export const nameVariables = (command: Command): void => {
  for (const option of command.options) if (!option.negate) option.env(variableOf(option));
};

/**
 * Sets every option of a command by its `BIFOCAL_*` variable, or else by the configuration; flags still win.
 * @throws BifocalError BIFOCAL_USAGE for a variable with a value that the option does not take
 */
export const bindConfig = (command: Command, config: Config): void => {
  for (const option of command.options) {
    const name = option.attributeName();
    const [configured, variable] = [fromConfig(option, config), fromVariable(option)];
    if (configured !== undefined) command.setOptionValueWithSource(name, configured, 'config');
    if (variable !== undefined) command.setOptionValueWithSource(name, variable, 'env');
  }
};
