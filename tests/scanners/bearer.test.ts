import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { languages } from '../../src/languages/index.ts';
import { canaryLine, canaryRules, prepare, programOf } from '../../src/scanners/bearer/canary.ts';
import { BEARER_RULES, bearer, bearerRules } from '../../src/scanners/bearer/index.ts';
import { bearerReportSchema, readBearerReport } from '../../src/scanners/bearer/report.ts';
import { BEARER_LANGUAGES, readRuleFolder } from '../../src/scanners/bearer/rule-folder.ts';
import { bearer as tool } from '../../src/toolchain/bearer.ts';
import { fixture, scanAll, scanOne, summary } from './support.ts';

const DOCUMENTED = fileURLToPath(new URL('../fixtures/scanners/bearer/documented.mjs', import.meta.url));

const VULNERABLE = fixture('python/vulnerable.py');

const patternsSchema = z.object({
  patterns: z.array(z.union([z.string(), z.object({ pattern: z.string() })])).min(1),
});

const installed = (await tool.probe()).status === 'ready';
if (!installed) console.warn('SKIPPED: no Bearer; what the real one finds is not tested');

const ourRules = await readRuleFolder(BEARER_RULES);
const rules = ourRules.status === 'ok' ? ourRules.value.files : [];
const nameOf = (rule: string): string => rule.replace('bifocal_python_', '');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bearer-test-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('our rules', () => {
  test('are there, each with a name of its own and a CWE', () => {
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, cwes, languages, reported } of rules) {
      expect({ id, languages, reported }).toEqual({ id, languages: ['python'], reported: true });
      expect(cwes).not.toEqual([]);
    }
  });

  test.each(rules)('$id has patterns that parse, as Bearer would have to parse them', ({ text }) => {
    const patterns = patternsSchema
      .parse(parse(text))
      .patterns.map((each) => (typeof each === 'string' ? each : each.pattern));
    for (const pattern of patterns) {
      const code = pattern.replaceAll('$<...>', '').replace(/\$<(\w+)>/g, 'Variable$1');
      expect({ pattern, parses: languages.python.parses?.(`${code}\n`) }).toEqual({ pattern, parses: true });
    }
  });

  test.each(rules)('$id has a fixture with hits and misses', ({ id }) => {
    const lines = fixture(`bearer/rules/${nameOf(id)}.py`)
      .trimEnd()
      .split('\n');
    const hits = lines.filter((line) => line.endsWith('# hit')).length;
    expect(hits).toBeGreaterThan(0);
    expect(hits).toBeLessThan(lines.length - 1);
  });
});

describe.runIf(installed)('the real Bearer', () => {
  test.each(rules)('$id is found where its fixture says, and nowhere else', async ({ id }) => {
    const code = fixture(`bearer/rules/${nameOf(id)}.py`);
    const outcome = await scanOne(bearer, code);
    const found = outcome.status === 'ok' ? outcome.value.filter(({ rule }) => rule === id) : [];
    const expected = code.split('\n').flatMap((line, index) => (line.endsWith('# hit') ? [index + 1] : []));
    expect({ status: outcome.status, lines: found.map(({ line }) => line).sort((a, b) => a - b) }).toEqual({
      status: 'ok',
      lines: expected,
    });
  });
});

