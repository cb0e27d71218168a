import { afterAll, describe, expect, test } from 'vitest';
import { EDITS } from '../../src/edits/index.ts';
import { judge, outcomes, realBench, taskOf } from '../support/bench.ts';
import { candidates } from './support.ts';

afterAll(async () => (await realBench()).close());

/** Bodies of a function, by the edit that has no site in them, and why. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'sql-parameters': {
    'a doubled quote': [
      `db.execute(f"SELECT x FROM t WHERE a = 'it''s {b}'")`,
      `db.execute(f"SELECT x FROM t WHERE a = '' AND b = '{b}'")`,
    ],
    'a comment': [
      `db.execute(f"SELECT x FROM t -- it's\\nWHERE b = '{b}'")`,
      `db.execute(f"SELECT x FROM t /* it's */ WHERE b = '{b}'")`,
    ],
    'a statement that takes no parameters': [
      `db.execute(f"CREATE VIEW v AS SELECT x FROM t WHERE b = '{b}'")`,
      `db.execute(f"ALTER TABLE t ADD x DEFAULT (length('{b}'))")`,
      `db.execute(f"PRAGMA x(1) IN {b}")`,
    ],
    'several values in one': [
      `db.execute(f"SELECT x FROM t WHERE a IN {tuple(b)}")`,
      `db.execute("SELECT x FROM t WHERE a IN %s" % (b,))`,
      `db.execute(f"SELECT x FROM t WHERE (a, 1) = {(b, 1)}")`,
    ],
    'what is a part of a name or a literal': [
      `db.execute(f"SELECT x FROM t JOIN u ON t.x = {c}.b")`,
      `db.execute(f"SELECT x FROM t WHERE a = {c}_id")`,
      `db.execute(f"SELECT x FROM t WHERE a = {b}'x'")`,
      `db.execute(f"SELECT x FROM t WHERE a = {b}{c}")`,
      `db.execute(f"SELECT x FROM t WHERE a = {b}(x)")`,
      `db.execute(f"SELECT x FROM t WHERE a = X'{b}'")`,
      `db.execute(f"SELECT x FROM t WHERE a > INTERVAL '{b} days'")`,
    ],
    'the name of a column': [
      `db.execute(f"UPDATE t SET a = 1, {b} = 2")`,
      `db.execute(f"SELECT x FROM t WHERE a = 1 ORDER BY x, {b}")`,
    ],
    'what is SQL itself': [
      `db.execute(f"SELECT x FROM t WHERE a = {b if b is not None else 'NULL'}")`,
      `v = "NULL" if b is None else b\n    db.execute(f"SELECT x FROM t WHERE a = {v}")`,
      `db.execute(f"SELECT x FROM t WHERE a = {b or 'NULL'}")`,
    ],
    'a number as text that str would write otherwise': [`db.execute("SELECT x FROM t WHERE a = '%d'" % b)`],
  },
  'argument-list': {
    'a command of the caller': [
      'subprocess.check_output(a, shell=True)',
      'os.system(self.command)',
      'subprocess.run(f"{a} {b}", shell=True)',
    ],
    'what only a shell knows': ['cd', 'export', 'source', '.', 'ulimit', 'command', 'test', '[', 'read']
      .map((word) => `os.system(f"${word} {a}")`)
      .concat('subprocess.run(f"LANG=C ls {a}", shell=True)', 'os.system(f"LANG={a} ls")'),
    'several words in one': ['args', 'opts', 'flags', 'extra_options', 'self.params'].map(
      (name) => `os.system(f"ls {${name}}")`,
    ),
  },
  'markup-escape': {
    'scripts and styles': [
      'return f"<script>const name = \'{a}\';</script>"',
      'return f"<style>p {{ color: {a} }}</style><p></p>"',
    ],
    'attributes that are code or lead away': [
      'return f"<p onclick=\\"show(\'{a}\')\\">x</p>"',
      'return f\'<a class="x" href="{a}">x</a>\'',
      'return \'<a href="%s">%s</a>\' % (a, b)',
      'return "<img src=\'" + a + "\'>"',
      'return f\'<p style="color: {a}">x</p>\'',
      'return re.sub(c, r\'<a href="\\1">x</a>\', a)',
    ],
    'what has no quotes around it': [
      'return f"<p title={a}>x</p>"',
      'return f"<p {a}>x</p>"',
      'return f"<{a}>x</{a}>"',
    ],
    'templates that have them': [
      'page_html = \'<a href="{x}">x</a>\'\n    return page_html.format(x=a)',
      'page_html = \'<script>"[x]"</script>\'\n    return page_html.replace("[x]", a)',
    ],
    'templates of XML that nobody sees: whether quotes count there is not known': [
      'return xml_template.format(x=a)',
      'return letter_xml.replace("[x]", a)',
    ],
  },
  'temporary-file': {
    'a path that is not opened': [
      'return tempfile.mktemp()',
      'path = tempfile.mktemp()\n    os.mkdir(path)',
      'path = tempfile.mktemp()\n    return open(path, "x")',
      'path = tempfile.mktemp()\n    os.mkfifo(path)\n    return open(path)',
    ],
  },
  'strong-hash': {
    'a password': [
      'return hashlib.md5(password.encode()).hexdigest()',
      'return hashlib.new("sha1", self.passwd).hexdigest()',
      'def hash_password(text):\n        return hashlib.md5(text).hexdigest()',
      'digest = hashlib.md5()\n    digest.update(user["password"])\n    return digest.hexdigest()',
    ],
  },
};

