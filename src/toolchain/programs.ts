import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { execa } from 'execa';

const PATIENCE_MS = 30_000;

/** Absolute paths of the programs of that name on the PATH, the first first. */
export const programsOnPath = async (name: string): Promise<string[]> => {
  const places = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  const paths = places.map((folder) => join(folder, name));
  const startable = await Promise.all(paths.map(isStartable));
  return paths.filter((_, index) => startable[index]);
};

/** The first of these names that is a program on the PATH, as an absolute path. */
export const findProgram = async (...names: readonly string[]): Promise<string | undefined> => {
  for (const name of names) {
    const [path] = await programsOnPath(name);
    if (path) return path;
  }
  return undefined;
};

/**
 * What a program says, on both of its outputs; undefined where it fails. Asked outside of the current folder,
 * whose settings (`go.mod`, `rust-toolchain.toml`) must not decide.
 */
export const askProgram = async (file: string, ...args: readonly string[]): Promise<string | undefined> => {
  const result = await execa(file, args, {
    reject: false,
    all: true,
    cwd: homedir(),
    stdin: 'ignore',
    timeout: PATIENCE_MS,
  });
  return result.failed ? undefined : result.all;
};

/** Whether there is a program at this path. */
export const isStartable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
