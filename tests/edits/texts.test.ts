import { describe, expect, test } from 'vitest';
import { candidates } from './support.ts';

/** The line that an edit changes, after it; undefined: there is no such edit. */
const line = (edit: string, text: string, before = ''): string | undefined => {
  const code = `${before}def f(self, cursor, db, a, b, c, names):\n    ${text}\n`;
  return candidates(code, edit)[0]?.code.trimEnd().split('\n').at(-1)?.trim();
};

describe('SQL', () => {
  const sqlite = (text: string): string | undefined => line('sql-parameters', text, 'import sqlite3\n');
  const mysql = (text: string): string | undefined => line('sql-parameters', text, 'import pymysql\n');

  test.each([
    [
      `db.execute(f"SELECT x FROM t WHERE a = '{a}' AND b={b}")`,
      `db.execute("SELECT x FROM t WHERE a = ? AND b=?", (str(a), b))`,
    ],
    [`db.execute(f"SELECT x FROM {a} WHERE b = {b}")`, `db.execute(f"SELECT x FROM {a} WHERE b = ?", (b,))`],
    [
      `db.execute(f"UPDATE t SET j = '{{{a}}}' WHERE k = '{{}}' AND b = {b}")`,
      `db.execute("UPDATE t SET j = ? WHERE k = '{}' AND b = ?", (f"{{{a}}}", b))`,
    ],
    [
      `db.execute('SELECT x FROM t WHERE a = \\'' + a + '\\' AND b = \\'{' + b + '}\\'')`,
      `db.execute('SELECT x FROM t WHERE a = ? AND b = ?', (a, f"{{{b}}}"))`,
    ],
    [
      `db.execute(f"DELETE FROM t WHERE k = '{{}}' AND b = {b}")`,
      `db.execute("DELETE FROM t WHERE k = '{}' AND b = ?", (b,))`,
    ],
    [
      `db.execute("SELECT x FROM t WHERE a = '%s' AND b > %d" % (a, b))`,
      `db.execute("SELECT x FROM t WHERE a = ? AND b > ?", (str(a), b))`,
    ],
    [
      `db.execute("SELECT x FROM t WHERE a = %(a)s" % {"a": b})`,
      `db.execute("SELECT x FROM t WHERE a = ?", (b,))`,
    ],
    [
      `db.execute("SELECT x FROM t WHERE a = {1} AND b = {0}".format(a, b))`,
      `db.execute("SELECT x FROM t WHERE a = ? AND b = ?", (b, a))`,
    ],
    [
      `db.execute("SELECT x FROM t WHERE a = '" + a + "' OR b = " + b + " LIMIT 1")`,
      `db.execute("SELECT x FROM t WHERE a = ? OR b = ? LIMIT 1", (a, b))`,
    ],
    [
      `db.execute(f"INSERT INTO t VALUES ('{a}', '{b} of {c}')")`,
      `db.execute("INSERT INTO t VALUES (?, ?)", (str(a), f"{b} of {c}"))`,
    ],
    [
      `db.execute('UPDATE t SET a = "%s of it" WHERE b = %d' % (a, b))`,
      `db.execute('UPDATE t SET a = ? WHERE b = ?', (f"{a} of it", b))`,
    ],
    // what cannot be a parameter, or is none of our business
    [`db.execute(f'SELECT "{a}" FROM t')`, undefined],
    [`db.execute(f"SELECT x FROM t WHERE a IN ({','.join(names)})")`, undefined],
    [`db.execute("SELECT x FROM %s WHERE b = %s" % (a, b))`, undefined],
    [`db.execute(f"SELECT x FROM t WHERE a = {a}", (b,))`, undefined],
    [`self.run(f"SELECT x FROM t WHERE a = {a}")`, undefined],
    [`db.execute(f"hello '{a}'")`, undefined],
  ])('%s', (text, expected) => {
    expect(sqlite(text)).toBe(expected);
  });

  test('with %s, signs that mean themselves are doubled', () => {
    expect(mysql(`cursor.execute(f"SELECT x FROM t WHERE a LIKE '10%' AND b = {b}")`)).toBe(
      `cursor.execute("SELECT x FROM t WHERE a LIKE '10%%' AND b = %s", (b,))`,
    );
    expect(mysql(`cursor.execute("SELECT x FROM t WHERE a LIKE '10%%' AND b = '%s'" % b)`)).toBe(
      `cursor.execute("SELECT x FROM t WHERE a LIKE '10%%' AND b = %s", (str(b),))`,
    );
  });

  test('without a library that tells how parameters are written, nothing is guessed', () => {
    expect(line('sql-parameters', `db.execute(f"SELECT x FROM t WHERE a = {a}")`)).toBeUndefined();
    const both = 'import sqlite3\nimport pymysql\n';
    expect(line('sql-parameters', `db.execute(f"SELECT x FROM t WHERE a = {a}")`, both)).toBeUndefined();
  });

  test('a statement that is built up, used twice, or whose values change meanwhile is left', () => {
    const texts = [
      'q = f"SELECT x FROM t WHERE a = {a}"\n    q += " LIMIT 1"\n    db.execute(q)',
      'q = f"SELECT x FROM t WHERE a = {a}"\n    print(q)\n    db.execute(q)',
      'a = a.strip()\n    q = f"SELECT x FROM t WHERE a = {a}"\n    a = ""\n    db.execute(q)',
      'q = f"SELECT x FROM t WHERE a = {next(a)}"\n    db.execute(q)',
    ];
    for (const text of texts) expect(sqlite(text), text).toBeUndefined();
  });
});

