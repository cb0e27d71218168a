import { execa } from 'execa';
import { probeEscape } from './escape-probe.ts';
import type { Sandbox } from './sandbox.ts';
import { uidOfItsOwn } from './uid.ts';

const ENGINES = ['podman', 'docker'];
const IMAGE = process.env.BIFOCAL_CONTAINER_IMAGE ?? 'docker.io/library/python:3.12-slim-bookworm';
const HINT = `start docker or podman, and let it fetch the image ${IMAGE} once`;

const answers = async (engine: string): Promise<boolean> =>
  !(await execa(engine, ['info'], { reject: false, timeout: 10_000, stdio: 'ignore' })).failed;

let found: Promise<string | undefined> | undefined;

/** The first container engine whose daemon answers. Asked once per process. */
const findEngine = (): Promise<string | undefined> => {
  found ??= (async () => {
    for (const engine of ENGINES) if (await answers(engine)) return engine;
    return undefined;
  })();
  return found;
};

/** The engine's client finds its daemon through variables of its own; nothing of them gets inside. */
const hostEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** A throw-away container per job, with the image's own programs: for systems without Linux namespaces. */
export const container: Sandbox = {
  id: 'container',
  title: 'container engine (podman, docker)',
  nests: false,
  mounts: true,
  async probe(interpreter) {
    const engine = await findEngine();
    if (!engine) return { status: 'missing', reason: 'no container engine answers', hint: HINT };
    return probeEscape(container, interpreter, `container: ${engine}`, HINT);
  },
  async wrap({ interpreter, args, readOnly, env, tmpBytes, program }) {
    const visible = [...(interpreter.site ? [interpreter.site] : []), ...readOnly];
    return {
      file: (await findEngine()) ?? 'docker',
      args: [
        ...[
          'run',
          '--rm',
          '--interactive',
          '--network',
          'none',
          '--read-only',
          '--user',
          `${uidOfItsOwn()}:65534`,
        ],
        ...[
          '--cap-drop',
          'ALL',
          '--security-opt',
          'no-new-privileges',
          '--pids-limit',
          '512',
          '--workdir',
          '/tmp',
        ],
        ...[{ path: '/tmp', bytes: tmpBytes }, ...(program?.scratch ?? [])].flatMap(({ path, bytes }) => [
          '--tmpfs',
          `${path}:rw,exec,mode=1777,size=${bytes}`,
        ]),
        ...visible.flatMap((path) => ['--volume', `${path}:${path}:ro`]),
        ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        IMAGE,
        ...(program?.command ?? ['python3', ...args]),
      ],
      env: hostEnvironment(),
    };
  },
};
