import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXTRACTOR_VERSION, type ExtractionTask, extract, type RawForm } from '../../src/extract/index.ts';
import { python } from '../../src/languages/python.ts';

/** Made with care for what it shows: imports, a helper, and a body with two levels. */
const PROMPT = `import math
from typing import List


def helper(value):
    return abs(value)


def root(value):
    return math.sqrt(value)


def spread(numbers: List[int]) -> int:
    """The distance between the largest and the smallest."""
`;
const BODY = `    if not numbers:
        return 0
    return max(numbers) - min(numbers)
`;
const WHOLE = PROMPT + BODY;
const ALONE = `def spread(numbers):
    if not numbers:
        return 0
    return max(numbers) - min(numbers)
`;

const TASK: ExtractionTask = { language: 'python', prompt: { completion: PROMPT }, entryPoint: 'spread' };
const CHAT: ExtractionTask = {
  language: 'python',
  prompt: { instruction: 'Write spread.' },
  entryPoint: 'spread',
};

const fence = (code: string, mark = '```', word = 'python') => `${mark}${word}\n${code}${mark}\n`;
const perLine = (code: string, change: (line: string, index: number) => string) =>
  code.split('\n').map(change).join('\n');
/** Code with every depth of indentation as its rank: what Python sees of it. */
const shape = (code: string): string[] => {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const depth = (line: string) => line.length - line.trimStart().length;
  const depths = [...new Set(lines.map(depth))].sort((one, other) => one - other);
  return lines.map((line) => `${depths.indexOf(depth(line))} ${line.trim()}`);
};

const wide = (code: string, width: number) =>
  perLine(code, (line) => {
    const levels = (line.length - line.trimStart().length) / 4;
    return ' '.repeat(levels * width) + line.trimStart();
  });

describe('a whole solution in an answer', () => {
  const answers: Record<string, string> = {
    'as it is': ALONE,
    'in a fence': fence(ALONE),
    'in a fence with prose around it': `Sure! Here you go:\n\n${fence(ALONE)}\nHope it helps: it's O(n).`,
    'in a fence without a word': fence(ALONE, '```', ''),
    'in a fence of tildes': fence(ALONE, '~~~'),
    'in a fence of four': fence(ALONE, '````'),
    'in a fence with capitals': fence(ALONE, '```', 'Python'),
    'in a fence with attributes': `\`\`\`python title="a.py"\n${ALONE}\`\`\``,
    'in a fence that is never closed': `Here:\n\`\`\`python\n${ALONE}`,
    'in a fence that is indented': `1. Do this:\n\n   \`\`\`python\n${perLine(ALONE, (line) => (line ? `   ${line}` : line))}   \`\`\`\n`,
    'in the second fence': `First:\n${fence('print("x")\n')}\nThen:\n${fence(ALONE)}`,
    'beside a fence in another language': `${fence('pip install x\n', '```', 'bash')}\n${fence(ALONE)}`,
    'between prose without a fence': `Here is the function you asked for.\n\n${ALONE}\nThis returns the spread. It's simple!`,
    'after prose without a fence': `Sure, I'd do it like this:\n\n${ALONE}`,
    'with lines that end as on Windows': ALONE.replaceAll('\n', '\r\n'),
    'with a byte order mark': `\uFEFF${ALONE}`,
    'all of it indented': perLine(ALONE, (line) => (line ? `    ${line}` : line)),
  };
  test.each(Object.entries(answers))('%s', (_, raw) => {
    for (const task of [TASK, CHAT]) {
      const { code, extraction } = extract(raw, 'answer', task);
      expect(code.trim(), extraction.steps.join(', ')).toBe(ALONE.trim());
      expect(extraction).toMatchObject({ version: EXTRACTOR_VERSION, parses: true });
    }
  });

  test('a fence in another language with nothing before it is no empty solution', () => {
    const { entryPoint: _, ...anything } = CHAT;
    const raw = fence(`<content>\n${ALONE}</content>`, '```', 'xml');
    const { code, extraction } = extract(raw, 'answer', anything);
    expect(code.trim(), extraction.steps.join(', ')).toBe(ALONE.trim());
  });

  test('a helper from another fence comes with it, an example of use does not', () => {
    const helper = fence('import math\n\ndef low(values):\n    return math.fsum(values)\n');
    const use = fence('values = [1, 2]\nprint(spread(values))\n');
    const raw = `First:\n${helper}\nThen:\n${fence('def spread(values):\n    return low(values)\n')}\nUse:\n${use}`;
    const { code, extraction } = extract(raw, 'answer', CHAT);
    expect(code).toMatch(/import math[\s\S]*def low[\s\S]*def spread/);
    expect(code).not.toMatch(/print|\[1, 2\]/);
    expect(extraction).toMatchObject({ steps: ['fence', 'other fences'], parses: true });
  });
});

