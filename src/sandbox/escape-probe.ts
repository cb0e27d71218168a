import { execa } from 'execa';
import type { Interpreter, Sandbox, SandboxState } from './sandbox.ts';

/**
 * Tried from inside: what a sandbox must make impossible. Prints one line per thing that was possible. Who is root
 * outside, whatever the uid inside, shows by the kernel settings that only root may write.
 */
const ATTEMPTS = `
import os, socket
if os.getuid() == 0: print("runs as uid 0")
for path in ("/proc/sys/vm/swappiness", "/probe", "/usr/probe", "/dev/probe"):
    try:
        open(path, "r+" if path.startswith("/proc") else "w").close(); print("can write " + path)
    except OSError: pass
try:
    socket.create_connection(("192.0.2.1", 9), 0.2); print("has a network")
except TimeoutError: print("has a network")
except OSError: pass
open("/tmp/probe", "w").close()
print("ran")
`;

/** Starts the sandbox and tries to break out: ready only if the probe ran and found nothing open. */
export const probeEscape = async (
  sandbox: Sandbox,
  interpreter: Interpreter,
  level: string,
  hint: string,
): Promise<SandboxState> => {
  const command = await sandbox.wrap({
    interpreter,
    args: ['-s', '-S', '-c', ATTEMPTS],
    readOnly: [],
    hidden: [],
    env: {},
    tmpBytes: 1 << 20,
    nests: false,
  });
  const result = await execa(command.file, command.args, {
    env: command.env,
    extendEnv: false,
    reject: false,
    timeout: 60_000,
    stdin: 'ignore',
    cwd: '/',
  });
  const lines = typeof result.stdout === 'string' ? result.stdout.split('\n') : [];
  if (lines.at(-1) !== 'ran') {
    const why = result.stderr.trim().split('\n').at(-1) || result.shortMessage || 'it did not start';
    return { status: 'missing', reason: `${sandbox.id} does not work here: ${why}`, hint };
  }
  const holes = lines.slice(0, -1);
  return holes.length === 0
    ? { status: 'ready', level }
    : {
        status: 'missing',
        reason: `${sandbox.id} does not isolate here: inside, code ${holes.join(', ')}`,
        hint,
      };
};
