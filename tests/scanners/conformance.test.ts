import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/languages/index.ts';
import { SUBJECTS, type Subject } from './subjects.ts';
import { fixture, scanAll, summary } from './support.ts';

const DEEP = `x = ${'('.repeat(20_000)}\n`;

/** Programs on which a scanner may give up, but not take others with it. */
const DEMANDING_PYTHON = [
  fixture('python/half-surrogate-password.py'),
  fixture('python/odd-key-size.py'),
  `x = ${'1 + '.repeat(20_000)}1\n`,
  DEEP,
  `x = ${'-'.repeat(5_000)}1\n`,
];

const UNREADABLE = {
  'half of a surrogate pair': (line: string) => `${line}\n"\ud800"\n`,
  '5 MB of code': (line: string) => `${line}\n`.repeat(Math.ceil(5_000_000 / line.length)),
};

const UNREADABLE_PYTHON = {
  'Python 2': 'print "hello"\n',
  'another encoding than UTF-8': '# -*- coding: utf-7 -*-\n+AGU-val(x)\n',
};

const ready = await Promise.all(SUBJECTS.map(async ({ scanner }) => (await scanner.probe()).status === 'ok'));

const fixtureOf = (kind: string, { language }: Subject): string =>
  fixture(`${language}/${kind}${languages[language].extension}`);

