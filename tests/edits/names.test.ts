import { describe, expect, test } from 'vitest';
import { candidates } from './support.ts';

const edited = (code: string, edit: string): readonly string[] =>
  candidates(code, edit).map((candidate) => candidate.code);

describe('names that are imported under others', () => {
  test.each([
    ['import subprocess as sp\nsp.run(f"ls {x}", shell=True)\n', 'argument-list', 'sp.run(["ls", str(x)])'],
    ['from os import system as run\nrun(f"ls {x}")\n', 'shell-quote', 'run(f"ls {shlex.quote(str(x))}")'],
    ['import yaml as y\nd = y.load(t)\n', 'yaml-safe-load', 'd = y.safe_load(t)'],
    ['from hashlib import md5, sha256\nmd5(b"")\n', 'strong-hash', 'from hashlib import sha256\nsha256(b"")'],
    [
      'import pickle as p\ndef f(d):\n    return p.loads(d)\n',
      'plain-unpickler',
      '_PlainUnpickler(io.BytesIO(d)).load()',
    ],
    [
      'from os import path\ndef f(a, b):\n    c = path.join(a, b)\n    return open(c)\n',
      'path-inside',
      'raise PermissionError',
    ],
    [
      'def f(text):\n    import yaml\n    return yaml.load(text)\n',
      'yaml-safe-load',
      '    import yaml\n    return yaml.safe_load(text)',
    ],
    // code that a task runs before may have imported it
    [
      'def f(text):\n    return yaml.load(text)\n',
      'yaml-safe-load',
      'import yaml\n\n\ndef f(text):\n    return yaml.safe_load(text)',
    ],
  ])('%j: %s', (code, edit, expected) => {
    expect(edited(code, edit)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('names with a meaning of the program are left alone', () => {
  test.each([
    ['def f(yaml, text):\n    return yaml.load(text)\n', 'yaml-safe-load'],
    ['import yaml\ndef f(text):\n    yaml = Reader()\n    return yaml.load(text)\n', 'yaml-safe-load'],
    ['from loaders import yaml\nyaml.load(text)\n', 'yaml-safe-load'],
    ['def eval(text):\n    return int(text)\ndef f(x):\n    return eval(x)\n', 'literal-eval'],
    ['def eval(text):\n    return int(text)\ndef f(x):\n    return eval(x)\n', 'plain-evaluator'],
    ['class hashlib:\n    md5 = staticmethod(len)\nhashlib.md5(b"")\n', 'strong-hash'],
    ['import os\nfor os in systems:\n    os.system(f"ls {x}")\n', 'argument-list'],
    ['try:\n    import yaml\nexcept ImportError:\n    yaml = Fallback()\nyaml.load(t)\n', 'yaml-safe-load'],
    // what an edit would bring is not free
    ['import random\nsecrets = 3\nrandom = random\ntoken = random.choice("ab")\n', 'secure-random'],
    [
      'import pickle\n_PlainUnpickler = 1\ndef f(d):\n    return pickle.loads(d), _PlainUnpickler\n',
      'plain-unpickler',
    ],
    ['import os\nshlex = None\ndef f(x, shlex):\n    os.system(f"ls {x} | wc")\n', 'shell-quote'],
  ])('%j: %s', (code, edit) => {
    expect(edited(code, edit)).toEqual([]);
  });

  test('a module that may be missing is the module', () => {
    const code = 'try:\n    import yaml\nexcept ImportError:\n    yaml = None\nyaml.load(t)\n';
    expect(edited(code, 'yaml-safe-load')).toEqual([code.replace('yaml.load', 'yaml.safe_load')]);
  });

  test('another import is taken where the first is not free', () => {
    const code = 'import random\nsecrets = load()\ntoken = random.choice("ab")\n';
    expect(edited(code, 'secure-random')).toEqual([
      code.replace('random.choice', 'random.SystemRandom().choice'),
    ]);
  });
});

describe('imports', () => {
  test('stand in their order, below the docstring and what comes from the future', () => {
    const code =
      '"""Tea."""\nfrom __future__ import annotations\n\nimport os\nimport sys\n\nos.system(f"ls {x} | wc")\n';
    expect(edited(code, 'shell-quote')[0]).toContain('import os\nimport shlex\nimport sys\n');
    const bare = '#!/usr/bin/env python3\n"""Tea."""\n\ndef f(x):\n    return eval(x)\n';
    expect(edited(bare, 'literal-eval')).toEqual([
      '#!/usr/bin/env python3\n"""Tea."""\n\nimport ast\n\ndef f(x):\n    return ast.literal_eval(x)\n',
    ]);
  });

  test('that nothing needs any more go, and others stay', () => {
    const go = 'import os\nimport sys\n\nos.system("ls " + sys.argv[1])\n';
    expect(edited(go, 'argument-list')).toEqual([
      'import subprocess\nimport sys\n\nsubprocess.run(["ls", str(sys.argv[1])])\n',
    ]);
    const stay = 'import os\n\nos.system("ls " + os.sep)\n';
    expect(edited(stay, 'argument-list')[0]).toContain('import os\n');
    const listed = 'import os\n\n__all__ = ["os"]\nos.system("ls " + x)\n';
    expect(edited(listed, 'argument-list')[0]).toContain('import os\n');
  });
});