describe('what Bearer is given', () => {
  const language = fc.constantFrom(...BEARER_LANGUAGES);
  const code = fc
    .array(fc.constantFrom('a', 'é😀', '\n', '\r\n', '\r', '# bearer:disable some_rule', '\t'))
    .map((parts) => parts.join(''));

  test('has all of the program, line for line, no directive, and a canary on the last line', () => {
    fc.assert(
      fc.property(code, language, (program, language) => {
        const prepared = prepare(program, language);
        const lines = prepared.split('\n');
        const rest = programOf(prepared, language);
        expect(rest).toHaveLength(program.length);
        expect(rest.replaceAll('_______', 'disable').replaceAll('\r', '\n')).toBe(
          program.replaceAll('\r', '\n'),
        );
        expect(prepared).not.toContain('bearer:disable');
        expect(lines[canaryLine(prepared) - 1]).toContain('bifocal_scanned()');
        expect(lines.slice(canaryLine(prepared))).toEqual(['']);
      }),
    );
  });

  test('a byte order mark is no column', () => {
    expect(prepare('\uFEFFx = 1\n', 'python')).toMatch(/^x = 1\n/);
  });

  test('there is a canary for every language that has rules, and one rule for all scripts', () => {
    expect(BEARER_LANGUAGES.every((language) => canaryRules([language]).length === 1)).toBe(true);
    expect(canaryRules(['javascript', 'typescript', 'javascript'])).toHaveLength(1);
  });
});

describe('a report, as it is documented', () => {
  const code = prepare('x = "é"; eval(x)\n', 'python');
  const files = [{ name: '0.py', language: 'python', code }] as const;
  const place = (line: number, start: number) => ({
    start: line,
    end: line,
    column: { start, end: start + 1 },
  });
  const result = (id: string, line: number, start: number) => ({
    cwe_ids: ['95'],
    id,
    title: 'Text is run as code',
    line_number: line,
    filename: '0.py',
    source: place(line, start),
    sink: { ...place(line, start), content: '' },
  });
  const canary = result('bifocal_canary_python', canaryLine(code), 1);
  const read = (report: object) => readBearerReport(bearerReportSchema.parse(report), files);

  test('columns are characters, CWEs numbers, severities ours', () => {
    expect(read({ critical: [result('r', 1, 11)], warning: [canary] })).toEqual([
      {
        status: 'ok',
        value: [
          {
            rule: 'r',
            cwes: [95],
            severity: 'high',
            confidence: 'medium',
            message: 'Text is run as code',
            line: 1,
            column: 10,
            endLine: 1,
          },
        ],
      },
    ]);
  });

  test('a clean file has its canary, a file without one was not scanned', () => {
    const unknown = { status: 'unknown', reason: expect.stringContaining('left the code out') };
    expect(read({ warning: [canary] })).toEqual([{ status: 'ok', value: [] }]);
    expect(read({})).toEqual([unknown]);
    expect(read({ high: [result('r', 1, 11)], low: null })).toEqual([unknown]);
    expect(read({ warning: [result('bifocal_canary_python', 1, 1)] })).toEqual([unknown]);
  });

  test('code that does not parse is unknown, canary or not', () => {
    const broken = prepare('if x: \\', 'python');
    const files = [{ name: '0.py', language: 'python', code: broken }] as const;
    const report = { warning: [result('bifocal_canary_python', canaryLine(broken), 1)] };
    expect(readBearerReport(report as never, files)).toEqual([
      { status: 'unknown', reason: expect.stringContaining('does not parse') },
    ]);
  });
});

