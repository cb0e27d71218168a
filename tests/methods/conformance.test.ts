import { describe, expect, test } from 'vitest';
import { type Task, taskSchema } from '../../src/core/task.ts';
import { openBudget } from '../../src/engine/budget.ts';
import { generationSource } from '../../src/engine/model-source.ts';
import type { Draft } from '../../src/engine/source.ts';
import { openWorkbenches } from '../../src/engine/workbench.ts';
import { METHODS } from '../../src/methods/index.ts';
import { addUsage } from '../../src/methods/kit/usage.ts';
import { openMethod } from '../../src/methods/open.ts';
import type { Model } from '../../src/models/model.ts';
import { scanners } from '../../src/scanners/index.ts';
import { answer, scriptedModel, wordsOf } from './support.ts';

/** Stands in whatever judges the code: no method may ever see it. */
const HIDDEN = 'zxqv_hidden';

const INSECURE = `import subprocess\n\n\ndef run(name):\n    return subprocess.check_output("ls " + name, shell=True)\n`;

const TASK: Task = taskSchema.parse({
  id: 'test/run',
  dataset: 'test',
  language: 'python',
  entryPoint: 'run',
  prompt: { instruction: 'Write `run(name)`, which lists a folder.' },
  cwes: [7878],
  exploits: true,
  tests: {
    style: 'functions',
    functional: `def test_${HIDDEN}(): pass`,
    security: `def test_${HIDDEN}_2(): pass`,
  },
  solutions: { secure: `# ${HIDDEN}`, insecure: `# ${HIDDEN}`, broken: `# ${HIDDEN}` },
});

/** Says the same insecure code each time. */
const stubborn = (): ReturnType<typeof scriptedModel> => scriptedModel(Array(60).fill(answer(INSECURE)));

const attempt = async (
  name: string,
  model: Model,
  { limits = {}, signal = new AbortController().signal } = {},
): Promise<Draft> => {
  const workbenches = openWorkbenches({
    scanners: [scanners.bifocal, scanners['ruff-defects']],
    bench: undefined,
  });
  const source = generationSource(
    {
      spec: 'test:scripted',
      identity: {},
      method: openMethod(name),
      limits,
      decoding: { temperature: 0, topP: 1, maxTokens: 100 },
      seed: 3,
      prompt: 'auto',
      workbenches,
      budget: openBudget(),
      open: async () => model,
    },
    {},
    () => [{ key: { task: TASK.id, model: 'test:scripted', method: name, index: 0 }, task: TASK }],
  );
  const context = { tasks: new Map([[TASK.id, TASK]]), have: new Map(), signal, report: () => {} };
  for await (const draft of source.drafts(context)) return draft;
  throw new Error('no draft');
};

describe.each(Object.entries(METHODS))('%s', (name, method) => {
  test('says what it is', () => {
    expect(method.id).toBe(name);
    expect(method.title).toMatch(/\w+ \w+/);
    expect(method.source).toMatch(/\w+/);
    expect(openMethod(name)).toMatchObject({ name, id: name });
    if (method.needs.includes('analyzers')) expect(openMethod(name).listens).not.toEqual([]);
  });

  const needsWeights = method.needs.includes('token probabilities');

  test.runIf(needsWeights)('refuses a model that does not show its probabilities', async () => {
    await expect(attempt(`${name}:from=label`, stubborn())).rejects.toMatchObject({ code: 'BIFOCAL_USAGE' });
  });

  describe.runIf(!needsWeights)('with a model that does not learn', () => {
    test('never sees what judges the code', async () => {
      const model = stubborn();
      const draft = await attempt(name, model);
      expect(model.seen.map(wordsOf).join('\n')).not.toMatch(HIDDEN);
      expect(JSON.stringify(draft.trace)).not.toMatch(HIDDEN);
      if (!openMethod(name).seesLabel) expect(model.seen.map(wordsOf).join('\n')).not.toMatch('7878');
    });

    test('ends, and says why, with everything that it asked in the trace', async () => {
      const model = stubborn();
      const draft = await attempt(name, model);
      expect(draft.trace?.stop).toMatch(/^(answered|rounds|stuck|unjudged)$/);
      const asks = (draft.trace?.steps ?? []).filter((step) => step.step === 'ask');
      expect(asks).toHaveLength(model.seen.length);
      expect(asks.map(({ answer }) => answer)).toEqual(asks.map(() => answer(INSECURE)));
      expect(draft.usage).toEqual(asks.map(({ usage }) => usage).reduce(addUsage, {}));
      const rounds = asks.map(({ round }) => round);
      expect(rounds).toEqual(rounds.toSorted((a, b) => a - b));
      expect(draft.trace?.kept).toBeLessThanOrEqual(Math.max(...rounds));
    });

    test('starts from the first attempt, and hands in something', async () => {
      const draft = await attempt(name, stubborn());
      expect(draft.raw).not.toBe('');
      for (const { raw } of draft.rounds?.slice(0, 1) ?? []) expect(raw).toBe(answer(INSECURE));
    });

    test('asks no more once its tokens or its rounds are used up', async () => {
      const few = stubborn();
      await attempt(name, few, { limits: { tokens: 1 } });
      expect(few.seen).toHaveLength(1);
      const none = stubborn();
      const draft = await attempt(name, none, { limits: { rounds: 0 } });
      expect(none.seen).toHaveLength(1);
      expect(draft.rounds).toEqual([]);
    });

    test('comes out the same twice', async () => {
      const untimed = ({ trace }: Draft): unknown => trace;
      expect(untimed(await attempt(name, stubborn()))).toEqual(untimed(await attempt(name, stubborn())));
    });

    test('stops when it is told to', async () => {
      const controller = new AbortController();
      const model: Model = {
        ...stubborn(),
        generate: async ({ signal }) => {
          controller.abort(new Error('stopped'));
          signal?.throwIfAborted();
          throw new Error('not told');
        },
      };
      await expect(attempt(name, model, { signal: controller.signal })).rejects.toThrow('stopped');
    });
  });
});
