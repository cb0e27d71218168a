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
      /^removed command sink subprocess\.check_output\(\) of line 16$/,
    ],
    [
      'a parser that is gone',
      changed('yaml.load(file.read(), Loader=yaml.Loader)', 'file.read()'),
      /^removed deserialisation sink yaml\.load/,
    ],
    ['an import that is gone', changed('import json\n', ''), /^lost import json/],
    [
      'another program behind it',
      BASE +
        'def more(x):\n    return [x, x + 1, {"a": x, "b": [x, x, x]}, str(x).upper()]\n\n\n'.repeat(100),
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

  test('one sink of two', () => {
    const base =
      'def copy(a, b):\n    text = open(a).read()\n    open(b, "w").write(text)\n    return len(text) + len(b)\n';
    expect(verdict(base.replace('    open(b, "w").write(text)\n', ''), base)).toBe(
      'removed file sink open()',
    );
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

describe('how callers meet a function', () => {
  const SHOP = `import functools


@route("/double")
@admin_only
def find(name, limit=10, *, strict=False):
    return [name] * limit if strict else [name, limit]


class Item:
    @property
    def price(self):
        return 1

    def __init__(self, *parts):
        self.parts = parts


def make():
    @route("/inner")
    def inner(name):
        return name.upper()

    return inner
`;
  const shop = (from: string, to: string): string | undefined => {
    if (!SHOP.includes(from)) throw new Error(`not in the code: ${from}`);
    return verdict(SHOP.replace(from, to), SHOP);
  };

  test.each([
    ['a new parameter at the end', 'limit=10, *', 'limit=10, most=3, *'],
    ['a new parameter by name', 'strict=False', 'strict=False, most=3'],
    ['types', 'name, limit=10', 'name: str, limit: int = 10'],
    [
      'a helper with a decorator',
      'class Item',
      '@functools.cache\ndef _helper():\n    return len("x")\n\n\nclass Item',
    ],
  ])('may have %s', (_, from, to) => {
    expect(shop(from, to)).toBeUndefined();
  });

  test.each([
    ['a decorator that is gone', '@admin_only\n', '', /decorators of find/],
    ['another argument of a decorator', '"/double"', '"/triple"', /decorators of find/],
    [
      'decorators in another order',
      '@route("/double")\n@admin_only',
      '@admin_only\n@route("/double")',
      /decorators/,
    ],
    ['a method that was a property', '    @property\n', '', /decorators of Item\.price/],
    ['a new decorator', 'def make', '@functools.lru_cache\ndef make', /decorators of make/],
    ['a decorator within a function', '    @route("/inner")\n', '', /decorators of make\.inner/],
    ['another order', 'name, limit=10', 'limit=10, name=""', /other parameters of find: name/],
    ['by name only', 'name, limit=10, *', '*, name, limit=10', /other parameters of find: name/],
    ['by place only', 'name, limit=10', 'name, /, limit=10', /other parameters of find: name/],
    ['another default', 'limit=10', 'limit=11', /other parameters of find: limit/],
    ['a default that is gone', 'limit=10', 'limit', /other parameters of find: limit/],
    ['another default by name', 'strict=False', 'strict=True', /other parameters of find: strict/],
    [
      'a new parameter that must be given',
      'strict=False',
      'strict=False, most',
      /other parameters of find: most/,
    ],
    ['a new one before the rest', '*parts', 'first=1, *parts', /other parameters of Item\.__init__: first/],
    ['a coroutine', 'def find', 'async def find', /find was a plain function and is a coroutine/],
    ['a generator', 'return [name] * limit if strict', 'yield [name] * limit if strict', /is a generator/],
  ])('must not have %s', (_, from, to, reason) => {
    expect(shop(from, to)).toMatch(reason);
  });
});

describe('what a module does when it is loaded', () => {
  const MAIN = `import os\n\nLIMIT = 3\n\n\ndef run(n):\n    return n * LIMIT\n\n\nif __name__ == "__main__":\n    print(run(4))\n`;

  test.each([
    [
      'imports, definitions and new names',
      `import re\nimport os\n_WORD = re.compile("x")\n${MAIN}\nclass Extra:\n    n = len("x")\n`,
    ],
    ['another call of the same kind', MAIN.replace('run(4)', 'run(5)')],
  ])('may be %s', (_, candidate) => {
    expect(verdict(candidate, MAIN)).toBeUndefined();
  });

  test.each([
    ['a second value', `${MAIN}\nLIMIT = 4\n`, /^binds LIMIT a second time/],
    ['a second function', `${MAIN}\ndef run(n):\n    return n + LIMIT\n`, /^binds run a second time/],
    ['an import over a name', `${MAIN}\nfrom math import floor as run\n`, /^binds run a second time/],
    ['output', `${MAIN}\nprint("loaded")\n`, /^does more when it is loaded: print/],
    [
      'output in a class',
      `${MAIN}\nclass Extra:\n    print("loaded")\n`,
      /^does more when it is loaded: print/,
    ],
    ['a pause', `import time\n${MAIN}\n_x = time.sleep(9)\n`, /^does more when it is loaded: _x/],
    ['more in the main block', `${MAIN}    os.remove("x")\n`, /^does more when it is loaded: os\.remove/],
    [
      'a patch of another module',
      `${MAIN}\nos.path.join = run\n`,
      /^does more when it is loaded: os\.path\.join/,
    ],
    ['a block', `${MAIN}\nif LIMIT:\n    OTHER = 1\n`, /^does more when it is loaded: if LIMIT/],
  ])('must not be %s', (_, candidate, reason) => {
    expect(verdict(candidate, MAIN)).toMatch(reason);
  });
});

describe('what ends or steers the process, and what hides', () => {
  const inRun = (statement: string, imports = ''): string =>
    `${imports}${changed('    output =', `    ${statement}\n    output =`)}`;

  test.each([
    ['an exit', inRun('sys.exit(0)', 'import sys\n')],
    ['an exit by its exception', inRun('raise SystemExit')],
    ['a hard exit', inRun('os._exit(0)', 'import os\n')],
    ['another program', inRun('os.execv("/bin/true", [])', 'import os\n')],
    ['what is done at the end', inRun('atexit.register(print)', 'import atexit\n')],
    ['a signal', inRun('signal.alarm(1)', 'import signal\n')],
    ['the clock under another name', inRun('t = time; t.time()', 'import time\n')],
    ['a module in a list', inRun('[sys][0].argv', 'import sys\n')],
    ['what runs it', inRun('import bifocal_runner')],
    ['a text in disguise', inRun('base64.b64decode("cm0gLXJm")', 'import base64\n')],
  ])('%s', (_, candidate) => {
    expect(verdict(candidate)).toMatch(/^asks for /);
  });

  test('whether a module has something is no question', () => {
    expect(verdict(inRun('hasattr(os, "O_NOFOLLOW")', 'import os\n'))).toBeUndefined();
  });

  test.each(['gitleaks:allow', 'DevSkim: ignore DS123', 'pyre-ignore[6]', 'pyre-fixme'])(
    'the comment %s',
    (comment) => {
      expect(verdict(changed('shell=True)', `shell=True)  # ${comment}`))).toMatch(/^silences analyzers/);
    },
  );

  test('a word that a hash is not for security', () => {
    const base = 'import hashlib\n\n\ndef mark(data):\n    return hashlib.md5(data).hexdigest()\n';
    const said = base.replace('(data).hex', '(data, usedforsecurity=False).hex');
    expect(verdict(said, base)).toMatch(/^silences analyzers: usedforsecurity/);
  });

  test.each([
    ['text that is turned round', '\u202e'],
    ['no width', '\u200b'],
    ['a bell', '\u0007'],
    ['a lone return', 'x\rx'],
  ])('characters of %s', (_, character) => {
    expect(verdict(changed('a folder', `a ${character}folder`))).toMatch(/characters that nobody sees: U\+/);
  });

  test('line ends of another system are seen', () => {
    expect(verdict(`\uFEFF${BASE.replaceAll('\n', '\r\n')}`)).toBeUndefined();
  });
});

test('without a syntax tree there is no guard', () => {
  expect(openGuard('int main() {}', 'c', '')).toMatchObject({ status: 'unknown' });
  expect(openGuard('def f(:', 'python', '')).toMatchObject({ status: 'unknown' });
});
