import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bubblewrap as tool } from '../toolchain/bubblewrap.ts';
import { probeEscape } from './escape-probe.ts';
import type { Command, Sandbox, SandboxJob, Scratch } from './sandbox.ts';
import { uidOfItsOwn } from './uid.ts';

const NOBODY = '65534';
const SETPRIV = '/usr/bin/setpriv';
/** The only names that a sandbox without a network can resolve. */
const HOSTS = fileURLToPath(new URL('../../python/etc/hosts', import.meta.url));
const HINT = 'run `bifocal setup bubblewrap`, or install a container engine (docker, podman)';

const isRoot = (): boolean => process.getuid?.() === 0;

/** Folders of the base system: symlinks stay symlinks, the rest is bound read-only. */
const baseSystem = (): string[] =>
  [
    '/usr',
    '/bin',
    '/lib',
    '/lib32',
    '/lib64',
    '/etc/ld.so.cache',
    '/etc/alternatives',
    '/etc/fonts',
    '/etc/mime.types',
  ].flatMap((path) => {
    if (!existsSync(path)) return [];
    return lstatSync(path).isSymbolicLink()
      ? ['--symlink', readlinkSync(path), path]
      : ['--ro-bind', path, path];
  });

const ancestors = (path: string): string[] => {
  const parent = dirname(path);
  return parent === '/' ? [] : [...ancestors(parent), parent];
};

const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`));

/** Binds paths read-only, their parent folders made readable for the unprivileged user inside. */
const readOnlyBinds = (paths: readonly string[]): string[] => {
  const folders = [...new Set(['/etc', ...paths.flatMap(ancestors)])].filter(
    (path) => !path.startsWith('/usr'),
  );
  return [
    ...folders.flatMap((folder) => ['--dir', folder]),
    ...baseSystem(),
    ...paths.filter((path) => !path.startsWith('/usr/')).flatMap((path) => ['--ro-bind', path, path]),
  ];
};

const tmpfs = ({ path, bytes }: Scratch): string[] => [
  ...['--size', String(bytes), '--perms', '1777', '--tmpfs', path],
];

/**
 * Scratch folders, and what is readable below them: what lies deeper comes later, or it would be covered. The folders
 * on the way are everybody's to write in, as they would be had the job made them.
 */
const scratchMounts = (scratch: readonly Scratch[], readable: readonly string[]): string[] => {
  const mounts = [
    ...scratch.map((folder) => ({ path: folder.path, options: tmpfs(folder) })),
    ...readable.map((path) => ({ path, options: ['--ro-bind', path, path] })),
  ];
  const roots = scratch.map(({ path }) => path);
  return mounts
    .toSorted((a, b) => a.path.length - b.path.length)
    .flatMap(({ path, options }) => [
      ...ancestors(path)
        .filter((folder) => isBelow(folder, roots) && !isBelow(folder, readable))
        .flatMap((folder) => ['--perms', '0777', '--dir', folder]),
      ...options,
    ]);
};

/** What the first process needs to make a namespace, and a loopback device in it. */
const NESTING = ['sys_admin', 'net_admin'];

/**
 * A user started as root keeps kernel uid 0 inside a user namespace; so root takes none, and gives up its uid and
 * capabilities inside instead. Everybody else is mapped to nobody in a namespace of their own. Where nothing is
 * nested, the job is the first process there, which nothing inside can kill or stop. (Root's would outlive us: the
 * death signal of a bwrap without capabilities does not reach another uid.)
 */
const identity = (nests: boolean): { options: string[]; prefix: string[] } => {
  const kept = nests ? NESTING : [];
  const capabilities = [...kept, ...(isRoot() ? ['setuid', 'setgid', 'setpcap'] : [])];
  const options = ['--cap-drop', 'ALL', ...capabilities.flatMap((name) => ['--cap-add', `cap_${name}`])];
  if (!isRoot()) {
    const first = nests ? [] : ['--as-pid-1'];
    return {
      options: [...first, '--unshare-user', '--uid', NOBODY, '--gid', NOBODY, ...options],
      prefix: [],
    };
  }
  const inherited = ['-all', ...kept.map((name) => `+${name}`)].join(',');
  const drop = [`--reuid=${uidOfItsOwn()}`, `--regid=${NOBODY}`, '--clear-groups', `--inh-caps=${inherited}`];
  return {
    options,
    prefix: [SETPRIV, ...drop, ...(nests ? [`--ambient-caps=${inherited}`] : []), '--no-new-privs'],
  };
};

let found: ReturnType<typeof tool.probe> | undefined;

/** Asked once per process: a probe starts programs, and there is one job per sample. */
const findBubblewrap = (): ReturnType<typeof tool.probe> => {
  found ??= tool.probe();
  return found;
};

const wrap = async (job: SandboxJob): Promise<Command> => {
  const { interpreter, args, readOnly, hidden, env, tmpBytes, nests, program } = job;
  const state = await findBubblewrap();
  const file = state.status === 'ready' ? state.paths.bwrap : 'bwrap';
  const { options, prefix } = identity(nests);
  const visible = [
    ...[interpreter.basePrefix, ...(interpreter.site ? [interpreter.site] : []), ...readOnly],
    ...(program?.toolchain.visible ?? []),
  ];
  const scratch = program?.scratch ?? [];
  const roots = scratch.map(({ path }) => path);
  return {
    file,
    args: [
      ...['--unshare-pid', '--unshare-ipc', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try'],
      ...['--die-with-parent', '--new-session', '--clearenv'],
      ...['--proc', '/proc', '--dev', '/dev'],
      ...['/dev/shm', '/tmp'].flatMap((path) => tmpfs({ path, bytes: tmpBytes })),
      ...readOnlyBinds(visible.filter((path) => !isBelow(path, roots))), // behind /tmp, which would hide what lies there
      ...scratchMounts(
        scratch,
        visible.filter((path) => isBelow(path, roots)),
      ),
      ...hidden.filter((path) => isBelow(path, ['/usr', ...visible])).flatMap((path) => ['--tmpfs', path]),
      ...['--ro-bind', HOSTS, '/etc/hosts'],
      ...['--remount-ro', '/', '--remount-ro', '/dev', '--chdir', '/tmp'],
      ...Object.entries({ ...program?.toolchain.variables, ...env }).flatMap(([name, value]) => [
        '--setenv',
        name,
        value,
      ]),
      ...options,
      '--',
      ...prefix,
      ...(program?.command ?? [interpreter.python, ...args]),
    ],
    env: {},
  };
};

/** Linux namespaces through bubblewrap: the system's, or the managed one. */
export const bubblewrap: Sandbox = {
  id: 'bubblewrap',
  title: 'bubblewrap (Linux namespaces)',
  nests: true,
  mounts: true,
  async probe(interpreter) {
    found = undefined;
    const state = await findBubblewrap();
    if (state.status === 'missing') return { status: 'missing', reason: state.reason, hint: state.hint };
    if (isRoot() && !existsSync(SETPRIV)) {
      return {
        status: 'missing',
        reason: `${SETPRIV} is needed to give up uid 0`,
        hint: 'apt-get install util-linux',
      };
    }
    return probeEscape(bubblewrap, interpreter, 'bubblewrap', HINT);
  },
  wrap,
};
