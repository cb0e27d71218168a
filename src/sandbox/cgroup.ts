import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from './sandbox.ts';

const PREFIX = 'bifocal-';
const PROCESSES = 1024;
/** What a server and the file systems of a job take beside the sample's own memory. */
const OVERHEAD_BYTES = 768 * 1024 * 1024;
const REMOVE_TRIES = 20;

/** A control group of one sandbox: an upper bound for everything in it together, which rlimits cannot set. */
export type ControlGroup = {
  /** A file that counts, among other things, the processes that were ended for want of memory (`oom_kill N`). */
  readonly eventsFile: string;
  /** The same command, started inside the group. */
  enter(command: Command): Command;
  /** Bounds the memory of everything inside, for a job that may have so many bytes. */
  allow(bytes: number): void;
  /** Takes the group away, once its processes are gone. */
  remove(): Promise<void>;
};

/** The files of the two generations of control groups. */
const VERSIONS = {
  1: {
    memoryLimit: 'memory.limit_in_bytes',
    events: 'memory.oom_control',
    processLimit: 'pids.max',
    controllers: ['memory', 'pids'],
  },
  2: {
    memoryLimit: 'memory.max',
    events: 'memory.events',
    processLimit: 'pids.max',
    controllers: ['memory,pids'],
  },
} as const;
type Version = keyof typeof VERSIONS;

const readLines = (path: string): string[] => {
  try {
    return readFileSync(path, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
};

/** Where the group of this process lies in the hierarchy of a controller; undefined if it is not mounted. */
const ownFolder = (version: Version, controller: string): string | undefined => {
  const type = version === 1 ? 'cgroup' : 'cgroup2';
  const mounts = readLines('/proc/self/mountinfo').map((line) => line.split(' '));
  const mount = mounts.find((fields) => {
    const [kind, , options = ''] = fields.slice(fields.indexOf('-') + 1);
    return kind === type && (version === 2 || options.split(',').includes(controller));
  });
  const [, , , root = '/', point] = mount ?? [];
  const member = readLines('/proc/self/cgroup')
    .map((line) => line.split(':'))
    .find(([id, names = '']) => (version === 2 ? id === '0' : names.split(',').includes(controller)));
  const path = member?.slice(2).join(':');
  if (point === undefined || path === undefined) return undefined;
  return join(point, root !== '/' && path.startsWith(root) ? path.slice(root.length) : path);
};

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** The folders below which groups can be made; undefined where they cannot. */
const parents = (version: Version): string[] | undefined => {
  const folders = VERSIONS[version].controllers.map((names) => ownFolder(version, names));
  const found = folders.filter((folder) => folder !== undefined);
  if (found.length < folders.length || !found.every(isWritable)) return undefined;
  if (version === 1) return found;
  try {
    for (const folder of found) writeFileSync(join(folder, 'cgroup.subtree_control'), '+memory +pids');
    return found;
  } catch {
    return undefined; // the controllers are not ours to give
  }
};

/** Groups of processes that did not live to take them away. */
const sweep = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const owner = name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : undefined;
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue;
    try {
      rmdirSync(join(folder, name));
    } catch {
      // not empty yet: the next one's turn
    }
  }
};

let found: { readonly version: Version; readonly folders: readonly string[] } | null | undefined;
let made = 0;

const findParents = () => {
  if (found !== undefined) return found;
  found = null;
  for (const version of [2, 1] as const) {
    const folders = parents(version);
    if (!folders) continue;
    for (const folder of folders) sweep(folder);
    found = { version, folders };
    break;
  }
  return found;
};

/** Of all memory, what one of the sandboxes that run side by side may take at most. */
const SHARE = (0.8 * totalmem()) / availableParallelism();

/** A new control group below that of this process; undefined where the system does not let us make one. */
export const makeControlGroup = (): ControlGroup | undefined => {
  const place = process.platform === 'linux' ? findParents() : null;
  if (!place) return undefined;
  const files = VERSIONS[place.version];
  made += 1;
  const name = `${PREFIX}${process.pid}-${made}`;
  const folders = place.folders.map((folder) => join(folder, name));
  const [memory = '', processes = memory] = folders;
  try {
    for (const folder of folders) mkdirSync(folder);
    writeFileSync(join(processes, files.processLimit), String(PROCESSES));
  } catch {
    return undefined;
  }
  let allowed = 0;
  return {
    eventsFile: join(memory, files.events),
    enter: ({ file, args, env }) => ({
      file: '/bin/sh',
      args: [
        '-c',
        `n=$1; shift; while [ "$n" -gt 0 ]; do echo $$ > "$1" || exit 125; shift; n=$((n - 1)); done; exec "$@"`,
        'sh',
        String(folders.length),
        ...folders.map((folder) => join(folder, 'cgroup.procs')),
        file,
        ...args,
      ],
      env,
    }),
    allow(bytes) {
      const limit = Math.round(Math.min(bytes + OVERHEAD_BYTES, SHARE));
      if (limit !== allowed) writeFileSync(join(memory, files.memoryLimit), String(limit));
      allowed = limit;
    },
    async remove() {
      for (const folder of folders) {
        for (let tries = 0; tries < REMOVE_TRIES; tries += 1) {
          try {
            rmdirSync(folder);
            break;
          } catch {
            await sleep(20); // the kernel is still clearing away what ran in it
          }
        }
      }
    },
  };
};
