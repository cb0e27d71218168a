import { describe, expect, test } from 'vitest';
import { ok } from '../../src/core/outcome.ts';
import type { Task } from '../../src/core/task.ts';
import { type Comparison, openBehaviour } from '../../src/methods/guarded/behaviour.ts';
import type { Workbench } from '../../src/methods/workbench.ts';
import { observe } from '../../src/testing/observe.ts';
import { realBench } from '../support/bench.ts';
import { benchOf, visibleTask } from './support.ts';

const TIMEOUT = { timeout: 60_000 };

/** A workbench that really runs code, behind this setup. */
const workbenchWith = (setup: string): Workbench =>
  benchOf([], {
    observe: async (code, probe, signal) =>
      observe(await realBench(), { ...visibleTask(), setup, cpuSeconds: 1 }, code, probe, signal),
  });
const workbench = workbenchWith('');

const open = (code: string, task: Partial<Task> = {}) =>
  openBehaviour(workbench, visibleTask({ entryPoint: 'f', prompt: {}, ...task }), code);

const compare = async (parent: string, candidate: string, task: Partial<Task> = {}): Promise<Comparison> => {
  const behaviour = await open(parent, task);
  if (behaviour.status === 'unknown') throw new Error(behaviour.reason);
  return behaviour.value.compare(candidate);
};

const GREET = `TITLES = {"ada": "Dr", "grace": "Admiral"}

def f(user, text: str):
    if user not in TITLES:
        raise KeyError(user)
    return "<p>" + TITLES[user] + ": " + text + "</p>"
`;

describe.concurrent('the same', () => {
  test('written otherwise', TIMEOUT, async () => {
    const result = await compare(
      GREET,
      GREET.replace('"<p>" + TITLES[user] + ": " + text + "</p>"', 'f"<p>{TITLES[user]}: {text}</p>"'),
    );
    expect(result).toMatchObject({ verdict: 'same', agreed: 24, total: 24, unknown: 0, refused: 0 });
    expect(result.informative).toBeGreaterThan(5);
  });

  test('a repair that only the wicked notice', TIMEOUT, async () => {
    const repaired = `import html\n${GREET.replace('+ text +', '+ html.escape(text) +')}`;
    expect((await compare(GREET, repaired)).verdict).toBe('same');
  });

  test('a check that no benign input fails', TIMEOUT, async () => {
    const checked = GREET.replace(
      '    return',
      '    if "<" in text:\n        raise ValueError("no tags")\n    return',
    );
    expect((await compare(GREET, checked)).verdict).toBe('same');
  });

  test('another text of an exception', TIMEOUT, async () => {
    expect((await compare(GREET, GREET.replace('KeyError(user)', 'KeyError("who?")'))).verdict).toBe('same');
  });

  test('any exception, where the parent raised by accident', TIMEOUT, async () => {
    const parent = GREET.replace('    if user not in TITLES:\n        raise KeyError(user)\n', '');
    const candidate = GREET.replace('KeyError(user)', 'LookupError(user)');
    expect((await compare(parent, candidate)).verdict).toBe('same');
  });
});