describe.each(
  SUBJECTS.map((subject, index) => ({ ...subject, ready: ready[index], name: subject.scanner.id })),
)('$name, $language', { timeout: 120_000 }, (subject) => {
  const { scanner, language, line, column, ready } = subject;
  const CLEAN = fixtureOf('clean', subject);
  const VULNERABLE = fixtureOf(scanner.role === 'defects' ? 'defective' : 'vulnerable', subject);
  const scan = (codes: readonly string[]) => scanAll(scanner, codes, language);
  const placed = (row: number) => [expect.stringMatching(new RegExp(` ${row}:${column}$`))];

  /** Standard scanners are installed with the tests; a missing one is a failure, not a skip. */
  test.runIf(scanner.standard)('is here', async () => {
    expect(await scanner.probe()).toMatchObject({ status: 'ok', value: { version: /\d+\.\d+/ } });
  });

  describe.runIf(ready)('when installed', () => {
    test('finds nothing in clean code, and something in vulnerable code', async () => {
      const [clean, vulnerable] = await scan([CLEAN, VULNERABLE]);
      expect(clean).toEqual({ status: 'ok', value: [] });
      expect(vulnerable).toMatchObject({ status: 'ok' });
      const findings = vulnerable?.status === 'ok' ? vulnerable.value : [];
      expect(findings.map(({ line }) => line)).toEqual(expect.arrayContaining([...subject.finds.lines]));
      expect(findings.flatMap(({ cwes }) => cwes)).toEqual(
        expect.arrayContaining([...(subject.finds.cwes ?? [])]),
      );
    });

    test('the rules that it reports are among those that it lists', async () => {
      const rules = await scanner.rules();
      if (rules.status === 'unknown') return expect(rules.reason).toMatch(/\w+ \w+/);
      const [vulnerable] = await scan([VULNERABLE]);
      const found = vulnerable?.status === 'ok' ? vulnerable.value : [];
      const listed = new Map(rules.value.map(({ id, cwes }) => [id, cwes]));
      expect(found.map(({ rule, cwes }) => [rule, cwes])).toEqual(
        found.map(({ rule }) => [rule, listed.get(rule)]),
      );
    });

    test('an empty batch has an empty answer', async () => {
      expect(await scanner.scan([])).toEqual(new Map());
    });

    test('what it cannot read is unknown, not clean', async () => {
      const cases = {
        ...(subject.broken === 'unknown' ? { 'does not parse': fixtureOf('unparsable', subject) } : {}),
        ...(language === 'python' && subject.broken === 'unknown' ? UNREADABLE_PYTHON : {}),
        ...(subject.broken === 'finding' ? {} : { 'NUL byte': `${line}\0\n${line}\n` }),
        ...Object.fromEntries(Object.entries(UNREADABLE).map(([name, make]) => [name, make(line)])),
      };
      const outcomes = await scan(Object.values(cases));
      const said = Object.fromEntries(Object.keys(cases).map((name, index) => [name, outcomes[index]]));
      const expected = { status: 'unknown', reason: expect.stringMatching(/\w+ \w+/) };
      expect(said).toEqual(Object.fromEntries(Object.keys(cases).map((name) => [name, expected])));
    });

    test.runIf(subject.broken === 'finding')('what does not parse has a defect', async () => {
      const [outcome] = await scan([fixtureOf('unparsable', subject)]);
      expect(outcome).toMatchObject({
        status: 'ok',
        value: expect.arrayContaining([expect.objectContaining({ severity: 'high' })]),
      });
    });

    test('a language that it does not know is unknown', async () => {
      const { stranger } = subject;
      const outcomes = await scanner.scan([{ id: 'a', language: stranger, code: 'eval(x)' }]);
      expect(outcomes.get('a')).toEqual({ status: 'unknown', reason: expect.stringContaining(stranger) });
    });

    test('code without a statement is clean', async () => {
      const comment = language === 'python' ? '# a comment' : '// a comment';
      const outcomes = await scan(['', '\n', comment, '\uFEFF']);
      expect(outcomes).toEqual(outcomes.map(() => ({ status: 'ok', value: [] })));
    });

    test('suppression comments have no effect, wherever they stand', async () => {
      const { suppressions } = subject;
      const lines = VULNERABLE.split('\n');
      const placement = fc.dictionary(
        fc.nat(lines.length - 1).map(String),
        fc.constantFrom(...suppressions),
        { minKeys: 1 },
      );
      const random = fc.sample(placement, { numRuns: 60, seed: 7 });
      const everywhere = suppressions.map((comment) =>
        Object.fromEntries(lines.map((_, at) => [at, comment])),
      );
      const variants = [...random, ...everywhere].map((comments) =>
        lines.map((line, at) => (comments[at] ? `${line}  ${comments[at]}` : line)).join('\n'),
      );
      const [plain, ...suppressed] = await scan([VULNERABLE, ...variants]);
      expect(suppressed).toEqual(suppressed.map(() => plain));
    });

    test('lines and columns count from 1', async () => {
      const rows = [1, 2, 30];
      const outcomes = await scan([
        ...rows.map((row) => `${'\n'.repeat(row - 1)}${line}\n`),
        ...rows.map((row) => `${'\r\n'.repeat(row - 1)}${line}\r\n`),
      ]);
      expect(outcomes.map(summary)).toEqual([...rows, ...rows].map(placed));
    });

    test('500 inputs get their own answers, equal ones too', async () => {
      const codes = Array.from({ length: 500 }, (_, index) => `${'\n'.repeat(index % 97)}${line}\n`);
      const outcomes = (await scan(codes)).map(summary);
      expect(outcomes).toEqual(codes.map((_, index) => placed((index % 97) + 1)));
    });

    test('an input that it cannot take leaves the others alone', async () => {
      const demanding = language === 'python' ? DEMANDING_PYTHON : [DEEP];
      const outcomes = await scan(demanding.flatMap((code) => [VULNERABLE, code, CLEAN]));
      const [vulnerable, clean] = await scan([VULNERABLE, CLEAN]);
      expect(outcomes.filter((_, index) => index % 3 === 0)).toEqual(demanding.map(() => vulnerable));
      expect(outcomes.filter((_, index) => index % 3 === 2)).toEqual(demanding.map(() => clean));
    });

    test('aborting rejects, before and during a scan', async () => {
      const inputs = Array.from({ length: 3000 }, (_, index) => ({
        id: String(index),
        language,
        code: VULNERABLE,
      }));
      await expect(scanner.scan(inputs, AbortSignal.abort())).rejects.toThrow(/abort/i);
      await expect(scanner.scan(inputs, AbortSignal.timeout(100))).rejects.toThrow(/abort|timeout/i);
    });
  });
});
