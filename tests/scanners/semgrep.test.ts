import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ScanInput } from '../../src/scanners/scanner.ts';
import { semgrep, semgrepWith } from '../../src/scanners/semgrep/index.ts';
import { readSemgrepReport, type SemgrepReport } from '../../src/scanners/semgrep/report.ts';
import { cwesIn } from '../../src/scanners/semgrep/rules.ts';
import { toolchainHome } from '../../src/toolchain/home.ts';
import { fixture, python, scanAll, scanOne, summary } from './support.ts';

vi.setConfig({ testTimeout: 120_000 });

const installed = (await semgrep.probe()).status === 'ok';
if (!installed)
  console.warn('SKIPPED: no Semgrep (bifocal setup semgrep); only the reading of files is tested');

const VULNERABLE = fixture('python/vulnerable.py');

const rule = (id: string, rest: object = {}) => ({
  id,
  languages: ['python'],
  severity: 'WARNING',
  message: 'A message.',
  pattern: 'danger(...)',
  ...rest,
});

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'semgrep-test-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Files in the test's folder; objects are written as JSON, which YAML takes, too. */
const put = async (files: Readonly<Record<string, string | object>>): Promise<void> => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 1),
    );
  }
};

const ours = () => semgrepWith.open(folder, {});

describe.runIf(installed)('the real Semgrep', () => {
  test('takes rule, CWE, levels and place, and leaves no file behind', async () => {
    vi.stubEnv('TMPDIR', folder);
    const outcome = await scanOne(semgrep, VULNERABLE);
    const findings = outcome.status === 'ok' ? outcome.value : [];
    expect(
      findings.map(({ rule, cwes, severity, confidence, line }) => [rule, cwes, severity, confidence, line]),
    ).toEqual([
      ['py-command', [78], 'high', 'high', 5],
      ['py-code', [95], 'high', 'high', 9],
      ['py-sql', [89], 'high', 'medium', 13],
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('nothing of the user takes part: no variables, no ignore files of the folder around', async () => {
    const plain = await scanOne(semgrep, VULNERABLE);
    vi.stubEnv('BIFOCAL_HOME', toolchainHome());
    vi.stubEnv('SEMGREP_RULES', '/absent.yaml');
    vi.stubEnv('SEMGREP_BASELINE_COMMIT', 'HEAD');
    vi.stubEnv('SEMGREP_SEND_METRICS', 'on');
    await put({ '.semgrepignore': '*\n', '.gitignore': '*\n', '.git/HEAD': 'ref: refs/heads/main\n' });
    await mkdir(join(folder, 'node_modules', 'tests'), { recursive: true });
    vi.stubEnv('TMPDIR', join(folder, 'node_modules', 'tests'));
    expect(await scanOne(semgrep, VULNERABLE)).toEqual(plain);
    expect(plain).toMatchObject({ status: 'ok', value: [{}, {}, {}] });
  });

  test('languages are scanned together, each with its own rules', async () => {
    const inputs: ScanInput[] = [
      python('eval(x)\n', 'py'),
      { id: 'js', language: 'javascript', code: 'eval(x);\n' },
      { id: 'php', language: 'php', code: '<?php eval($x);\n' },
      { id: 'rb', language: 'ruby', code: 'eval(x)\n' },
      { id: 'c', language: 'c', code: 'void f(char *x) { gets(x); }\n' },
      { id: 'rs', language: 'rust', code: 'fn main() {}\n' },
    ];
    const outcomes = await semgrep.scan(inputs);
    expect(Object.fromEntries([...outcomes].map(([id, outcome]) => [id, summary(outcome)]))).toEqual({
      py: ['py-code 1:1'],
      js: ['js-code 1:1'],
      php: ['php-code 1:7'],
      rb: ['ruby-code 1:1'],
      c: ['c-unbounded-read 1:19'],
      rs: 'Semgrep does not scan rust',
    });
  });

  test('a line that ends at a lone CR ends a comment, as it does for the language', async () => {
    const inputs: ScanInput[] = [
      { id: 'js', language: 'javascript', code: '// a comment\reval(x);\r' },
      { id: 'php', language: 'php', code: '<?php // a comment\reval($x);\r' },
      { id: 'mark', language: 'javascript', code: '\uFEFFeval(x);\n' },
    ];
    const outcomes = await semgrep.scan(inputs);
    expect([...outcomes.values()].map(summary)).toEqual([['js-code 2:1'], ['php-code 2:1'], ['js-code 1:1']]);
  });

  test('what Semgrep read only in part is unknown, and so is what its parsers mend', async () => {
    const codes = [
      'x = = 1\neval(y)\n',
      'def f(:\n    eval(x)\n',
      'def f():\neval(x)\n  y = 1\n',
      'exec "x"\n',
    ];
    expect((await scanAll(semgrep, codes)).map(summary)).toEqual([
      'Semgrep could read the code only in part',
      'invalid syntax',
      'invalid syntax',
      'invalid syntax',
    ]);
    const broken = await semgrep.scan([{ id: 'a', language: 'javascript', code: 'let = = 3;\neval(x);\n' }]);
    expect(broken.get('a')).toEqual({
      status: 'unknown',
      reason: 'Semgrep could read the code only in part',
    });
  });

  test('where the flow of data was given up the program is unknown, though Semgrep names no error', async () => {
    const endless = [
      'def gather(folder):',
      '    total = Table()',
      '    for name in listing(folder):',
      '        path = os.path.join(folder, name)',
      '        with open(path) as file:',
      '            rows = read(file)',
      '            if isinstance(rows, dict):',
      '                rows = [rows]',
      '            part = Table(rows)',
      '            part["source"] = name',
      '            total = concat([total, part])',
      '    return total',
    ].join('\n');
    expect(await scanOne(semgrep, endless)).toEqual({
      status: 'unknown',
      reason: 'Semgrep: it gave up following the data',
    });
  });
});

describe('rules of a person', () => {
  test('are read from a folder, and their paths are part of their names', async () => {
    await put({
      'a.yaml': { rules: [rule('first', { metadata: { cwe: 'CWE-78: a name', confidence: 'HIGH' } })] },
      'python/flask/b.yml': { rules: [rule('second', { metadata: { cwe: ['CWE-89', 'CWE-79: x'] } })] },
      'python/c.yaml': { rules: [rule('bare'), rule('third', { metadata: { category: 'security' } })] },
      'a.test.yaml': { rules: [rule('test')] },
      '.github/workflow.yaml': { rules: [rule('hidden')] },
      'k8s.yaml': 'kind: Pod\nspec: {{ broken\n',
      'csharp.yaml': { rules: [rule('other', { languages: ['csharp'] })] },
      'join.yaml': { rules: [rule('joined', { mode: 'join' })] },
    });
    expect(await ours().rules()).toEqual({
      status: 'ok',
      value: [
        { id: 'first', cwes: [78] },
        { id: 'python.bare', cwes: [] },
        { id: 'python.third', cwes: [] },
        { id: 'python.flask.second', cwes: [79, 89] },
      ],
    });
  });

  test.runIf(installed)('are what is run, and a change of theirs is another version', async () => {
    const name = folder.split('/').at(-1);
    await put({ 'deep/a.yaml': { rules: [rule('mine', { metadata: { cwe: 'CWE-78' } })] } });
    const first = ours();
    expect(first.id).toBe(`semgrep:${name}`);
    expect(await scanOne(first, 'danger(x)\n')).toMatchObject({
      status: 'ok',
      value: [{ rule: 'deep.mine', cwes: [78], severity: 'medium', confidence: 'medium', column: 1 }],
    });
    const version = await first.probe();
    expect(version).toEqual({
      status: 'ok',
      value: { version: expect.stringMatching(/^\d+\.\d+\.\d+\+rules\.[0-9a-f]{12}$/) },
    });
    await put({ 'deep/a.yaml': { rules: [rule('mine')] } });
    expect(await ours().probe()).not.toEqual(version);
    expect(await first.probe()).toEqual(version);
  });

  test.runIf(installed)('that Semgrep refuses are said at once, and then nothing is clean', async () => {
    await put({ 'a.yaml': { rules: [rule('good'), rule('bad', { pattern: 'danger((' })] } });
    const reason = expect.stringMatching(/^Semgrep refuses the rule bad: .*Invalid pattern for Python/);
    const scanner = ours();
    expect(await scanner.probe()).toEqual({ status: 'unknown', reason });
    expect(await scanAll(scanner, ['x = 1\n', 'danger(x)\n'])).toEqual([
      { status: 'unknown', reason },
      { status: 'unknown', reason },
    ]);
  });

  test.runIf(installed)('say nothing about languages that they do not cover', async () => {
    await put({ 'a.yaml': { rules: [rule('java', { languages: ['java'] })] } });
    expect(await scanOne(ours(), 'x = 1\n')).toEqual({
      status: 'unknown',
      reason: expect.stringMatching(/ has no rule for python$/),
    });
  });

  test('a rule file that is broken, or a folder without one, is no rule set', async () => {
    expect(await ours().rules()).toEqual({
      status: 'unknown',
      reason: `there is no Semgrep rule in ${folder}`,
    });
    await put({ 'a.yaml': 'rules:\n  - id: a\n   languages: [python]\n' });
    expect(await ours().rules()).toEqual({ status: 'unknown', reason: expect.stringContaining('not YAML') });
    await put({ 'a.yaml': { rules: [{ id: 'a' }] } });
    expect(await ours().rules()).toEqual({ status: 'unknown', reason: expect.stringContaining('languages') });
  });

  test('a folder that is not there is the fault of whoever typed it', () => {
    expect(() => semgrepWith.open(join(folder, 'absent'), {})).toThrow(/is no folder/);
  });
});

test('a report names each file, or the file is unknown', () => {
  const at = { line: 1, col: 11 };
  const report: SemgrepReport = {
    results: [
      {
        check_id: 'r',
        path: '0.py',
        start: at,
        end: { line: 2, col: 1 },
        extra: { message: ' Said. ', severity: 'INFO', metadata: { cwe: 'CWE-79', confidence: 'LOW' } },
      },
    ],
    errors: [
      { type: 'PartialParsing', path: '1.py', message: '' },
      { type: 'Timeout', path: '2.py', rule_id: 'r', message: '' },
    ],
    paths: { scanned: ['0.py', './1.py', '2.py', '4.py'] },
    time: { fixpoint_timeouts: [{ location: { path: '4.py' } }] },
  };
  const files = Array.from({ length: 5 }, (_, index) => ({ name: `${index}.py`, code: '"€😀" x\n' }));
  expect(readSemgrepReport(report, files)).toEqual([
    {
      status: 'ok',
      value: [
        {
          rule: 'r',
          cwes: [79],
          severity: 'low',
          confidence: 'low',
          message: 'Said.',
          line: 1,
          column: 6,
          endLine: 2,
        },
      ],
    },
    { status: 'unknown', reason: 'Semgrep could read the code only in part' },
    { status: 'unknown', reason: 'Semgrep: Timeout' },
    { status: 'unknown', reason: 'Semgrep did not look at the code' },
    { status: 'unknown', reason: 'Semgrep: it gave up following the data' },
  ]);
});

test('CWE ids are read from any text or list of texts', () => {
  const id = fc.integer({ min: 1, max: 99_999 });
  fc.assert(
    fc.property(fc.array(id), fc.string(), (ids, noise) => {
      const expected = [...new Set(ids)].sort((a, b) => a - b);
      expect(cwesIn(ids.map((value) => `CWE-${value}: ${noise.replace(/cwe/gi, '')}`))).toEqual(expected);
      expect(cwesIn(ids.map((value) => `cwe-${String(value).padStart(3, '0')}`).join(', '))).toEqual(
        expected,
      );
    }),
  );
  expect([undefined, null, 7, {}, 'none'].map(cwesIn)).toEqual([[], [], [], [], []]);
});