describe('what an answer forgot to repeat from the prompt', () => {
  test.each([
    ['an import', 'def spread(numbers):\n    return math.floor(1.5)\n', /^import math\n\ndef spread/m],
    ['a name', 'def spread(numbers: List[int]):\n    return 0\n', /^from typing import List\n/],
    [
      'a helper',
      'def spread(numbers):\n    return helper(1)\n',
      /^def helper\(value\):\n {4}return abs\(value\)\n/,
    ],
    ['an import that only a helper needs', 'def spread(n):\n    return root(n)\n', /^import math\ndef root/m],
  ])('%s is put before it', (_, raw, expected) => {
    const { code, extraction } = extract(fence(raw), 'answer', TASK);
    expect(code).toMatch(expected);
    expect(extraction).toMatchObject({ parses: true, steps: ['fence', 'prompt imports'] });
  });

  test.each([
    ['its own import', 'import math\n\ndef spread(numbers):\n    return math.floor(1.5)\n'],
    ['its own helper', 'def helper(x):\n    return x\n\ndef spread(numbers):\n    return helper(1)\n'],
    [
      'an import under another name',
      'import statistics as math\n\ndef spread(numbers):\n    return math.mean([1])\n',
    ],
    ['no need of any', ALONE],
  ])('%s is left alone', (_, raw) => {
    expect(extract(raw, 'answer', TASK).code.trim()).toBe(raw.trim());
  });
});

describe('a continuation of the prompt', () => {
  const tail = '\n\nprint(spread([1, 2]))\nassert spread([]) == 0\n';
  const bodies: Record<string, string> = {
    'as it is': BODY,
    'that lost the first indentation': BODY.trimStart(),
    'whose first line has three spaces': BODY.replace(/^ {4}/, '   '),
    'with three spaces for four on all lines': perLine(BODY, (line) =>
      line.startsWith('    ') ? line.slice(1) : line,
    ),
    'with levels three wide': wide(BODY, 3),
    'without the outer indentation': perLine(BODY, (line) => line.replace(/^ {4}/, '')),
    'in a fence': fence(BODY),
    'with example calls behind it': BODY + tail,
    'with a main block behind it': `${BODY}\nif __name__ == "__main__":\n    print(spread([1]))\n`,
    'with prose behind it': `${BODY}\n\nThis is how it works: it's easy.\n`,
    'with the rest of a fence behind it': `${BODY}\`\`\`\n\nExplanation.\n`,
    'with lines that end as on Windows': BODY.replaceAll('\n', '\r\n'),
    'that repeats the whole function': ALONE,
    'that repeats the whole prompt': WHOLE,
    'that repeats the whole function in a fence': `${fence(ALONE)}`,
  };
  test.each(['import hashlib\nhashlib.md5(b"").hexdigest()\n', 'import os\nos.system("id"\n'])(
    'an answer that is other code is kept whole, to be scanned as it is: %j',
    (raw) => {
      expect(extract(raw, 'answer', TASK).code).toBe(raw);
    },
  );

  test.each(Object.entries(bodies))('%s', (_, raw) => {
    for (const form of ['completion', 'answer'] as const) {
      const { code, extraction } = extract(raw, form, TASK);
      const steps = `${form}: ${extraction.steps.join(', ')}`;
      expect([shape(WHOLE), shape(ALONE)], steps).toContainEqual(shape(code));
      expect(extraction.parses).toBe(true);
    }
  });

  test('helpers after the function are kept, what follows them is not', () => {
    const raw = `    return low(numbers)\n\ndef low(values):\n    return min(values)\n\nprint(spread([1]))\n`;
    const { code } = extract(raw, 'completion', TASK);
    expect(code).toContain('def low');
    expect(code).not.toContain('print');
  });

  test('tabs inside a body are kept', () => {
    const raw = '\tif numbers:\n\t\treturn 1\n\treturn 0\n';
    const task = { ...TASK, prompt: { completion: 'def spread(numbers):\n' } };
    expect(extract(raw, 'completion', task).code).toBe(`def spread(numbers):\n${raw}`);
  });
});

describe('what cannot be understood is kept, and said to be broken', () => {
  test.each([
    ['an apology', 'I am sorry, but I cannot help with that.'],
    ['half a function', 'def spread(numbers):\n    return max(numbers'],
    ['nothing at all', ''],
    ['another language', '```javascript\nfunction spread(numbers) { return 0 }\n```'],
  ])('%s', (_, raw) => {
    const { code, extraction } = extract(raw, 'answer', CHAT);
    expect(code).toBe(raw);
    if (raw !== '') expect(extraction.parses).toBe(false);
  });

  test('code that defines something else is still the code', () => {
    expect(extract(fence('def other():\n    return 1\n'), 'answer', CHAT).code.trim()).toBe(
      'def other():\n    return 1',
    );
  });
});

