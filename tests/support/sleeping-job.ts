/** Started by the conformance tests: a job that sleeps inside the sandbox until somebody ends it. */
import { execa } from 'execa';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { systemPython } from './system-python.ts';

const command = await bubblewrap.wrap({
  interpreter: await systemPython(),
  args: ['-c', 'import os, time; os.fork() or os.setsid(); time.sleep(60)', process.argv[2] ?? ''],
  readOnly: [],
  hidden: [],
  env: {},
  tmpBytes: 1 << 20,
  nests: false,
});
await execa(command.file, command.args, { env: command.env, extendEnv: false, cwd: '/' });
