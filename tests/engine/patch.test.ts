import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileText } from '../../src/engine/patch/file-text.ts';
import { type Found, pairFindings } from '../../src/engine/patch/findings.ts';
import { mapLines } from '../../src/engine/patch/line-map.ts';
import { listFiles } from '../../src/engine/patch/list-files.ts';
import { copyProject } from '../../src/engine/patch/project.ts';
import { readTargets } from '../../src/engine/patch/targets.ts';
import { replaceFile } from '../../src/engine/patch/write-file.ts';
import { openTestCommand, type TestCommand } from '../../src/engine/test-command.ts';
import { extract } from '../../src/extract/index.ts';
import { asAnswer } from '../../src/methods/kit/as-answer.ts';
import { unifiedDiff } from '../../src/reports/unified-diff.ts';
import { temporaryFile, temporaryFolder } from '../support/files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Files that people have: any mix of line ends, with or without a mark before and an end behind. */
const fileText = fc
  .record({
    mark: fc.constantFrom('', '\uFEFF'),
    lines: fc.array(fc.tuple(fc.stringMatching(/^[a-c ]{0,3}$/), fc.constantFrom('\n', '\r\n'))),
    last: fc.constantFrom('', 'z'),
  })
  // No two lines are the same: which one of two was taken out, nobody could tell.
  .map(({ mark, lines, last }) => mark + lines.map((line, index) => index + line.join('')).join('') + last);

const opened = (content: string) => {
  const file = readFileText(bytes(content));
  if (file.status === 'unknown') throw new Error(file.reason);
  return file.value;
};

describe('the text of a file', () => {
  test('put back unchanged, it is the file, byte for byte', () => {
    fc.assert(
      fc.property(fileText, (content) => {
        const { text, withText } = opened(content);
        expect(text).not.toContain('\r\n');
        expect(withText(text)).toBe(content);
      }),
    );
  });

  test('one changed line leaves all others as they were, ends included', () => {
    fc.assert(
      fc.property(fileText, fc.nat(), (content, which) => {
        const { text, withText } = opened(content);
        const lines = text.split('\n');
        const at = which % lines.length;
        fc.pre(lines[at] !== '');
        const after = withText(lines.with(at, 'changed').join('\n'));
        const ends = (whole: string) => whole.split(/(?<=\n)/).map((line) => line.replace(/^\uFEFF/, ''));
        const [before, now] = [ends(content), ends(after)];
        expect(now.toSpliced(at, 1)).toEqual(before.toSpliced(at, 1));
        expect(after.startsWith('\uFEFF')).toBe(content.startsWith('\uFEFF'));
        expect(after.endsWith('\n')).toBe(content.endsWith('\n'));
      }),
    );
  });

  test.each([
    { what: 'new lines of a Windows file', file: 'a\r\nb\r\n', next: 'a\nx\nb\n', whole: 'a\r\nx\r\nb\r\n' },
    { what: 'an end that was added', file: 'a\nb', next: 'a\nc\n', whole: 'a\nc' },
    { what: 'an end that was lost', file: 'a\nb\n', next: 'a\nc', whole: 'a\nc\n' },
  ])('$what', ({ file, next, whole }) => {
    expect(opened(file).withText(next)).toBe(whole);
  });

  test.each([
    { what: 'another encoding', content: new Uint8Array([0x78, 0xe9]), reason: /UTF-8/ },
    { what: 'a program', content: new Uint8Array([0x7f, 0x45, 0]), reason: /NUL/ },
    { what: 'too much', content: new Uint8Array(2 ** 20 + 1).fill(65), reason: /larger than 1 MiB/ },
  ])('$what is unknown', ({ content, reason }) => {
    expect(readFileText(content)).toMatchObject({ status: 'unknown', reason: expect.stringMatching(reason) });
  });

  test('the extractor reads code in an answer as it is, with fences in it, too', () => {
    const code = '"""Example:\n\n```python\nx = 1\n```\n"""\n\n\ndef f():\n    return 1\n\n';
    const task = { language: 'python', prompt: {} } as const;
    const { raw, form } = asAnswer(code, 'python');
    expect(extract(raw, form, task).code).toBe(code);
    expect(extract(code, form, task).code, 'why that is needed').not.toBe(code);
  });
});

