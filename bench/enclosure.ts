import { bubblewrap } from '../src/toolchain/bubblewrap.ts';
import { requireTool } from '../src/toolchain/require-tool.ts';

/** No network, a read-only root, a private `/tmp`. */
export const SEALS = [
  ...['--unshare-all', '--die-with-parent', '--new-session'],
  ...['--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
];

/**
 * A command that runs the same command in one bubblewrap, for contestants that isolate nothing themselves: references
 * write where they like. Only `folder` can be written to, and lasts.
 */
export const enclosed = async (command: readonly string[], folder: string): Promise<string[]> => {
  const { paths } = await requireTool(bubblewrap);
  return [paths.bwrap, ...SEALS, '--bind', folder, folder, '--chdir', folder, '--', ...command];
};