describe('other languages', () => {
  test('take the fences of the language, and nobody says whether it parses', () => {
    const raw = `Notes:\n${fence('x = 1\n')}\n${fence('int main(void) { return 0; }\n', '```', 'c')}`;
    expect(extract(raw, 'answer', { language: 'c', prompt: {} })).toEqual({
      code: 'int main(void) { return 0; }',
      extraction: { version: EXTRACTOR_VERSION, steps: ['fence'], parses: null },
    });
  });
  test.each([
    ['c', 'C'],
    ['cpp', 'c++'],
    ['csharp', 'C#'],
    ['java', 'java'],
    ['javascript', 'js'],
    ['php', 'php'],
    ['rust', 'rust'],
    ['c', 'cpp:src/main.cpp'],
  ] as const)('%s: a block marked %s is the code, not the words around it', (language, mark) => {
    const raw = `Sure, here it is:\n${fence('one();\n', '```', mark)}\nIt calls \`one\`.`;
    expect(extract(raw, 'answer', { language, prompt: {} }).code).toBe('one();');
  });

  test.each([
    ['  b();\n}\n', 'a();\n  b();\n}\n', ['continuation']],
    ['  b();\n}\n```\nThis calls b.', 'a();\n  b();\n}', ['continuation', 'before the fence']],
    ['a();\nb();\n', 'a();\nb();\n', []],
    ['```c\na();\nb();\n```', 'a();\nb();', ['fence']],
    ['Here it is:\n```\na();\nb();\n```', 'a();\nb();', ['fence']],
    ['```c\n  b();\n}\n```', 'a();\n  b();\n}', ['continuation', 'fence']],
    ['a();\nb();\n```bash\ncc a.c\n```', 'a();\nb();\n```bash\ncc a.c\n```', []],
  ])('a continuation stands behind what it continues: %j', (raw, code, steps) => {
    const task = { language: 'c', prompt: { completion: 'a();\n' } } as const;
    expect(extract(raw, 'completion', task)).toMatchObject({ code, extraction: { steps } });
    expect(extract('b();', 'answer', task).code).toBe('b();');
  });

  test('so does one in Python that no function is asked of', () => {
    const task = { language: 'python', prompt: { completion: 'class A:\n    x = 1\n' } } as const;
    const method = '    def f(self):\n        return self.x\n';
    const more = `${method}\nprint(A().f())\n`;
    expect(extract(more, 'completion', task)).toMatchObject({
      code: `class A:\n    x = 1\n${more}`,
      extraction: { steps: ['continuation'], parses: true },
    });
    for (const tail of ['print(A().f(', 'This returns the number.'])
      expect(extract(`${method}\n${tail}`, 'completion', task)).toMatchObject({
        code: expect.stringMatching(/^class A:\n {4}x = 1\n {4}def f[^\n]*\n {8}return self.x\s*$/),
        extraction: { steps: ['continuation', 'tail'], parses: true },
      });
    const again = `class A:\n    x = 1\n${method}`;
    expect(extract(again, 'completion', { ...task, prompt: { completion: 'class A:\n' } }).code).toBe(again);
    expect(extract('    x = (\n', 'completion', task)).toMatchObject({
      code: 'class A:\n    x = 1\n    x = (\n',
      extraction: { steps: ['continuation'], parses: false },
    });
    const inside = { language: 'python', prompt: { completion: '    def f(self):\n' } } as const;
    expect(extract('        return self.x\n', 'completion', inside)).toMatchObject({
      code: 'def f(self):\n    return self.x\n',
      extraction: { steps: ['continuation', 'dedent'], parses: true },
    });
  });

  test('without a fence, everything is the code', () => {
    const code = 'fn main() {}\n';
    expect(extract(code, 'answer', { language: 'rust', prompt: {} }).code).toBe(code);
  });
});