describe('patches', () => {
  test('lead from one text to the other', () => {
    fc.assert(
      fc.property(fileText, fileText, (before, after) => {
        const patch = unifiedDiff('x.py', before, after);
        expect(patch === '').toBe(before === after);
        expect(patch === '' ? before : applyPatch(before, patch, { autoConvertLineEndings: false })).toBe(
          after,
        );
      }),
    );
  });

  test.each(['plain.py', 'with blank.py', 'with "quotes" and ü.py', 'sub folder/x.py'])(
    'git and patch know the file by its name: %s',
    (name) => {
      const cwd = temporaryFolder();
      const reset = () => {
        mkdirSync(join(cwd, name, '..'), { recursive: true });
        writeFileSync(join(cwd, name), 'a\n');
      };
      const patch = unifiedDiff(name, 'a\n', 'b\n');
      for (const [program, ...args] of [
        ['git', 'apply', '-'],
        ['patch', '-p1'],
      ] as const) {
        reset();
        execFileSync(program, args, { cwd, input: patch, stdio: ['pipe', 'pipe', 'pipe'] });
        expect(readFileSync(join(cwd, name), 'utf8'), program).toBe('b\n');
      }
    },
  );
});

describe('lines and findings through a change', () => {
  test.each([
    { before: 'a\nb\nc', after: 'x\na\nb\nc', line: 2, place: { from: 3, to: 3 } },
    { before: 'a\nb\nc', after: 'a\ny\nz\nc', line: 2, place: { from: 2, to: 3 } },
    { before: 'a\nb\nc', after: 'a\nc', line: 3, place: { from: 2, to: 2 } },
    { before: 'a\nb', after: 'a', line: 2, place: { from: 1, to: 1 } },
  ])('$before -> $after', ({ before, after, line, place }) => {
    expect(mapLines(before, after)(line)).toEqual(place);
  });

  test('of two findings alike the one is gone whose line was changed', () => {
    const found = (line: number): Found => ({
      ...{ scanner: 's', rule: 'r', cwes: [], severity: 'low', confidence: 'low', message: '' },
      line,
    });
    const [first, second] = [found(1), found(2)];
    const pairs = pairFindings(
      { code: 'bad\nbad too\n', findings: [first, second] },
      { code: 'import x\ngood\nbad too\n', findings: [found(3)] },
    );
    expect(pairs.has(first)).toBe(false);
    expect(pairs.get(second)?.line).toBe(3);
  });
});

describe('a file that is written', () => {
  test('keeps its permissions, and nothing is left beside it', () => {
    const path = temporaryFile('run.py', 'old');
    chmodSync(path, 0o750);
    expect(replaceFile(path, bytes('old'), 'new')).toMatchObject({ status: 'ok' });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o750);
    expect(readdirSync(join(path, '..'))).toEqual(['run.py']);
  });

  test('is left alone if it was changed meanwhile', () => {
    const path = temporaryFile('x.py', 'mine');
    expect(replaceFile(path, bytes('old'), 'new')).toEqual({
      status: 'unknown',
      reason: 'it was changed meanwhile',
    });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('is the one that a link leads to', () => {
    const path = temporaryFile('x.py', 'old');
    const link = join(path, '../link.py');
    symlinkSync('x.py', link);
    expect(replaceFile(link, bytes('old'), 'new').status).toBe('ok');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(join(path, '..'))).toEqual(['link.py', 'x.py']);
  });
});

/** A folder with these files; git, if it is to be a work tree. */
const project = (files: Readonly<Record<string, string>>, { git = false } = {}): string => {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  if (git) execFileSync('git', ['init', '-q', folder]);
  return folder;
};

const FILES = {
  '.envrc': 'export KEY=1',
  '.htpasswd': 'ada:x',
  'credentials-live.json': '{}',
  'src/app.py': 'x = 1\n',
  'src/view.tsx': 'let x;\n',
  'notes.txt': '',
  '.env': 'KEY=1',
  '.gitignore': 'made/\n',
  'made/out.py': 'x = 2\n',
  'node_modules/lib/index.js': '',
  'venv/pyvenv.cfg': '',
  'venv/lib/site.py': '',
};