describe('command lines', () => {
  const list = (text: string): string | undefined => line('argument-list', text, 'import os, subprocess\n');
  const quoted = (text: string): string | undefined => line('shell-quote', text, 'import os, shlex\n');

  test.each([
    ['subprocess.call("ls -l", shell=True)', 'subprocess.call(["ls", "-l"])'],
    ['subprocess.run(f"cp {a}.txt \'{b} c\'", shell=True)', 'subprocess.run(["cp", f"{a}.txt", f"{b} c"])'],
    [`subprocess.run(f"echo {' '.join(names)}", shell=True)`, 'subprocess.run(["echo", *names])'],
    ['subprocess.run("echo %s" % a, shell=True)', 'subprocess.run(["echo", str(a)])'],
    ['return os.system(f"ls {a}") == 0', 'return subprocess.run(["ls", str(a)]).returncode == 0'],
    // what a shell does more
    ['subprocess.run(f"ls {a} | wc", shell=True)', undefined],
    ['subprocess.run(f"ls {a}/*.txt", shell=True)', undefined],
    ['subprocess.run("echo $HOME", shell=True)', undefined],
    ['subprocess.run(f"ls {a} > out", shell=True)', undefined],
    ['subprocess.run("ls", shell=True, executable="/bin/bash")', undefined],
    ['subprocess.run(f"ls {a}")', undefined],
    ['return os.system(f"ls {a}") >> 8', undefined],
    ['for line in os.popen(f"ls {a}"): pass', undefined],
  ])('%s', (text, expected) => {
    expect(list(text)).toBe(expected);
  });

  test.each([
    ['os.system(f"ls {a} | wc")', 'os.system(f"ls {shlex.quote(str(a))} | wc")'],
    [
      'os.system("ls \'%s\' \\"%s\\"" % (a, b))',
      'os.system("ls %s %s" % (shlex.quote(str(a)), shlex.quote(str(b))))',
    ],
    ['os.system("ls " + a)', 'os.system("ls " + shlex.quote(a))'],
    ['os.system(f"head -n {int(a)} {shlex.quote(b)}")', undefined],
    ['os.system(f"echo \'{a} and {b}\'")', undefined],
    ['os.system("ls")', undefined],
  ])('%s', (text, expected) => {
    expect(quoted(text)).toBe(expected);
  });
});

describe('markup', () => {
  const escaped = (text: string): string | undefined => line('markup-escape', text, 'import html\n');

  test.each([
    [
      'return f"<b title=\'{a!r}\'>{b:>10}</b>"',
      'return f"<b title=\'{html.escape(repr(a))}\'>{html.escape(str(b), quote=False):>10}</b>"',
    ],
    ['return "<p>%s</p>" % a', 'return "<p>%s</p>" % html.escape(str(a), quote=False)'],
    ['return "<p>" + a + "</p>"', 'return "<p>" + html.escape(a, quote=False) + "</p>"'],
    ['return "<p>{}</p>".format(a)', 'return "<p>{}</p>".format(html.escape(str(a), quote=False))'],
    ['return page_html.format(x=a)', 'return page_html.format(x=html.escape(str(a)))'],
    // numbers, escaped values, markup, other texts
    ['return f"<p>{a:.2f} {len(b)} {html.escape(c)}</p>"', undefined],
    ['NOTE = "tea"\n    return f"<p>{NOTE} {strip_tags_and_escape(a)}</p>"', undefined],
    ['rows = "".join(f"<li>{len(x)}</li>" for x in names)\n    return f"<ul>{rows}</ul>"', undefined],
    ['body_html = a\n    return f"<p>{body_html}</p>"', undefined],
    ['return f"{a} < {b}"', undefined],
  ])('%s', (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });
});
