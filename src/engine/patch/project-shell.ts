import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { CaseOutcome } from '../../core/case.ts';
import { makeControlGroup } from '../../sandbox/cgroup.ts';
import type { SandboxChoice } from '../../sandbox/index.ts';
import type { Command, HostToolchain, Interpreter, SandboxProgram } from '../../sandbox/sandbox.ts';
import { inPrivateFolder } from '../../scanners/kit/private-folder.ts';
import type { Project } from './project.ts';

/** Where commands of the user's run: on a fresh copy of the project each time, in the sandbox, without network. */
export type ProjectShell = {
  readonly project: Project;
  readonly choice: SandboxChoice;
  readonly interpreter: Interpreter;
  readonly toolchain: HostToolchain;
};

/** A file of the project with another content. */
export type Replacement = { readonly path: string; readonly content: string };

export type CommandOptions = {
  readonly replacement?: Replacement;
  /** Wall time. */
  readonly seconds: number;
  readonly signal?: AbortSignal | undefined;
};

export type CommandRun = {
  /** `lost`: it was not started. */
  readonly outcome: Extract<CaseOutcome, 'passed' | 'failed' | 'timeout' | 'memory' | 'lost'>;
  /** How it ended, and its last words. */
  readonly message: string;
  readonly seconds: number;
};

const MIB = 1024 * 1024;
/** What a command may write, in each of its folders. */
const WRITABLE_BYTES = 512 * MIB;
/** Of one process, beside the code of its programs; and of all together, where there is a control group. */
const MEMORY_BYTES = 4096 * MIB;
const FILE_BYTES = 1024 * MIB;
const PROCESSES = 4096;

const LAST_WORDS = 2000;
const READY = 'bifocal: ready\n';

/**
 * Lays out the project and starts the command. `$1` is the copy, `$2` where it goes, `$3` the new content of the file
 * `$4`, `$5` the folder to start in, `$6` the command. Limits that the shell or the system does not know are left out.
 */
const SCRIPT = `
set -e
cp -RP "$1/." "$2"
[ -z "$3" ] || cp "$3" "$2/$4"
cd "$2/$5"
for limit in "-c 0" "-d ${MEMORY_BYTES / 1024}" "-f ${FILE_BYTES / 512}"; do
  ulimit $limit 2>/dev/null || true
done
ulimit -u ${PROCESSES} 2>/dev/null || ulimit -p ${PROCESSES} 2>/dev/null || true
printf '${READY.trimEnd()}\\n'
exec /bin/sh -c "$6"
`;

/** Runs a shell command in the project. Aborting rejects. */
export const runInProject = (
  shell: ProjectShell,
  command: string,
  options: CommandOptions,
): Promise<CommandRun> => inPrivateFolder('command', (place) => run(shell, command, options, place));

const run = async (
  { project, choice, interpreter, toolchain }: ProjectShell,
  command: string,
  { replacement, seconds, signal }: CommandOptions,
  place: string,
): Promise<CommandRun> => {
  signal?.throwIfAborted();
  const { sandbox } = choice;
  const content = replacement && join(place, 'content');
  if (content) await writeFile(content, replacement.content, { mode: 0o644 });
  const folders = sandbox.mounts
    ? { root: project.root, home: homedir(), tmp: '/tmp' }
    : await standIns(project, place);
  const packages = sandbox.mounts ? project.packages.map((folder) => join(project.root, folder)) : [];
  const group = sandbox.mounts ? makeControlGroup() : undefined;
  group?.allow(MEMORY_BYTES);
  const program: SandboxProgram = {
    command: [
      ...(['/bin/sh', '-c', SCRIPT, 'sh', project.copy, folders.root] as const),
      content ?? '',
      replacement ? await project.nameOf(replacement.path) : '',
      project.start,
      command,
    ],
    scratch: [
      { path: folders.home, bytes: WRITABLE_BYTES },
      { path: folders.root, bytes: project.bytes + WRITABLE_BYTES },
    ],
    toolchain,
  };
  const bare = await sandbox.wrap({
    interpreter,
    args: [],
    readOnly: [project.copy, ...(content ? [content] : []), ...packages],
    hidden: [],
    env: { HOME: folders.home, TMPDIR: folders.tmp, USER: 'nobody', LOGNAME: 'nobody', CI: 'true' },
    tmpBytes: WRITABLE_BYTES,
    nests: false,
    program,
  });
  try {
    return await finish(group ? group.enter(bare) : bare, seconds, signal, group?.eventsFile);
  } finally {
    await group?.remove();
  }
};

/** For a sandbox that shows the host's own files: folders of the command's own, and links to the packages. */
const standIns = async ({ root, packages }: Project, place: string) => {
  const folders = { root: join(place, 'project'), home: join(place, 'home'), tmp: join(place, 'tmp') };
  for (const folder of Object.values(folders)) await mkdir(folder);
  for (const folder of packages) {
    await mkdir(join(folders.root, dirname(folder)), { recursive: true });
    await symlink(join(root, folder), join(folders.root, folder));
  }
  return folders;
};

const finish = async (
  { file, args, env }: Command,
  seconds: number,
  signal: AbortSignal | undefined,
  eventsFile: string | undefined,
): Promise<CommandRun> => {
  const start = performance.now();
  const subprocess = execa(file, args, {
    env,
    extendEnv: false,
    cwd: '/',
    stdin: 'ignore',
    all: true,
    buffer: false,
    reject: false,
    timeout: seconds * 1000,
    forceKillAfterDelay: 200,
    killDescendants: true,
    ...(signal && { cancelSignal: signal }),
  });
  let isReady = false;
  let said = '';
  subprocess.all.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
    if (!isReady && said.includes(READY)) {
      isReady = true;
      said = said.slice(said.indexOf(READY) + READY.length);
    }
    said = said.slice(-LAST_WORDS);
  });
  const result = await subprocess;
  signal?.throwIfAborted();
  const words = said.trim();
  const ended = (outcome: CommandRun['outcome'], how: string): CommandRun => ({
    outcome,
    message: words === '' ? how : `${how}\n${words}`,
    seconds: (performance.now() - start) / 1000,
  });
  if (result.timedOut) return ended('timeout', `it took more than ${Math.round(seconds)} s`);
  if (await wasOutOfMemory(eventsFile)) return ended('memory', 'it took more memory than there is for it');
  if (!isReady) return ended('lost', 'the sandbox did not start it');
  if (result.exitCode === 0) return ended('passed', 'exit code 0');
  return ended('failed', `exit code ${result.exitCode ?? result.signal ?? 'unknown'}`);
};

/** Whether the kernel ended anything for want of memory. */
const wasOutOfMemory = async (eventsFile: string | undefined): Promise<boolean> => {
  if (eventsFile === undefined) return false;
  const events = await readFile(eventsFile, 'utf8').catch(() => '');
  return /^oom_kill [1-9]/m.test(events);
};