describe('the files of a folder', () => {
  test('in git: without what it ignores, and without keys', async () => {
    const { 'venv/pyvenv.cfg': _, 'venv/lib/site.py': __, ...files } = FILES;
    const folder = project({ ...files, '.gitignore': 'made/\nnode_modules/\n' }, { git: true });
    expect(await listFiles(folder)).toEqual(['.gitignore', 'notes.txt', 'src/app.py', 'src/view.tsx']);
  });

  test('elsewhere: without packages, environments and keys', async () => {
    const listed = await listFiles(project(FILES));
    expect(listed).toEqual(['.gitignore', 'made/out.py', 'notes.txt', 'src/app.py', 'src/view.tsx']);
  });

  test('of these, code is what has a language that we know', async () => {
    const cwd = project(FILES);
    const readStdin = async () => bytes('');
    const targets = await readTargets(['src', '.', 'src/app.py'], { cwd, language: undefined, readStdin });
    expect(targets.map(({ name, language }) => [name, language])).toEqual([
      ['src/app.py', 'python'],
      ['src/view.tsx', 'typescript'],
      ['made/out.py', 'python'],
    ]);
  });

  test('the project of a file is copied without its packages, which are named', async () => {
    const root = project(FILES);
    const place = temporaryFolder();
    const copied = await copyProject([join(root, 'src/app.py')], join(root, 'src'), place);
    expect(copied).toMatchObject({ root: join(root, 'src'), start: '' });
    const whole = await copyProject([join(root, 'src/app.py')], root, temporaryFolder());
    expect(whole).toMatchObject({ root, packages: ['node_modules', 'venv'] });
    expect(readdirSync(whole.copy).toSorted()).toEqual(['.gitignore', 'made', 'notes.txt', 'src']);
  });

  test('all that a person has is no project', async () => {
    await expect(copyProject(['/etc/hostname'], '/', temporaryFolder())).rejects.toMatchObject({
      code: 'BIFOCAL_USAGE',
    });
  });

  test('a project that is too large to be copied for each run is refused', async () => {
    const root = project({ 'a.py': '' });
    execFileSync('truncate', ['-s', '300M', join(root, 'big.bin')]);
    await expect(copyProject([join(root, 'a.py')], root, temporaryFolder())).rejects.toMatchObject({
      code: 'BIFOCAL_INPUT',
      message: expect.stringContaining('300 MiB (at most 256)'),
    });
  });
});

const openTests = (
  root: string,
  command: string,
  options: { readonly sandbox?: string; readonly seconds?: number } = {},
): Promise<TestCommand> =>
  openTestCommand({
    ...{ command, files: [join(root, 'app.py')], cwd: root, sandbox: 'auto', seconds: 60, visible: [] },
    ...{ place: temporaryFolder(), notice: () => {}, signal: new AbortController().signal },
    ...options,
  });

/** Tries whatever hostile code would, and says what worked. */
const hostile = (secret: string, port: number): string => `
import os, socket
def tried(name, work):
    try:
        work()
        print(name + ': yes')
    except OSError:
        print(name + ': no')
tried('secret file', lambda: open(${JSON.stringify(secret)}).read())
tried('network', lambda: socket.create_connection(('127.0.0.1', ${port}), 2).close())
tried('host folder', lambda: open(${JSON.stringify(`${secret}.taken`)}, 'w').close())
tried('own folder', lambda: open('left.txt', 'w').close())
print('variable: ' + ('yes' if 'API_KEY' in os.environ else 'no'))
print('left over: ' + ('yes' if os.path.exists('left.txt.before') else 'no'))
open('left.txt.before', 'w').close()
`;