const PROGRAM =
  'import hashlib, html, os, re, sqlite3, subprocess, tempfile\ndef f(self, db, a, b, c, user):\n';

describe.each(Object.entries(REFUSED))('%s has no site in', (edit, reasons) => {
  const cases = Object.entries(reasons).flatMap(([reason, texts]) => texts.map((text) => [reason, text]));
  test.each(cases)('%s: %s', (_, text) => {
    expect(candidates(`${PROGRAM}    ${text}\n`, edit).map(({ code }) => code)).toEqual([]);
  });
});

test('values in quotes stay text', () => {
  const statement = (type: string): string =>
    `import sqlite3\ndef f(db, a${type}):\n    db.execute(f"SELECT x FROM t WHERE a = '{a}'")\n`;
  expect(candidates(statement(''), 'sql-parameters')[0]?.code).toContain('WHERE a = ?", (str(a),))');
  expect(candidates(statement(': str'), 'sql-parameters')[0]?.code).toContain('WHERE a = ?", (a,))');
});

test('an edit that changes what is refused or shown says so', () => {
  const ids = [
    'cookie-flags',
    'pass-tls-context',
    'verify-certificates',
    'verifying-context',
    'debug-off',
    'temporary-file',
  ];
  const all = Object.values(EDITS).filter(({ id }) => [...ids, 'constant-time-comparison'].includes(id));
  expect(new Set(all.map(({ keeps }) => keeps))).toEqual(new Set(['purpose']));
});

test('what the evaluator works out is bounded as a whole', async () => {
  const code = candidates('def f(text):\n    return eval(text)\n', 'plain-evaluator')[0]?.code ?? '';
  const huge = [
    'str([[0]*99999]*99999)',
    `${'str(['.repeat(40)}'\\\\\\\\'${'])'.repeat(40)}`,
    'round(1, -999999999)',
    'sum([[1], [2]], [])',
    Array.from({ length: 300 }, () => '9**999').join('*'),
    Array.from({ length: 300 }, () => "'x'*99999").join('+'),
    '('.repeat(20_000),
  ];
  const tests = `from bifocal import raises
from solution import f


def test_bounded():
    for text in ${JSON.stringify(huge)}:
        with raises(ValueError):
            f(text)


def test_others():
    assert f("2**100 * 3 + sum([1, 2])") == 2**100 * 3 + 3
    assert f("'ab' * 2 + str(1)") == "abab1"
`;
  const report = await judge(taskOf({ style: 'functions', functional: tests }, { entryPoint: 'f' }), code);
  expect(new Set(Object.values(outcomes(report))), JSON.stringify(report.cases)).toEqual(new Set(['passed']));
});
