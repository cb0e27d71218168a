import { describe, expect, it } from 'vitest';
import { type Task, taskSchema } from '../../src/core/task.ts';
import { METHODS } from '../../src/methods/index.ts';
import type { MethodRequest, PromptForm } from '../../src/methods/method.ts';
import { promptOf } from '../../src/methods/prompts.ts';
import { sampleSeed } from '../../src/methods/seed.ts';
import type { GenerationRequest, Model } from '../../src/models/model.ts';

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
  const recorded = (): { seen: GenerationRequest[]; model: Model } => {
    const seen: GenerationRequest[] = [];
    const model: Model = {
      id: 'test',
      concurrency: 1,
      generate: async (request) => {
        seen.push(request);
        return { text: 'raw\n', finish: 'stop', usage: { promptTokens: 3 } };
      },
      close: async () => {},
    };
    return { seen, model };
  };

  const request = (model: Model, changes: Partial<MethodRequest> = {}): MethodRequest => ({
    task: task({ prompt: { completion } }),
    model,
    index: 2,
    decoding: { temperature: 0.4, topP: 0.95, maxTokens: 300 },
    prompt: 'auto',
    ...changes,
  });

  it('asks once and passes on what the model wrote, untouched', async () => {
    const { seen, model } = recorded();
    expect(await METHODS.base?.generate(request(model, { seed: 5 }))).toEqual({
      status: 'ok',
      value: {
        form: 'completion',
        generation: { text: 'raw\n', finish: 'stop', usage: { promptTokens: 3 } },
      },
    });
    const seed = sampleSeed(5, 'core/add', 2);
    expect(seen).toEqual([
      { input: { prompt: completion }, temperature: 0.4, topP: 0.95, maxTokens: 300, seed },
    ]);
  });

  it('says of a chat that its answer is to be read as one', async () => {
    const { model } = recorded();
    const attempt = await METHODS.base?.generate(request(model, { prompt: 'instruction' }));
    expect(attempt).toMatchObject({ status: 'ok', value: { form: 'answer' } });
  });

  it('sends no seed if the run has none, and nothing at all without a prompt', async () => {
    const { seen, model } = recorded();
    await METHODS.base?.generate(request(model));
    expect(seen[0]).not.toHaveProperty('seed');
    const outcome = await METHODS.base?.generate(request(model, { task: task({}) }));
    expect(outcome?.status).toBe('unknown');
    expect(seen).toHaveLength(1);
  });
});
