import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { BifocalError } from '../../core/errors.ts';
import type { Language } from '../../core/task.ts';
import { languages } from '../../languages/index.ts';
import { languageOfFile } from '../../languages/of-file.ts';
import { listFiles } from './list-files.ts';

/** A piece of a person's code. */
export type Target = {
  /** As it is called in what we say, and in patches: relative to the current folder, with `/`. */
  readonly name: string;
  /** Where it lies; undefined: it was read from standard input. */
  readonly path: string | undefined;
  readonly language: Language;
  readonly bytes: Uint8Array;
};

export type TargetOptions = {
  /** The folder that names are relative to. */
  readonly cwd: string;
  /** Of all files, whatever their names say. */
  readonly language: Language | undefined;
  readonly readStdin: () => Promise<Uint8Array>;
};

/** How standard input is named on the command line. */
export const STDIN = '-';

/**
 * The code that arguments name, each file once: files, folders (those files of theirs whose language is known), and `-`.
 * @throws BifocalError BIFOCAL_INPUT if something cannot be read; BIFOCAL_USAGE if its language is not known
 */
export const readTargets = async (
  args: readonly string[],
  { cwd, language, readStdin }: TargetOptions,
): Promise<Target[]> => {
  const found = new Map<string, Target>();
  for (const arg of new Set(args)) {
    if (arg === STDIN) {
      found.set(STDIN, await stdinTarget(language, readStdin));
      continue;
    }
    const path = resolve(cwd, arg);
    const kind = await stat(path).catch(() => undefined);
    if (!kind) throw unreadable(arg, 'there is no such file');
    const paths = kind.isDirectory() ? await knownFiles(path, language) : [path];
    for (const each of paths) {
      const real = await realpath(each).catch(() => each);
      if (!found.has(real)) found.set(real, await fileTarget(each, cwd, language));
    }
  }
  return [...found.values()];
};

const unreadable = (name: string, why: string): BifocalError =>
  new BifocalError('BIFOCAL_INPUT', `${name} cannot be read: ${why}`, 'name files, folders, or - for stdin');

/** Links are left out: what they lead to is not in the folder, or is there under its own name. */
const knownFiles = async (folder: string, language: Language | undefined): Promise<string[]> => {
  const names = await listFiles(folder);
  const wanted = names.filter((name) => {
    const known = languageOfFile(name);
    return known !== undefined && (language === undefined || known === language);
  });
  const kinds = await Promise.all(wanted.map((name) => lstat(join(folder, name)).catch(() => undefined)));
  return wanted.filter((_, index) => kinds[index]?.isFile()).map((name) => join(folder, name));
};

const stdinTarget = async (
  language: Language | undefined,
  readStdin: TargetOptions['readStdin'],
): Promise<Target> => {
  if (language === undefined)
    throw new BifocalError('BIFOCAL_USAGE', 'what language is the code on stdin?', 'add --language python');
  const { extension } = languages[language];
  return { name: `stdin${extension}`, path: undefined, language, bytes: await readStdin() };
};

const fileTarget = async (path: string, cwd: string, language: Language | undefined): Promise<Target> => {
  const name = nameOf(path, cwd);
  const known = language ?? languageOfFile(path);
  if (known === undefined) {
    const ids = Object.keys(languages).join(', ');
    throw new BifocalError('BIFOCAL_USAGE', `what language is ${name}?`, `add --language, one of: ${ids}`);
  }
  try {
    return { name, path, language: known, bytes: await readFile(path) };
  } catch (error) {
    throw unreadable(name, error instanceof Error ? error.message : String(error));
  }
};

/** A patch cannot lead out of its folder: what lies elsewhere is named from the root (`patch -p1 -d /`). */
const nameOf = (path: string, cwd: string): string => {
  const below = relative(cwd, path);
  const name = /^\.\.([\\/]|$)/.test(below) ? relative('/', path) : below;
  return name.split(sep).join('/');
};
