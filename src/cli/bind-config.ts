import type { Command, Option } from 'commander';
import type { Config } from '../config.ts';

const variableOf = (option: Option): string =>
  `BIFOCAL_${(option.long ?? '')
    .replace(/^--(no-)?/, '')
    .replaceAll('-', '_')
    .toUpperCase()}`;

/** Lets every option of a command be set by its `BIFOCAL_*` variable, and by the configuration below that. */
export const bindConfig = (command: Command, config: Config): void => {
  for (const option of command.options) {
    if (!option.negate) option.env(variableOf(option));
    const value: unknown = Reflect.get(config, option.attributeName());
    if (value !== undefined) command.setOptionValueWithSource(option.attributeName(), value, 'config');
  }
};
