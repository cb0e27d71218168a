import type { ModelOptions } from '../models/model.ts';
import type { JudgeSettings } from './judge/settings.ts';
import type { SarifCommand } from './sarif-command.ts';
import type { Scanner } from './scanner.ts';

/** Scanners that take an argument: `--scanners ID:ARGUMENT`. One file or folder, one object in the registry. */
export type ScannerFamily = {
  readonly id: string;
  readonly title: string;
  /** What stands behind the colon, in words for the help text. */
  readonly argument: string;
  /** @throws BifocalError BIFOCAL_USAGE for a bad argument or bad settings */
  open(argument: string, settings: ScannerSettings): Scanner;
};

/** What scanners with an argument may be told besides it. */
export type ScannerSettings = {
  readonly judge?: JudgeSettings;
  /** How their models are opened. */
  readonly models?: ModelOptions;
  /** By the name that stands behind `command:`. */
  readonly commands?: Readonly<Record<string, SarifCommand>>;
};
