/** Started by the conformance tests, as any user: prints what code inside a sandbox finds, as JSON. */
import { execa } from 'execa';
import { chooseSandbox } from '../../src/sandbox/index.ts';
import { systemPython } from './system-python.ts';

const INSIDE = `
import json, os, socket, sys

def possible(work):
    try:
        work()
        return True
    except OSError:
        return False

status = dict(line.rstrip().split(":", 1) for line in open("/proc/self/status"))
size = os.statvfs("/tmp")
print(json.dumps({
    "uid": os.getuid(),
    "capabilities": int(status["CapEff"], 16) | int(status["CapPrm"], 16) | int(status["CapAmb"], 16),
    "noNewPrivileges": status["NoNewPrivs"].strip(),
    "environment": sorted(os.environ),
    "processes": [name for name in os.listdir("/proc") if name.isdigit()],
    "pid": os.getpid(),
    "devices": [line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]],
    "connects": possible(lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1)),
    "writable": [path for path in ("/", "/usr", "/etc", "/dev", "/proc", sys.argv[2], sys.prefix)
                 if possible(lambda: open(path + "/probe", "w").close())],
    "settings": possible(lambda: open("/proc/sys/vm/swappiness", "r+").close()),
    "readable": [path for path in ("/etc/shadow", "/root/.profile", "/home", "/var", sys.argv[2] + "/package.json")
                 if possible(lambda: os.listdir(path) if os.path.isdir(path) else open(path).close())],
    "tmp": os.listdir("/tmp"),
    "tmpBytes": size.f_blocks * size.f_frsize,
    "shared": possible(lambda: open("/dev/shm/x", "w").close()),
    "left": possible(lambda: open("/tmp/left-" + sys.argv[1], "w").close()),
}))
`;

const [port = '', folder = '', name = 'auto'] = process.argv.slice(2);
const interpreter = await systemPython();
const { sandbox, level } = await chooseSandbox(name, interpreter);
const command = await sandbox.wrap({
  interpreter,
  args: ['-s', '-S', '-B', '-c', INSIDE, port, folder],
  readOnly: [],
  hidden: [],
  env: { GREETING: 'hello' },
  tmpBytes: 8 << 20,
  nests: false,
});
const { stdout } = await execa(command.file, command.args, { env: command.env, extendEnv: false, cwd: '/' });
console.log(JSON.stringify({ sandbox: sandbox.id, level, ...JSON.parse(stdout) }));
