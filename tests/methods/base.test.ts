import { describe, expect, it } from 'vitest';
import { type Task, taskSchema } from '../../src/core/task.ts';
import { promptOf } from '../../src/methods/kit/prompts.ts';
import type { MethodRequest, PromptForm } from '../../src/methods/method.ts';
import { openMethod } from '../../src/methods/open.ts';
import type { Model } from '../../src/models/model.ts';
import { sampleSeed } from '../../src/models/seed.ts';
import { requestOf, scriptedModel, visibleTask } from './support.ts';

const task = (changes: Partial<Task>): Task =>
  taskSchema.parse({
    id: 'core/add',
    dataset: 'core',
    language: 'python',
    entryPoint: 'add',
    prompt: {},
    ...changes,
  });

const instruction = 'Write `add(a, b)`.';
const completion = 'def add(a, b):\n    """Sum."""\n';

const wordsOf = (changes: Partial<Task>, form: PromptForm = 'auto'): string => {
  const input = promptOf(task(changes), form);
  if (input.status === 'unknown' || !('messages' in input.value)) throw new Error('no chat');
  return input.value.messages.map(({ content }) => content).join('\n');
};

describe('which prompt', () => {
  it.each([
    ['auto', { instruction, completion }, 'messages'],
    ['auto', { instruction }, 'messages'],
    ['auto', { completion }, 'prompt'],
    ['completion', { instruction, completion }, 'prompt'],
    ['instruction', { instruction, completion }, 'messages'],
    ['instruction', { completion }, 'messages'],
  ] as const)('%s of %o: %s', (form, prompt, kind) => {
    const input = promptOf(task({ prompt }), form);
    expect(input.status === 'ok' && Object.keys(input.value)).toEqual([kind]);
  });

  it.each([
    ['completion', { instruction }],
    ['auto', {}],
    ['instruction', {}],
  ] as const)('%s of %o: unknown, with a reason', (form, prompt) => {
    expect(promptOf(task({ prompt }), form)).toEqual({
      status: 'unknown',
      reason: expect.stringMatching(form),
    });
  });
});

describe('the instruction message', () => {
  it('asks for one code block with the whole function', () => {
    const words = wordsOf({ prompt: { instruction } });
    expect(words).toMatch(instruction);
    expect(words).toMatch(/single Python code block \(```python\) that holds the whole function `add`/);
  });

  it('does not mention security, which is what is measured', () => {
    expect(wordsOf({ prompt: { instruction } })).not.toMatch(/secur|safe|vulnerab|attack|CWE/i);
  });

  it('shows code that runs before the solution, once', () => {
    const setup = 'import os\nROOT = "/srv"';
    expect(wordsOf({ prompt: { instruction }, setup })).toMatch(setup);
    expect(wordsOf({ prompt: { instruction: `${setup}\nUse it.` }, setup }).split(setup)).toHaveLength(2);
  });

  it('carries the code to complete for a chat model', () => {
    expect(wordsOf({ prompt: { completion } }, 'instruction')).toMatch(completion);
  });
});

describe('base', () => {
  const request = (model: Model, changes: Partial<MethodRequest> = {}): MethodRequest =>
    requestOf(model, {
      task: visibleTask({ prompt: { completion } }),
      index: 2,
      decoding: { temperature: 0.4, topP: 0.95, maxTokens: 300 },
      ...changes,
    });
  const base = openMethod('base');

  it('asks once, passes on what the model wrote, untouched, and writes it down', async () => {
    const model = scriptedModel(['raw\n']);
    const usage = { promptTokens: 10, completionTokens: 4, usd: 0.01, seconds: 0.1 };
    const ask = { step: 'ask', round: 0, purpose: 'first attempt', input: { prompt: completion } };
    expect(await base.generate(request(model))).toEqual({
      status: 'ok',
      value: {
        raw: 'raw\n',
        form: 'completion',
        usage,
        rounds: [],
        trace: {
          steps: [{ ...ask, answer: 'raw\n', finish: 'stop', usage }],
          stop: 'answered',
          kept: 0,
        },
      },
    });
    const seed = sampleSeed(5, 'core/add', 2);
    expect(model.seen).toEqual([
      { input: { prompt: completion }, temperature: 0.4, topP: 0.95, maxTokens: 300, seed },
    ]);
  });

  it('says of a chat that its answer is to be read as one', async () => {
    const attempt = await base.generate(request(scriptedModel(['raw']), { prompt: 'instruction' }));
    expect(attempt).toMatchObject({ status: 'ok', value: { form: 'answer' } });
  });

  it('sends no seed if the run has none, and nothing at all without a prompt', async () => {
    const model = scriptedModel(['raw']);
    const { seed: _, ...unseeded } = request(model);
    await base.generate(unseeded);
    expect(model.seen[0]).not.toHaveProperty('seed');
    const outcome = await base.generate(request(model, { task: visibleTask({ prompt: {} }) }));
    expect(outcome.status).toBe('unknown');
    expect(model.seen).toHaveLength(1);
  });

  it('does not ask for what is there already, and says what it took', async () => {
    const model = scriptedModel([]);
    const first = { raw: 'given', form: 'answer', usage: { promptTokens: 7 } } as const;
    expect(await base.generate(request(model, { first }))).toMatchObject({
      status: 'ok',
      value: { raw: 'given', usage: {}, trace: { steps: [{ given: true, usage: { promptTokens: 7 } }] } },
    });
  });
});

describe('the name of a method', () => {
  it.each([
    ['nobody', /no method is called "nobody"/],
    ['base:look=both', /base:look=both/],
    ['base:look', /base:look/],
  ])('%s is refused', (name, message) => {
    expect(() => openMethod(name)).toThrow(message);
  });
});
