import { describe, expect, test } from 'vitest';
import { openGuard } from '../../src/methods/guarded/guard.ts';

const BASE = `import json
import subprocess
import yaml


class Store:
    def load(self, path):
        with open(path) as file:
            return yaml.load(file.read(), Loader=yaml.Loader)


def run(name, options=None):
    """Lists a folder."""
    if not name:
        raise ValueError("no name")
    output = subprocess.check_output("ls " + name, shell=True)
    return json.dumps({"name": name, "options": options, "output": output.decode()})
`;

const verdict = (candidate: string, base = BASE, setup = ''): string | undefined => {
  const guard = openGuard(base, 'python', setup);
  if (guard.status === 'unknown') throw new Error(guard.reason);
  return guard.value(candidate);
};

const changed = (from: string, to: string): string => {
  if (!BASE.includes(from)) throw new Error(`not in the code: ${from}`);
  return BASE.replace(from, to);
};

const body = (text: string): string => BASE.replace(/ {4}if not name[\s\S]*$/, text);

describe('what the guard lets pass', () => {
  test.each([
    ['the same code', BASE],
    [
      'other comments, blanks and docstrings',
      `# A module.\n${changed('"""Lists a folder."""', '"""Lists."""\n')}`,
    ],
    ['no shell', changed('"ls " + name, shell=True', '["ls", "--", name]')],
    [
      'a library in place of a command',
      changed(
        'subprocess.check_output("ls " + name, shell=True)',
        'repr(sorted(os.listdir(name))).encode()',
      ).replace('import subprocess', 'import os'),
    ],
    ['a safe loader', changed('yaml.load(file.read(), Loader=yaml.Loader)', 'yaml.safe_load(file.read())')],
    [
      'a check before use',
      changed(
        '    output =',
        '    if name.startswith("-"):\n        raise ValueError("an option")\n    output =',
      ),
    ],
    [
      'a helper',
      `${changed('"ls " + name, shell=True', '_command(name)')}\n\ndef _command(name):\n    return ["ls", "--", name]\n`,
    ],
    [
      'a secret from the environment',
      `import os\n${BASE}\nKEY = os.environ["API_KEY"]\nTOKEN = os.getenv("TOKEN", "")\n`,
    ],
    ['a pause', `import time\n${changed('    output =', '    time.sleep(0.1)\n    output =')}`],
    [
      'a compiled pattern',
      `import re\n${changed('    if not name:', '    if not re.compile(r"\\\\w+").match(name):')}`,
    ],
  ])('%s', (_, candidate) => {
    expect(verdict(candidate)).toBeUndefined();
  });
});

describe('what the guard refuses', () => {
  test.each([
    ['half a program', `${BASE}def (`, /syntax/],
    ['words', 'The program is secure now.', /syntax/],
    ['nothing', '', /lost Store/],
    ['a function that is gone', BASE.slice(0, BASE.indexOf('def run')), /^lost run/],
    ['a class that is gone', changed('class Store', 'class Other'), /^lost Store/],
    ['a method that is gone', changed('def load', 'def read'), /^lost Store\.load/],
    [
      'a parameter that is gone',
      changed(', options=None', '').replace('"options": options, ', ''),
      /^lost parameter run\(options\)/,
    ],
    [
      'a parameter that nothing uses',
      changed('"options": options, ', ''),
      /^does not use run\(options\) any more/,
    ],
    ['an empty function', body('    pass\n'), /^run does nothing now/],
    [
      'a function that only raises',
      body('    raise NotImplementedError("not secure")\n'),
      /^run does nothing now/,
    ],
    ['a constant', body('    return "{}"\n'), /^run does nothing now/],
    [
      'a sink that is gone',
      changed('subprocess.check_output("ls " + name, shell=True)', 'name.encode()'),
      /^removed command sink subprocess\.check_output/,
    ],
    [
      'a parser that is gone',
      changed('yaml.load(file.read(), Loader=yaml.Loader)', 'file.read()'),
      /^removed deserialisation sink yaml\.load/,
    ],
    ['an import that is gone', changed('import json\n', ''), /^lost import json/],
    [
      'another program behind it',
      BASE + 'def more(x):\n    return [x, x + 1, {"a": x, "b": [x, x, x]}, str(x).upper()]\n\n\n'.repeat(60),
      /times as large/,
    ],
    [
      'a comment that silences',
      changed('shell=True)', 'shell=True)  # nosec B602'),
      /^silences analyzers: nosec/,
    ],
    [
      'another such comment',
      changed('shell=True)', 'shell=True)  # pylint: disable=all'),
      /^silences analyzers/,
    ],
  ])('%s', (_, candidate, reason) => {
    expect(verdict(candidate)).toMatch(reason);
  });

  test('a helper or a method that is new and empty', () => {
    const helper = changed(
      '    if not name:',
      '    class Safe:\n        def __getattr__(self, name):\n            "Hides."\n    if not name:',
    );
    expect(verdict(helper)).toBe('__getattr__ does nothing');
    expect(verdict(helper, helper)).toBeUndefined();
  });

  test('most of the code gone', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `    total = total * ${index} + len(str(text))\n`);
    const long = `def f(text):\n    total = 1\n${lines.join('')}    return total\n`;
    expect(verdict(long.replace(lines.slice(5).join(''), ''), long)).toMatch(
      /^only \d+ % of the code is left/,
    );
  });
});

describe('code that tells a test from use', () => {
  const asking = (question: string, imports = ''): string =>
    `${imports}${changed('    if not name:', `    if ${question}:\n        return None\n    if not name:`)}`;

  test.each([
    ['the environment', asking('"CI" in os.environ', 'import os\n')],
    ['the environment under another name', asking('world.get("CI")', 'from os import environ as world\n')],
    ['the environment, spelled out', asking('getattr(os, "environ").get("CI")', 'import os\n')],
    ['the clock', asking('time.time() > 2e9', 'import time\n')],
    ['the clock of another module', asking('datetime.now().year > 2030', 'from datetime import datetime\n')],
    ['the stack', asking('len(inspect.stack()) > 9', 'import inspect\n')],
    ['the command line', asking('len(sys.argv) > 1', 'import sys\n')],
    ['loaded modules', asking('"x" in sys.modules', 'import sys\n')],
    ['its own program', asking('"judge" in globals()')],
    ['the test tools', asking('name == "PYTEST_CURRENT_TEST"')],
    ['all that a module has', asking('argv', 'from sys import *\n')],
  ])('%s', (_, candidate) => {
    expect(verdict(candidate)).toMatch(/^asks for /);
  });

  test('what it asked before it may ask', () => {
    const base = `import time\n\n\ndef age(born):\n    return time.time() - born\n`;
    const candidate = `import time\n\n\ndef age(born):\n    return max(0, time.time() - born, time.monotonic() - born)\n`;
    expect(verdict(candidate, base)).toBeUndefined();
  });

  test('names that the code before it imports', () => {
    const base = `def age(born):\n    return 5 - born\n`;
    const candidate = `def age(born):\n    return 5 - born if c.time() else 0\n`;
    expect(verdict(candidate, base)).toBeUndefined();
    expect(verdict(candidate, base, 'import time as c\n')).toMatch(/^asks for the clock \(time\.time\)/);
  });
});

test('without a syntax tree there is no guard', () => {
  expect(openGuard('int main() {}', 'c', '')).toMatchObject({ status: 'unknown' });
  expect(openGuard('def f(:', 'python', '')).toMatchObject({ status: 'unknown' });
});
