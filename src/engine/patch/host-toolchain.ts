import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostToolchain } from '../../sandbox/sandbox.ts';
import { isWithin } from './list-files.ts';
import { baseOfEnvironment } from './project.ts';

/** Ours, when we run from a clone: npm puts our own programs first on the path. */
const OWN = fileURLToPath(new URL('../../..', import.meta.url));

/** Names that tell where programs are and how text is written. Nothing else is passed: keys are kept in variables. */
const PASSED =
  /^(LANG|LC_\w+|TZ|LD_LIBRARY_PATH|VIRTUAL_ENV|CONDA_PREFIX|PYENV_(ROOT|VERSION)|NVM_(DIR|BIN)|JAVA_HOME|GO(ROOT|PATH|TOOLCHAIN|FLAGS)|CARGO_HOME|RUSTUP_(HOME|TOOLCHAIN)|GEM_(HOME|PATH)|NODE_PATH|PYTHONPATH)$/;

const BASE_SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64'];

/** Settings of the machine that programs look at; none of them is secret. */
const SETTINGS = [
  ...['/etc/passwd', '/etc/group', '/etc/nsswitch.conf', '/etc/localtime'],
  ...['/etc/ssl/certs', '/etc/ssl/openssl.cnf', '/etc/java', '/etc/php', '/etc/perl'],
];

/** Below the home folder: what package managers have fetched. Settings beside them may hold keys. */
const FETCHED = [
  ...[
    '.local/bin',
    '.local/lib',
    '.local/share/pipx',
    '.local/share/uv/python',
    '.local/share/uv/tools',
    '.local/share/mise',
    '.local/share/pnpm',
  ],
  ...[
    '.cargo/bin',
    '.cargo/registry',
    '.cargo/git',
    '.rustup',
    '.pyenv',
    '.rbenv',
    '.nvm/versions',
    '.volta/bin',
  ],
  ...['go/bin', 'go/pkg/mod', 'sdk', '.m2/repository', '.sdkman/candidates', '.deno/bin', '.bun/bin'],
];

/** A folder with one of these beside its programs is where they are installed. */
const INSTALLED = ['lib', 'lib64', 'libexec', 'versions'];
const PROGRAM_FOLDERS: ReadonlySet<string> = new Set(['bin', 'sbin', 'shims', 'condabin']);

/**
 * Finds the user's programs: what the path leads to and where it is installed, the environment that is active, and the
 * libraries that package managers have fetched.
 *
 * @param home the user's home folder: never shown as a whole
 * @param project the root of the project: nothing around it is shown
 * @param environments further virtual environments
 */
export const findHostToolchain = async (
  home: string,
  project: string,
  environments: readonly string[],
): Promise<HostToolchain> => {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && existsSync(folder) && !isOurs(folder, project));
  const covers = (folder: string): boolean =>
    [home, join(home, '.local'), project, OWN].some((one) => isWithin(folder, one));
  const places = path.flatMap((folder) => [folder, realpathSync(folder)]).flatMap(installation);
  const bases = await Promise.all([...places, ...environments].map(baseOfEnvironment));
  const all = [
    ...places,
    ...bases.flatMap((folder) => (folder === undefined ? [] : installation(folder))),
    ...FETCHED.map((name) => join(home, name)),
    ...SETTINGS,
  ];
  const visible = [...new Set(all)].filter(
    (one) => existsSync(one) && !covers(one) && !BASE_SYSTEM.some((base) => isWithin(base, one)),
  );
  const variables = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && PASSED.test(name) ? [[name, value] as const] : [],
  );
  return { visible, variables: { ...Object.fromEntries(variables), PATH: path.join(delimiter) } };
};

/** Unless it is the project itself that is worked on. */
const isOurs = (folder: string, project: string): boolean =>
  folder.includes('node_modules') && isWithin(OWN, `${folder}/`) && !isWithin(OWN, `${project}/`);

/** What to show of a folder on the path: itself, and all that is installed with it. */
const installation = (folder: string): string[] => {
  const parent = dirname(folder);
  if (basename(folder) === '.bin' && basename(parent) === 'node_modules') return [parent, folder];
  const isInstalled =
    PROGRAM_FOLDERS.has(basename(folder)) && INSTALLED.some((name) => existsSync(join(parent, name)));
  return isInstalled ? [parent, folder] : [folder];
};