describe('for every text', () => {
  const forms = fc.constantFrom<RawForm>('answer', 'completion');
  const tasks = fc.constantFrom(TASK, CHAT, { language: 'python', prompt: {} } satisfies ExtractionTask);
  const line = fc.oneof(
    fc.constantFrom(
      '```',
      '```python',
      '~~~',
      'def spread(numbers):',
      '    return 0',
      '   return 1',
      'import math',
      '"""',
      '',
      '@cached',
      'class A:',
      '    x = (',
      ')',
      'Here is the code:',
      '\treturn',
      'spread = max',
      '\\',
    ),
    fc.string({ maxLength: 20 }),
  );
  const text = fc.array(line, { maxLength: 20 }).map((lines) => lines.join('\n'));

  test('it gives code and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), forms, tasks, (raw, form, task) => {
        expect(typeof extract(raw, form, task).code).toBe('string');
      }),
      { numRuns: 150 },
    );
  });

  test('a whole solution that was extracted is extracted to itself', () => {
    fc.assert(
      fc.property(text, forms, tasks, (raw, form, task) => {
        const once = extract(raw, form, task);
        fc.pre(once.extraction.parses === true && /^(?:def spread\b|spread =)/m.test(once.code));
        expect(extract(once.code, form, task).code).toBe(once.code);
      }),
      { numRuns: 200 },
    );
  });

  /** Modules that parse and define the function, of statements in any order. */
  const statement = fc.constantFrom(
    'import os',
    'LIMIT = 3',
    'def other(x):\n    """Doc with ```a fence```."""\n    return x',
    'class Box:\n    size: int = 1\n\n    def grow(self):\n        self.size += 1',
    '# a remark',
    'if LIMIT:\n    print("x")',
    'TEXT = """\nnot indented\n"""',
    'async def wait():\n    pass',
    '@staticmethod\ndef decorated(): ...',
  );
  const whole = fc
    .tuple(fc.array(statement, { maxLength: 4 }), fc.array(statement, { maxLength: 4 }))
    .map(([before, after]) => `${[...before, ALONE.trimEnd(), ...after].join('\n\n')}\n`);

  test('code that is whole is returned unchanged', () => {
    fc.assert(
      fc.property(whole, forms, (code, form) => {
        expect(extract(code, form, CHAT).code).toBe(code);
        expect(extract(`\uFEFF${code.replaceAll('\n', '\r\n')}`, form, CHAT).code).toBe(code);
      }),
    );
  });

  test('code that is whole comes out of a fence and prose as it went in', () => {
    const prose = fc.constantFrom('', 'Sure!\n\n', "Here's the code, it's short:\n", '# Heading\n\n');
    fc.assert(
      fc.property(whole, prose, prose, (code, before, after) => {
        expect(extract(before + fence(code) + after, 'answer', CHAT).code).toBe(code.replace(/\n$/, ''));
      }),
    );
  });
});

describe('in time', () => {
  test('a thousand answers take a few seconds', () => {
    const started = performance.now();
    for (let index = 0; index < 250; index += 1) {
      extract(`Sure:\n${fence(ALONE)}\nBye ${index}`, 'answer', CHAT);
      extract(`${ALONE}# ${index}\n`, 'answer', TASK);
      extract(`${wide(BODY, 3)}# ${index}\n`, 'completion', TASK);
      extract(`Some prose first, and it's long.\n${ALONE}\nMore prose ${index}, isn't it?\n`, 'answer', CHAT);
    }
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test.each([
    ['one line', 'x'.repeat(1 << 20)],
    ['brackets', '('.repeat(1 << 20)],
    ['spaces', `${' '.repeat(1 << 20)}x`],
    ['short lines', 'a\n'.repeat(1 << 18)],
    ['fences', '```\n'.repeat(1 << 16)],
    ['backticks', '`'.repeat(1 << 18)],
    ['lines of prose', 'def it is not code, at all\n'.repeat(10_000)],
    ['definitions that do not end', 'def spread(numbers:\n'.repeat(10_000)],
    ['fenced blocks', `${fence('x = (\n')}`.repeat(10_000)],
    ['names', 'a '.repeat(1 << 17)],
    ['an unended string', `def spread(x):\n    return """${'a\n'.repeat(1 << 17)}`],
    ['imports', `${'import a\n'.repeat(25_000)}(`],
    ['a repeated answer', ALONE.repeat(2500)],
    ['random text', randomText(1 << 18)],
  ])('a quarter to a whole mebibyte of %s does not hang it', { timeout: 60_000 }, (_, raw) => {
    const started = performance.now();
    extract(raw, 'completion', TASK); // tries all that is tried for an answer, and more
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

function randomText(length: number): string {
  let seed = 1;
  const letters = 'abc =():\n\n    defimport`"\'#,.';
  return Array.from({ length }, () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return letters[Math.floor((seed / 2147483648) * letters.length)];
  }).join('');
}

test.each([
  'x = "éééééééééééééééééééé"  # note\n',
  'greeting = "こんにちは世界こんにちは世界"  # a greeting\n\n\ndef f():\n    return greeting  # ü\n',
])('text beyond ASCII before a comment is no fault of the code: %j', (code) => {
  expect(python.parses?.(code)).toBe(true);
  expect(python.parses?.(`${code}€ = 1\n`)).toBe(false);
  expect(python.parses?.(`${code}x =\n`)).toBe(false);
});