describe.concurrent('different', () => {
  test.each([
    ['another value', 'return "<p>"', 'return "<b>"'],
    ['nothing is returned', 'return "<p>" +', '"<p>" +'],
    ['a condition turned round', 'not in', 'in'],
    ['another exception than the code promises', 'raise KeyError(user)', 'raise ValueError(user)'],
    ['a value where the code refuses', 'raise KeyError(user)', 'return ""'],
    ['output that was not there', 'return', 'print(text)\n    return'],
    ['a variable that is changed', 'return', 'TITLES["ada"] = ""\n    return'],
    ['a file that was not there', 'return', 'open("x", "w").close()\n    return'],
    ['code that does not load', 'def f', 'import nothing_of_that_name\ndef f'],
  ])('%s', TIMEOUT, async (_, from, to) => {
    const result = await compare(GREET, GREET.replace(from, to));
    expect(result.verdict, JSON.stringify(result)).toBe('different');
    expect(result.because).toContain('; now ');
  });

  test('a candidate that leaves it to chance', TIMEOUT, async () => {
    const candidate = `import random\n${GREET.replace('    return', '    if random.random() < 0.5:\n        return ""\n    return')}`;
    expect((await compare(GREET, candidate)).verdict).toBe('different');
  });

  test('an exception of its own that callers do not catch any more', TIMEOUT, async () => {
    const own = (base: string) =>
      `class Missing(${base}):\n    pass\n\n${GREET.replace('KeyError(user)', 'Missing(user)')}`;
    expect((await compare(own('LookupError'), own('KeyError'))).verdict).toBe('same');
    expect((await compare(own('Exception'), own('BaseException'))).verdict).toBe('different');
  });

  test('a file that everybody may change', TIMEOUT, async () => {
    const parent =
      'def f(text: str):\n    with open("x", "w") as file:\n        file.write(text)\n    return len(text)\n';
    const mode = (bits: string) =>
      `import os\n${parent.replace('    return', `    os.chmod("x", ${bits})\n    return`)}`;
    expect((await compare(parent, mode('0o600'))).verdict).toBe('same');
    expect((await compare(parent, mode('0o777'))).verdict).toBe('different');
  });

  test('refusals are counted', TIMEOUT, async () => {
    const strict = GREET.replace('    return', '    if len(text) > 1:\n        raise ValueError\n    return');
    const result = await compare(GREET, strict);
    expect(result.verdict).toBe('different');
    expect(result.refused).toBe(result.total - result.agreed);
  });

  test('an exception that the task names is promised, too, wherever it comes from', TIMEOUT, async () => {
    const parent = 'import json\ndef f(text: str):\n    return json.loads(text)\n';
    const candidate = `import json\ndef f(text: str):\n    try:\n        return json.loads(text)\n    except ValueError:\n        raise OSError\n`;
    expect((await compare(parent, candidate)).verdict).toBe('same');
    const prompt = { instruction: 'Raises JSONDecodeError for bad text.' };
    expect((await compare(parent, candidate, { prompt })).verdict).toBe('different');
  });

  test('another function of the module', TIMEOUT, async () => {
    const parent = `${GREET}\ndef other(n: int):\n    return n + 1\n`;
    expect((await compare(parent, parent.replace('n + 1', 'n'))).verdict).toBe('different');
  });
});

describe.concurrent('inputs that the candidate suggests', () => {
  const setup = 'SIGNATURES = {"report": "sig-1", "invoice": "sig-2"}\nBLOCKED = {"secret"}\n';
  const task = { prompt: {}, setup };
  const parent = 'def f(name: str, mark: str):\n    return "file " + name\n';
  const checked = (check: string) =>
    parent.replace('    return', `    if ${check}:\n        raise PermissionError(name)\n    return`);

  test.each([
    ['rows of a table that only it looks up', 'name in SIGNATURES and SIGNATURES[name] == mark', 'different'],
    ['members of what it does not want do not count', 'name in BLOCKED', 'same'],
    ['what only stands in itself does not count', 'name in {"..", "/etc/passwd"}', 'same'],
  ])('%s', TIMEOUT, async (_, check, verdict) => {
    const behaviour = await openBehaviour(
      workbenchWith(setup),
      visibleTask({ entryPoint: 'f', ...task }),
      parent,
    );
    if (behaviour.status === 'unknown') throw new Error(behaviour.reason);
    const result = await behaviour.value.compare(checked(check));
    expect(result.verdict, result.because).toBe(verdict);
  });
});

