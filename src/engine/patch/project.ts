import { existsSync } from 'node:fs';
import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import pMap from 'p-map';
import { BifocalError } from '../../core/errors.ts';
import { ENVIRONMENT_MARK, isWithin, listFiles, workTreeOf } from './list-files.ts';

/** A copy of the project that files belong to, as it was when it was taken. */
export type Project = {
  /** Where the original lies. */
  readonly root: string;
  /** The copy. */
  readonly copy: string;
  /** Where commands start, relative to the root. */
  readonly start: string;
  readonly bytes: number;
  /** Folders of the original with installed packages, relative to the root. They are not in the copy. */
  readonly packages: readonly string[];
  /** A file of the original, relative to the root. */
  nameOf(path: string): Promise<string>;
  /** Whether the copy of a file has this content. */
  holds(path: string, content: string): Promise<boolean>;
  /** Replaces a file of the copy. */
  replace(path: string, content: string): Promise<void>;
};

/** Copies live in memory while a command runs. */
const MAX_BYTES = 256 * 1024 * 1024;
const MIB = 1024 * 1024;
const COPIES_AT_ONCE = 16;

/**
 * Copies the project: the git work tree that the current folder lies in, or else the folder itself. Where files lie
 * elsewhere, their own folder takes its place.
 *
 * @param files absolute paths; they are in the copy even if they are ignored
 * @param place a folder for the copy
 * @throws BifocalError BIFOCAL_USAGE if the files are of no one project; BIFOCAL_INPUT if it is too large
 */
export const copyProject = async (files: readonly string[], cwd: string, place: string): Promise<Project> => {
  const real = await Promise.all(files.map((file) => realpath(file)));
  const here = await realpath(cwd);
  const isHere = real.every((file) => isWithin(here, file));
  const folder = isHere ? here : commonFolder(real);
  const tree = await workTreeOf(folder);
  const root = tree !== undefined && real.every((file) => isWithin(tree, file)) ? tree : folder;
  mustBeProject(root);
  const listed = await listFiles(root);
  const packages = await packageFolders(root, listed);
  const names = listed.filter((name) => !packages.some((one) => isWithin(one, name)));
  const all = [...new Set([...names, ...real.map((file) => relative(root, file))])];
  const bytes = await sizeOf(root, all);
  const copy = join(place, 'project');
  await mkdir(copy);
  for (const parent of new Set(all.map(dirname))) await mkdir(join(copy, parent), { recursive: true });
  await pMap(all, (name) => copyOne(join(root, name), join(copy, name)), { concurrency: COPIES_AT_ONCE });
  const nameOf = async (path: string): Promise<string> => relative(root, await realpath(path));
  const copyOf = async (path: string): Promise<string> => join(copy, await nameOf(path));
  return {
    root,
    copy,
    start: isHere ? relative(root, here) : '',
    bytes,
    packages,
    nameOf,
    holds: async (path, content) => (await readFile(await copyOf(path))).equals(Buffer.from(content)),
    replace: async (path, content) => writeFile(await copyOf(path), content),
  };
};

const commonFolder = (files: readonly string[]): string =>
  files.map(dirname).reduce((common, folder) => {
    let shared = common;
    while (!isWithin(shared, folder)) shared = dirname(shared);
    return shared;
  });

/** Nobody's project is everything that a person has. */
const mustBeProject = (root: string): void => {
  if (!isWithin(root, homedir()) && dirname(root) !== root) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `the tests would run on all of ${root}`,
    'go to the folder of the project, and name files in it',
  );
};

const sizeOf = async (root: string, names: readonly string[]): Promise<number> => {
  let bytes = 0;
  await pMap(
    names,
    async (name) => {
      const kind = await lstat(join(root, name)).catch(() => undefined);
      bytes += kind?.size ?? 0;
    },
    { concurrency: COPIES_AT_ONCE },
  );
  if (bytes <= MAX_BYTES) return bytes;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `the tests run on a copy of ${root}, and its files have ${Math.round(bytes / MIB)} MiB (at most ${MAX_BYTES / MIB})`,
    'start in a smaller folder, or let git ignore what the tests do not need',
  );
};

/** What is neither file nor link, or gone since it was listed, is left out. Everybody may read the copy. */
const copyOne = async (from: string, to: string): Promise<void> => {
  const kind = await lstat(from).catch(() => undefined);
  if (kind?.isSymbolicLink()) return symlink(await readlink(from), to);
  if (!kind?.isFile()) return;
  await copyFile(from, to);
  await chmod(to, kind.mode | 0o644);
};

/** Folders of package managers and virtual environments beside the project's own files. */
const packageFolders = async (root: string, names: readonly string[]): Promise<string[]> => {
  const folders = new Set(['.']);
  for (const name of names)
    for (let folder = dirname(name); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  const found = await pMap([...folders], (folder) => packagesIn(root, folder), {
    concurrency: COPIES_AT_ONCE,
  });
  return found.flat().sort();
};

const packagesIn = async (root: string, folder: string): Promise<string[]> => {
  if (folder.split('/').includes('node_modules')) return [];
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => join(folder, name))
    .filter(
      (path) => path.split('/').at(-1) === 'node_modules' || existsSync(join(root, path, ENVIRONMENT_MARK)),
    )
    .filter((path) => existsSync(join(root, path)));
};

/** Where the Python lies that a virtual environment was made of; undefined if the folder is none. */
export const baseOfEnvironment = async (folder: string): Promise<string | undefined> => {
  const settings = await readFile(join(folder, ENVIRONMENT_MARK), 'utf8').catch(() => '');
  return /^home\s*=\s*(.+?)\s*$/m.exec(settings)?.[1];
};
