import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TraceStep } from '../../src/core/trace.ts';
import { traceSchema } from '../../src/core/trace.ts';
import type { Attempt, MethodRequest } from '../../src/methods/method.ts';
import { openMethod } from '../../src/methods/open.ts';
import type { Model } from '../../src/models/model.ts';
import { bandit } from '../../src/scanners/bandit/index.ts';
import { bifocal } from '../../src/scanners/bifocal/index.ts';
import { type Likes, toyModel, toyTokens } from './codeguard-toy.ts';
import { answer, benchOf, requestOf, scriptedModel, visibleTask } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'bifocal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

/** Writes one function, and would rather call eval in it. */
const pieces = ['```', 'python', '\n', 'def f(x):', '\n    return ', 'eval(', 'ast', '.', 'parse(', 'x', ')'];
const coder: Likes = (text) => {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (text === '') return { '```': 9 };
  if (line === '```') return text.length > 5 ? { '\n': 3, end: 9 } : { python: 9 };
  if (line === '```python') return { '\n': 9 };
  if (line === '') return { 'def f(x):': 9 };
  if (line === 'def f(x):') return { '\n    return ': 9 };
  if (line === '    return ') return { 'eval(': 9, x: 2 };
  if (line.endsWith('x')) return line.includes('(') ? { ')': 9 } : { '\n': 5, '.': 1 };
  if (line.endsWith('(')) return { x: 9 };
  return { '\n': 1, end: 5 };
};
/** The same behind a prompt that has begun the function. */
const goesOn: Likes = (text) =>
  text === ''
    ? { '\n    return ': 9 }
    : text.endsWith('return ')
      ? { 'eval(': 9, x: 2 }
      : text.endsWith('(')
        ? { x: 9 }
        : text.endsWith('x')
          ? text.includes('(')
            ? { ')': 9 }
            : { end: 9 }
          : { end: 9 };

const insecure = 'def f(x):\n    return eval(x)';
const task = visibleTask({
  entryPoint: 'f',
  cwes: [95],
  prompt: { instruction: 'Write `f(x)`, which works out an expression.', completion: 'def f(x):' },
});
const talker = () => toyModel(answer(insecure), toyTokens(pieces, coder, 1e-6));
const request = (model: Model, changes: Partial<MethodRequest> = {}): MethodRequest =>
  requestOf(model, {
    task,
    workbench: benchOf([bifocal]),
    decoding: { temperature: 0.5, topP: 0.95, maxTokens: 60 },
    ...changes,
  });

const run = async (name: string, asked: MethodRequest): Promise<Attempt> => {
  const outcome = await openMethod(name).generate(asked);
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  traceSchema.parse({ sample: 's', ...outcome.value.trace });
  return outcome.value;
};
const stepsOf = <Kind extends TraceStep['step']>(attempt: Attempt, kind: Kind) =>
  attempt.trace.steps.filter((step): step is Extract<TraceStep, { step: Kind }> => step.step === kind);

describe('by the findings of scanners on the first attempt', () => {
  it('writes anew what was found, and says that it was told', async () => {
    const model = talker();
    const attempt = await run('codeguard', request(model));
    expect(attempt.raw).toMatch(/^```python\n[^`]*\bast\.parse\(/);
    expect(attempt.raw).not.toMatch('eval(');
    expect(attempt).toMatchObject({
      form: 'answer',
      rounds: [{ raw: answer(insecure) }],
      trace: { stop: 'answered', kept: 1 },
    });
    expect(model.seen).toHaveLength(1);
    const [decode] = stepsOf(attempt, 'decode');
    expect(decode).toMatchObject({
      round: 1,
      satisfied: true,
      required: [expect.stringMatching('ast.parse\\( | ')],
      forbidden: expect.arrayContaining(['eval(', 'exec(']),
    });
    // The first attempt (10 and 5), and all that went through the model afterwards.
    const { promptTokens = 0, completionTokens = 0 } = attempt.usage;
    expect(promptTokens + completionTokens).toBe(15 + (decode?.evaluatedTokens ?? 0));
    const { oracle, listens, seesLabel } = openMethod('codeguard');
    expect({ oracle, listens, seesLabel }).toEqual({
      oracle: 'scanner findings on the base output',
      listens: ['security'],
      seesLabel: false,
    });
  });

  it('starts from the first attempt that is there', async () => {
    const model = talker();
    const attempt = await run(
      'codeguard',
      request(model, { first: { raw: answer(insecure), form: 'answer', usage: { promptTokens: 99 } } }),
    );
    expect(model.seen).toHaveLength(0);
    expect(attempt.trace).toMatchObject({ stop: 'answered', kept: 1 });
    expect(stepsOf(attempt, 'ask')[0]).toMatchObject({ given: true, answer: answer(insecure) });
  });

  it('hands in as it is what has no finding', async () => {
    const clean = answer('def f(x):\n    return x');
    const attempt = await run('codeguard', request(toyModel(clean, toyTokens(pieces, coder))));
    expect(attempt).toMatchObject({ raw: clean, rounds: [], trace: { stop: 'clean', kept: 0 } });
    expect(stepsOf(attempt, 'decode')).toEqual([]);
  });

  it('what could not be judged is not clean', async () => {
    const broken = await run('codeguard', request(toyModel(answer('def f(x:'), toyTokens(pieces, coder))));
    expect(broken.trace).toMatchObject({ stop: 'unjudged', kept: 0 });
    const words = await run('codeguard', request(toyModel('I cannot do that.', toyTokens(pieces, coder))));
    expect(words.trace.stop).toBe('unjudged');
    const unheard = await run('codeguard', request(talker(), { workbench: benchOf([]) }));
    expect(unheard.trace.stop).toBe('unjudged');
  });

  it('has nothing to say of a weakness without phrases', async () => {
    const weak = answer('def f(x):\n    assert x\n    return x');
    const attempt = await run(
      'codeguard',
      request(toyModel(weak, toyTokens(pieces, coder)), { workbench: benchOf([bandit]) }),
    );
    expect(attempt).toMatchObject({ raw: weak, trace: { stop: 'stuck' } });
    expect(stepsOf(attempt, 'decide')[0]?.because).toBe('there are no phrases for CWE-703 in python');
  });
});

