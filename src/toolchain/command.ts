import { execa } from 'execa';
import { BifocalError } from '../core/errors.ts';
import { provisionError } from './failure.ts';

/** Who installs, where the output goes, and how to stop it. */
export type Installation = {
  readonly id: string;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
};

/** Runs a program of an installation, passes its lines on, and rejects with a BIFOCAL_PROVISION error. */
export const runInstaller = async (
  { id, log, signal }: Installation,
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Record<string, string | undefined> } = {},
): Promise<string> => {
  const subprocess = execa(file, args, {
    ...options,
    all: true,
    stdin: 'ignore',
    reject: false,
    killDescendants: true,
    ...(signal && { cancelSignal: signal }),
  });
  for await (const line of subprocess.iterable({ from: 'all' })) log(line);
  const result = await subprocess;
  if (result.isCanceled) {
    throw new BifocalError(
      'BIFOCAL_PROVISION',
      `The installation of ${id} was stopped.`,
      `bifocal setup ${id}`,
    );
  }
  if (result.failed) throw provisionError(id, result.all || (result.shortMessage ?? ''), result);
  return result.all ?? '';
};