describe('a test command', () => {
  test('runs on the project with the candidate in place of the file, and starts from the same each time', async () => {
    const root = project({
      'app.py': 'x = 1\n',
      'check.sh': 'set -e; test ! -e left; touch left; python3 check.py\n',
      'check.py': 'from app import x\nassert x < 5\n',
    });
    const tests = await openTests(root, 'sh check.sh');
    const path = join(root, 'app.py');
    const outcome = async (content: string) => (await tests.run({ path, content })).cases;
    expect(await outcome('x = 2\n')).toMatchObject([
      { outcome: 'passed', trust: 'exit', kind: 'functional' },
    ]);
    expect(await outcome('x = 9\n')).toMatchObject([
      { outcome: 'failed', message: expect.stringMatching(/^exit code 1\n.*AssertionError/s) },
    ]);
    expect(await outcome('x = 3\n')).toMatchObject([{ outcome: 'passed' }]);
    expect(await tests.covers(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('x = 1\n');
    expect(existsSync(join(root, 'left'))).toBe(false);
  });

  test('what was kept of one file is there when the next is tested', async () => {
    const root = project({
      'app.py': 'x = 1\n',
      'other.py': 'y = 1\n',
      'check.py': 'from app import x\nfrom other import y\nassert x == y or y == 1\n',
    });
    const tests = await openTests(root, 'python3 check.py');
    const [app, other] = [join(root, 'app.py'), join(root, 'other.py')];
    const run = async () => (await tests.run({ path: other, content: 'y = 2\n' })).cases[0]?.outcome;
    expect(await run()).toBe('failed');
    await tests.keep({ path: app, content: 'x = 2\n' });
    expect(await run()).toBe('passed');
  });

  test('that fails already is a usage error with its last words', async () => {
    const root = project({ 'app.py': 'x = 1\n' });
    await expect(openTests(root, 'echo something is wrong; exit 3')).rejects.toMatchObject({
      code: 'BIFOCAL_USAGE',
      message: expect.stringMatching(/fails already without any change.*exit code 3.*something is wrong/s),
    });
  });

  test('that does not look at the file is found out', async () => {
    const root = project({ 'app.py': 'x = 1\n' });
    const tests = await openTests(root, 'true');
    expect(await tests.covers(join(root, 'app.py'))).toBe(false);
  });

  test('a candidate that does not end, or takes all memory, has failed', async () => {
    const root = project({ 'app.py': '' });
    const tests = await openTests(root, 'python3 app.py', { seconds: 3 });
    const path = join(root, 'app.py');
    const sleeping = await tests.run({ path, content: 'import time\ntime.sleep(60)\n' });
    expect(sleeping.cases).toMatchObject([{ outcome: 'timeout' }]);
    const greedy = await tests.run({ path, content: 'x = bytearray(64 << 30)\n' });
    expect(greedy.cases[0]?.outcome).toMatch(/failed|memory/);
  });

  test.each([
    { sandbox: 'auto', expected: 'no' },
    { sandbox: 'none', expected: 'yes' },
  ])('hostile code in it, with --sandbox $sandbox: $expected', async ({ sandbox, expected }) => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const secret = temporaryFile('id_rsa', 'the key');
    process.env.API_KEY = 'sk-1';
    try {
      const root = project({ 'app.py': 'x = 1\n' });
      const tests = await openTests(root, 'python3 app.py', { sandbox });
      const path = join(root, 'app.py');
      const seen = async (extra: string) =>
        (await tests.run({ path, content: hostile(secret, port) + extra })).cases[0]?.message;
      for (const message of [await seen(''), await seen('# again\n')]) {
        expect(message).toContain(`secret file: ${expected}`);
        expect(message).toContain(`network: ${expected}`);
        expect(message).toContain(`host folder: ${expected}`);
        expect(message).toContain('own folder: yes');
        expect(message).toContain('variable: no');
        expect(message).toContain('left over: no');
      }
      expect(connections > 0).toBe(expected === 'yes');
      expect(existsSync(`${secret}.taken`)).toBe(expected === 'yes');
    } finally {
      delete process.env.API_KEY;
      server.close();
    }
  });

  test('the packages and the environment of the project are there to be read', async () => {
    const root = project({
      'app.py': 'from lib import x\n',
      'node_modules/lib/index.js': 'module.exports = 1;',
      'sub/node_modules/deep/index.js': 'module.exports = 2;',
      'sub/made.txt': '',
    });
    execFileSync('python3', ['-m', 'venv', '--without-pip', join(root, '.venv')]);
    const [site = ''] = readdirSync(join(root, '.venv/lib'));
    writeFileSync(join(root, '.venv/lib', site, 'site-packages/lib.py'), 'x = 1\n');
    const command = [
      '.venv/bin/python app.py',
      `node -e 'if (require("lib") !== 1) throw 1'`,
      `cd sub && node -e 'if (require("deep") !== 2) throw 1'`,
      'touch written',
      '! touch node_modules/written 2>/dev/null',
    ].join(' && ');
    await expect(openTests(root, command)).resolves.toBeDefined();
    expect(existsSync(join(root, 'sub/written'))).toBe(false);
  });
});