describe('by the label of the task', () => {
  it('writes at once, and says that it saw the label', async () => {
    const model = talker();
    const attempt = await run('codeguard:from=label', request(model));
    expect(attempt.raw).toMatch(/\bast\.parse\(/);
    expect(attempt).toMatchObject({ rounds: [], trace: { stop: 'answered', kept: 1 } });
    expect(model.seen).toHaveLength(0);
    const { oracle, listens, seesLabel } = openMethod('codeguard:from=label');
    expect({ oracle, listens, seesLabel }).toEqual({
      oracle: "the task's CWE label",
      listens: [],
      seesLabel: true,
    });
  });

  it('goes on with code that a prompt begins', async () => {
    const model = toyModel('', toyTokens(pieces, goesOn, 1e-6));
    const attempt = await run('codeguard:from=label', request(model, { prompt: 'completion' }));
    expect(attempt.form).toBe('completion');
    expect(attempt.raw).toMatch(/^\n {4}return .*\bast\.parse\(/);
    expect(stepsOf(attempt, 'decode')[0]?.satisfied).toBe(true);
  });

  it.each([
    [[], 'the task has no CWE label'],
    [[1234567], 'there are no phrases for CWE-1234567 in python'],
  ])('label %o: the plain output, and why', async (cwes, because) => {
    const attempt = await run('codeguard:from=label', request(talker(), { task: { ...task, cwes } }));
    expect(attempt).toMatchObject({ raw: answer(insecure), trace: { stop: 'answered', kept: 0 } });
    expect(stepsOf(attempt, 'decide')).toEqual([expect.objectContaining({ because })]);
    expect(stepsOf(attempt, 'decode')).toEqual([]);
  });
});

describe("by a person's file", () => {
  it('has nobody told it anything, and keeps what the file says', async () => {
    const file = fileOf('own.yaml', 'require: [x.parse(]\nforbid: [eval(]\n');
    const method = openMethod(`codeguard:from=user:constraints=${file}`);
    expect(method).toMatchObject({
      oracle: undefined,
      listens: [],
      seesLabel: false,
      settings: { constraints: { require: [['x.parse(']], forbid: ['eval('] } },
    });
    const attempt = await run(method.name, request(talker()));
    expect(attempt.raw).toMatch(/\bx\.parse\(/);
  });

  it.each([
    'codeguard:from=user',
    'codeguard:constraints=/nowhere/x.yaml',
    'codeguard:from=user:constraints=/nowhere/x.yaml',
    'codeguard:beams=0',
    'codeguard:from=nobody',
  ])('%s is refused', (name) => {
    expect(() => openMethod(name)).toThrow(expect.objectContaining({ code: 'BIFOCAL_USAGE' }));
  });
});

describe('unsatisfied', () => {
  const against = (name: string, text: string): string =>
    `codeguard:from=user:constraints=${fileOf(name, text)}`;

  it('at once where it is impossible, with the reason and the plain output', async () => {
    const model = talker();
    const attempt = await run(against('both.yaml', 'require: [eval(x)]\nforbid: [eval(]'), request(model));
    expect(attempt).toMatchObject({
      raw: answer(insecure),
      usage: { promptTokens: 10, completionTokens: 5 },
      trace: { stop: 'unsatisfied', kept: 0 },
    });
    expect(stepsOf(attempt, 'decode')).toEqual([
      expect.objectContaining({
        satisfied: false,
        evaluatedTokens: 0,
        detail: '"eval(x)" is required and forbidden',
      }),
    ]);
    const long = await run(against('long.yaml', `require: [${'zy'.repeat(80)}]`), request(talker()));
    expect(stepsOf(long, 'decode')[0]?.detail).toMatch(/takes \d+ tokens, the answer may have 60/);
  });

  it('where no beam is left; tries again as often as it may, and hands in the plain output', async () => {
    // Each phrase can be written, and then nothing may follow.
    const file = against('dead.yaml', "require: ['x(', 'y(']\nforbid: ['(x', '(y', '( ', '(a']");
    const model = toyModel(
      'plain',
      toyTokens(['a'], () => ({ a: 9 }), 0),
    );
    const attempt = await run(`${file}:tries=3`, request(model, { prompt: 'completion' }));
    expect(attempt).toMatchObject({ raw: 'plain', trace: { stop: 'unsatisfied', kept: 0 } });
    expect(stepsOf(attempt, 'decode')).toEqual(
      [1, 2, 3].map((round) =>
        expect.objectContaining({
          round,
          satisfied: false,
          detail: expect.stringMatching(/no beam was left \(.*forbidden/),
        }),
      ),
    );
  });

  it('with the answer that came nearest, where what is required is not in the code that is extracted', async () => {
    // The prompt itself has what is forbidden: the extracted code begins with it.
    const brought = { ...task, prompt: { completion: 'import os\n\ndef f(x):\n    y = eval("1")' } };
    const model = toyModel('plain', toyTokens(pieces, goesOn, 0));
    const attempt = await run(
      `${against('brought.yaml', 'require: [ast.parse(]\nforbid: [eval(]')}:beams=1:tries=2`,
      request(model, { task: brought }),
    );
    expect(attempt.trace).toMatchObject({ stop: 'unsatisfied', kept: 2 });
    expect(attempt.raw).toMatch('ast.parse(');
    expect(stepsOf(attempt, 'decode')).toEqual([
      expect.objectContaining({ satisfied: false, detail: 'the extracted code has "eval("' }),
      expect.objectContaining({ round: 2 }),
    ]);
    expect(model.seen).toHaveLength(0);
  });

  it('a second try at temperature 0 would come to the same', async () => {
    const brought = { ...task, prompt: { completion: 'def f(x):\n    y = eval("1")' } };
    const attempt = await run(
      `${against('cold.yaml', 'forbid: [eval(]')}:tries=5`,
      request(toyModel('plain', toyTokens(pieces, goesOn)), {
        task: brought,
        decoding: { temperature: 0, topP: 1, maxTokens: 20 },
      }),
    );
    expect(stepsOf(attempt, 'decode')).toHaveLength(1);
  });
});

describe('limits', () => {
  it('tokens end a search between two tokens, and the reason is the limit', async () => {
    const attempt = await run('codeguard:from=label', request(talker(), { limits: { tokens: 9 } }));
    expect(attempt.trace.stop).toBe('tokens');
    expect(stepsOf(attempt, 'decode')[0]).toMatchObject({
      satisfied: false,
      detail: 'the limit was reached: tokens',
    });
  });

  it('without rounds there is the first attempt only', async () => {
    const attempt = await run('codeguard', request(talker(), { limits: { rounds: 0 } }));
    expect(attempt).toMatchObject({ raw: answer(insecure), trace: { stop: 'rounds', kept: 0 } });
  });

  it('an abort ends it', async () => {
    const reason = new Error('enough');
    await expect(
      run('codeguard:from=label', request(talker(), { signal: AbortSignal.abort(reason) })),
    ).rejects.toBe(reason);
  });

  it('the same seed gives the same sample, another index another', async () => {
    const raw = async (index: number) =>
      (
        await run(
          'codeguard:from=label',
          request(talker(), { index, decoding: { temperature: 2, topP: 1, maxTokens: 60 } }),
        )
      ).raw;
    expect(await raw(0)).toBe(await raw(0));
    expect(new Set(await Promise.all([0, 1, 2, 3].map(raw))).size).toBeGreaterThan(1);
  });
});

it('a model that shows no probabilities is refused, with what to take instead', async () => {
  const model = scriptedModel([]);
  await expect(openMethod('codeguard').generate(request(model))).rejects.toMatchObject({
    code: 'BIFOCAL_USAGE',
    message: expect.stringMatching('test:scripted'),
    hint: expect.stringMatching('local:'),
  });
  expect(model.seen).toEqual([]);
});
