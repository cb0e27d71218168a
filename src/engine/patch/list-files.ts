import { readdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { execa } from 'execa';
import { BifocalError } from '../../core/errors.ts';

/** More files than this are no project of a person, but somebody's home folder. */
const MAX_FILES = 50_000;

/** Folders that hold what others wrote, or what was made from other files. */
const SKIPPED: ReadonlySet<string> = new Set([
  ...['.git', '.hg', '.svn', 'node_modules', '__pycache__', 'site-packages'],
  ...['.tox', '.nox', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.eggs', '.gradle', '.idea', '.vscode'],
  ...['.ssh', '.aws', '.gnupg', '.docker', '.kube'],
]);

/** What marks a folder as a virtual environment of Python. */
export const ENVIRONMENT_MARK = 'pyvenv.cfg';

/** Files that hold keys, by custom; those under version control are no secrets any more. */
const SECRET =
  /^(\.env(rc|\..*)?|\.netrc|\.npmrc|\.pypirc|\.htpasswd|credentials.*\.json|\.git-credentials|id_(rsa|dsa|ecdsa|ed25519)|.*\.(pem|key|p12|pfx|kdbx|keystore|jks))$/;

/** The folder of the git work tree that a folder lies in; undefined if in none, or there is no git. */
export const workTreeOf = async (folder: string): Promise<string | undefined> => {
  const { failed, stdout } = await git(folder, 'rev-parse', '--show-toplevel');
  return failed || stdout === '' ? undefined : stdout;
};

/**
 * The files of a person's own below a folder, relative to it, sorted. In a git work tree: those under version control,
 * and those that are new and not ignored. Elsewhere: all but those of package managers, caches and environments. Files
 * that hold keys by custom are left out.
 *
 * @throws BifocalError BIFOCAL_INPUT if there are too many
 */
export const listFiles = async (folder: string): Promise<string[]> => {
  const files = (await tracked(folder)) ?? (await walk(folder, '', []));
  return files.sort();
};

/** Undefined: not in a git work tree. Submodules are gone through as well. */
const tracked = async (folder: string): Promise<string[] | undefined> => {
  const known = await git(folder, 'ls-files', '-z', '--cached', '--recurse-submodules');
  const created = await git(folder, 'ls-files', '-z', '--others', '--exclude-standard');
  if (known.failed || created.failed) return undefined;
  const names = [
    ...new Set(names0(known.stdout)), // in the middle of a merge a file is there once for each side
    ...names0(created.stdout).filter((name) => !SECRET.test(basename(name))),
  ];
  if (names.length > MAX_FILES) throw tooMany(folder);
  return names;
};

const names0 = (output: string): string[] => output.split('\0').filter(Boolean);

/** Git starts no program that the work tree names. */
const git = (folder: string, ...args: readonly string[]) =>
  execa('git', ['-c', 'core.fsmonitor=false', '-C', folder, ...args], {
    reject: false,
    stdin: 'ignore',
    env: { GIT_OPTIONAL_LOCKS: '0' },
    maxBuffer: 64 * 1024 * 1024,
  });

const walk = async (root: string, below: string, found: string[]): Promise<string[]> => {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  if (entries.some(({ name }) => name === ENVIRONMENT_MARK)) return found;
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) await walk(root, path, found);
    } else if ((entry.isFile() || entry.isSymbolicLink()) && !SECRET.test(entry.name)) found.push(path);
    if (found.length > MAX_FILES) throw tooMany(root);
  }
  return found;
};

const tooMany = (folder: string): BifocalError =>
  new BifocalError(
    'BIFOCAL_INPUT',
    `${folder} holds more than ${MAX_FILES} files`,
    'name files or a smaller folder, or work in a git work tree, whose ignored files are left out',
  );

/** Whether a path is a folder's, or lies below it. */
export const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