describe.concurrent('unknown, never the same', () => {
  test('too few inputs on which anything is returned', TIMEOUT, async () => {
    const parent = 'def f(a: bool):\n    return 1 if a else 2\n';
    expect(await compare(parent, `${parent}\n`)).toMatchObject({
      verdict: 'unknown',
      informative: 2,
      because: 'only 2 inputs on which something is returned',
    });
  });

  test('nothing to see', TIMEOUT, async () => {
    const parent = 'import urllib.request\ndef f(text: str):\n    len(text)\n';
    expect((await compare(parent, 'def f(text: str): pass')).because).toContain('only 0 inputs');
  });

  test('one result for all', TIMEOUT, async () => {
    const parent = 'def f(text: str):\n    len(text)\n    return True\n';
    expect((await compare(parent, 'def f(text: str): return True')).because).toBe(
      'all inputs have the same result',
    );
  });

  test('a change in a place that no input reaches', TIMEOUT, async () => {
    const parent = `def f(text: str):\n    if text.count("q") > 40:\n        text = text + "!"\n    return text\n`;
    const gone = await compare(parent, parent.replace('text + "!"', 'text + "?"'));
    expect(gone).toMatchObject({
      verdict: 'unknown',
      because: 'no input reaches what was line 3: text = text + "!"',
    });
    const added = await compare(
      parent,
      parent.replace('        text =', '        return None\n        text ='),
    );
    expect(added).toMatchObject({
      verdict: 'unknown',
      because: 'no input reaches what is new in line 3: return None',
    });
  });

  test('a change of what no input would show', TIMEOUT, async () => {
    const parent =
      'def f(text: str):\n    label = text or "nobody at all"\n    return "Hello " + label * 1\n';
    const result = await compare(parent, parent.replace('label * 1', 'label'));
    expect(result.verdict).toBe('same');
    const hidden = `import logging\ndef f(text: str):\n    logging.info("got %s", text)\n    return "Hello " + text\n`;
    const silent = await compare(hidden, hidden.replace('    logging.info("got %s", text)\n', ''));
    expect(silent.because).toBe('no input would tell if line 3: logging.info("got %s", text) went wrong');
  });

  test('a candidate that takes much longer', TIMEOUT, async () => {
    const longer = `${GREET}\n`;
    const timed = benchOf([], {
      observe: async (code, probe, signal) => {
        const outcome = await observe(
          await realBench(),
          { ...visibleTask(), cpuSeconds: 1 },
          code,
          probe,
          signal,
        );
        const cpuSeconds = code === longer ? 1.5 : 0.1;
        return outcome.status === 'ok' ? ok(outcome.value.map((one) => ({ ...one, cpuSeconds }))) : outcome;
      },
    });
    const behaviour = await openBehaviour(timed, visibleTask({ entryPoint: 'f', prompt: {} }), GREET);
    const result = behaviour.status === 'ok' ? await behaviour.value.compare(longer) : undefined;
    expect(result).toMatchObject({ verdict: 'unknown', unknown: 0 });
    expect(result?.because).toContain('takes more than 10 times as long');
  });

  test('a candidate that comes to no end', TIMEOUT, async () => {
    const result = await compare(
      GREET,
      GREET.replace('    return', '    while user == "ada": pass\n    return'),
    );
    expect(result.verdict).toBe('unknown');
    expect(result.unknown).toBeGreaterThan(0);
    expect(result.because).toContain('timeout');
  });
});

describe.concurrent('no parent to compare with', () => {
  test.each([
    [
      'chance',
      'import random\ndef f(n: int): return random.random() + n',
      'behaviour: nothing it does is the same twice',
    ],
    ['nothing to call', 'def g(): pass', 'behaviour: no function f'],
  ])('%s', TIMEOUT, async (_, code, reason) => {
    expect(await open(code)).toEqual({ status: 'unknown', reason });
  });

  test('nothing runs code here', async () => {
    const outcome = await openBehaviour(benchOf([]), visibleTask(), 'def add(a, b): return a + b');
    expect(outcome).toEqual({ status: 'unknown', reason: 'behaviour: nothing runs code here' });
  });

  test('inputs on which chance decides are left out', TIMEOUT, async () => {
    const code = 'import random\ndef f(n: int):\n    return random.random() if n > 9 else n * 2\n';
    const behaviour = await open(code);
    expect(behaviour).toMatchObject({ status: 'ok', value: { total: 5, informative: 5 } });
  });
});