describe.runIf(process.platform !== 'win32')('with a program that speaks as Bearer is documented to', () => {
  beforeEach(async () => {
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await symlink(DOCUMENTED, join(bin, 'bearer'));
    vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
    vi.stubEnv('BEARER_API_KEY', 'secret');
    await mkdir(join(folder, 'tmp'));
    vi.stubEnv('TMPDIR', join(folder, 'tmp'));
  });

  test('the version tells the program and the rules', async () => {
    expect(await bearer.probe()).toEqual({
      status: 'ok',
      value: { version: expect.stringMatching(/^1\.51\.1, \d+ rules [0-9a-f]{12}$/) },
    });
  });

  test('each file gets its own findings, and no file stays behind', async () => {
    const outcomes = await scanAll(bearer, [VULNERABLE, 'x = 1\n', '\n\neval("😀"); exec(x)\n', '']);
    expect(outcomes.map(summary)).toEqual([
      ['bifocal_python_code_execution 9:12'],
      [],
      ['bifocal_python_code_execution 3:1', 'bifocal_python_code_execution 3:12'],
      [],
    ]);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  test('what it leaves out or cannot parse is unknown, not clean', async () => {
    const outcomes = await scanAll(bearer, ['x = 1  # LEFT OUT\n', 'print "hello"\n', 'x = 1\n']);
    expect(outcomes.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'ok']);
  });

  test('a program that ends the run is found and alone unknown', async () => {
    const outcomes = await scanAll(bearer, ['eval(x)\n', 'x = 1\n', '# CRASH\n', 'eval(x)\n', 'x = 1\n']);
    expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'ok', 'unknown', 'ok', 'ok']);
    expect(outcomes[2]).toMatchObject({ reason: expect.stringContaining('exit code 1') });
  });

  test('suppression comments have no effect', async () => {
    const code = '# bearer:disable bifocal_python_code_execution,bifocal_canary_python\neval(x)\n';
    expect(summary(await scanOne(bearer, code))).toEqual(['bifocal_python_code_execution 2:1']);
  });

  test("a folder of one's own rules: they alone, and only their languages", async () => {
    const own = join(folder, 'own, rules');
    await mkdir(join(own, 'deep'), { recursive: true });
    const rule = 'patterns: [open($<...>)]\nlanguages: [python]\nseverity: critical\nmetadata:\n';
    await writeFile(
      join(own, 'deep', 'a.yml'),
      `${rule}  id: no_open\n  description: d\n  cwe_id: [22, '73']\n`,
    );
    await writeFile(
      join(own, 'b.yaml'),
      `type: shared\n${rule}  id: helper\n  description: d\n  cwe_id: []\n`,
    );
    await writeFile(join(own, 'workflow.yml'), 'on: push\n');
    const scanner = bearerRules.open(own, {});
    expect(scanner.id).toBe('bearer:own, rules');
    expect(await scanner.rules()).toEqual({ status: 'ok', value: [{ id: 'no_open', cwes: [22, 73] }] });
    expect(await scanOne(scanner, 'eval(open(x))\n')).toMatchObject({
      status: 'ok',
      value: [{ rule: 'no_open', cwes: [22, 73], severity: 'high', line: 1, column: 6 }],
    });
    expect(await scanAll(scanner, ['open(x)'], 'php')).toEqual([
      { status: 'unknown', reason: 'none of the rules is for php' },
    ]);
  });
});

test('a folder that is none is refused; one without rules, or with a broken file, says so', async () => {
  expect(() => bearerRules.open(join(folder, 'absent'), {})).toThrow(/is no folder/);
  const read = async () => readRuleFolder(folder);
  expect(await read()).toEqual({ status: 'unknown', reason: expect.stringContaining('no rule') });
  await writeFile(join(folder, 'broken.yml'), 'a: [\n');
  expect(await read()).toEqual({ status: 'unknown', reason: expect.stringContaining('broken.yml') });
});

test('where it is not installed every input is unknown, with the place to get it from', async () => {
  vi.stubEnv('PATH', folder);
  expect(await scanOne(bearer, VULNERABLE)).toEqual({
    status: 'unknown',
    reason: expect.stringContaining('docs.bearer.com'),
  });
});

test('another program of that name, or an old Bearer, is none', async () => {
  vi.stubEnv('PATH', `${folder}${delimiter}/bin`);
  for (const said of ['token 1.60.0', 'bearer version 1.30.0, build x', 'bearer version: dev']) {
    await writeFile(join(folder, 'bearer'), `#!/bin/sh\necho '${said}'\n`, { mode: 0o755 });
    expect(await tool.probe()).toMatchObject({ status: 'missing' });
  }
  await writeFile(join(folder, 'bearer'), "#!/bin/sh\necho 'bearer version: 1.46.0'\n", { mode: 0o755 });
  expect(await tool.probe()).toMatchObject({ status: 'ready', version: '1.46.0' });
});
