import { describe, expect, it } from 'vitest';
import { BifocalError } from '../../src/core/errors.ts';
import { unknown } from '../../src/core/outcome.ts';
import type { Attempt, MethodRequest } from '../../src/methods/method.ts';
import { openMethod } from '../../src/methods/open.ts';
import type { Model } from '../../src/models/model.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { answer, benchOf, requestOf, scriptedModel, visibleTask, wordsOf } from './support.ts';

const { bifocal, bandit } = scanners;

const UNSAFE = 'import yaml\n\n\ndef load(text):\n    return yaml.load(text, Loader=yaml.Loader)';
const WORSE = 'import os\n\n\ndef load(text):\n    os.system("echo " + text)\n    return eval(text)';
const SAFE = 'import yaml\n\n\ndef load(text):\n    return yaml.safe_load(text)';
const PROMPT = 'Write a function load(text) that reads YAML from a string. The code must be secure.';

const task = visibleTask({
  id: 'core/load',
  entryPoint: 'load',
  prompt: { instruction: 'Write `load(text)`.' },
});

const run = async (
  answers: readonly string[],
  changes: Partial<MethodRequest> = {},
  name = 'promsec:variant=released',
): Promise<{ attempt: Attempt; model: ReturnType<typeof scriptedModel> }> => {
  const model = scriptedModel(answers);
  const outcome = await openMethod(name).generate(
    requestOf(model, { task, workbench: benchOf([bifocal]), ...changes }),
  );
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return { attempt: outcome.value, model };
};

const lots: MethodRequest['decoding'] = { temperature: 0.8, topP: 1, maxTokens: 300 };

describe('the released loop', () => {
  it('asks for a prompt from the code, and for code from the prompt', async () => {
    const { attempt, model } = await run([answer(UNSAFE), PROMPT, answer(SAFE)]);
    const [first = '', inverse = '', again = ''] = model.seen.map(wordsOf);
    expect(first).toMatch('Write `load(text)`.');
    expect(inverse).toContain(`\`\`\`python\n${UNSAFE}\n\`\`\``);
    expect(again).toContain(PROMPT);
    expect(again).toMatch(/^user: Passwords, keys, tokens and other secrets .* environment variables/);
    expect(again).not.toContain('yaml.Loader');
    expect(model.seen.map(({ input }) => 'messages' in input && input.messages.length)).toEqual([1, 1, 1]);
    expect(attempt).toMatchObject({ raw: answer(SAFE), form: 'answer', trace: { stop: 'clean', kept: 1 } });
    expect(attempt.rounds).toEqual([{ raw: answer(UNSAFE), form: 'answer' }]);
  });

  it('tells the model nothing of what was found', async () => {
    const { attempt, model } = await run([answer(WORSE), PROMPT, answer(WORSE)]);
    const scans = attempt.trace.steps.flatMap((step) => (step.step === 'scan' ? step.scans : []));
    const found = scans.flatMap(({ findings }) => findings);
    expect(found.length).toBeGreaterThan(1);
    const words = model.seen.slice(1).map(wordsOf).join('\n');
    for (const { rule, message, cwes } of found) {
      for (const told of [rule, message, ...cwes.map((cwe) => `CWE-${cwe}`)])
        expect(words).not.toContain(told);
    }
    expect(words).not.toMatch(/bifocal|bandit|scanner|line \d/i);
  });

  it('keeps every step, and adds up what was used', async () => {
    const { attempt } = await run([answer(UNSAFE), PROMPT, answer(SAFE)]);
    const steps = attempt.trace.steps.map((step) => [
      step.round,
      step.step,
      step.step === 'ask' ? step.purpose : step.step === 'decide' ? step.decision : '',
    ]);
    expect(steps).toEqual([
      [0, 'ask', 'first attempt'],
      [0, 'code', ''],
      [0, 'scan', ''],
      [0, 'decide', 'go on'],
      [1, 'ask', 'inverse prompt'],
      [1, 'ask', 'code from the prompt'],
      [1, 'code', ''],
      [1, 'scan', ''],
      [1, 'decide', 'stop: clean'],
      [1, 'decide', 'hand in'],
    ]);
    const { promptTokens, completionTokens, usd } = attempt.usage;
    expect([promptTokens, completionTokens]).toEqual([
      30,
      answer(UNSAFE).length + PROMPT.length + answer(SAFE).length,
    ]);
    expect(usd).toBeCloseTo(0.03);
  });

  it('draws another seed for each question', async () => {
    const { model } = await run([answer(UNSAFE), PROMPT, answer(SAFE)]);
    expect(new Set(model.seen.map(({ seed }) => seed)).size).toBe(3);
  });

  it('starts from a first attempt that is there', async () => {
    const first = { raw: UNSAFE, form: 'answer' } as const;
    const { attempt, model } = await run([PROMPT, answer(SAFE)], { first });
    expect(model.seen).toHaveLength(2);
    expect(attempt.rounds).toEqual([first]);
  });

  it('asks nothing more where nothing is found', async () => {
    const { attempt, model } = await run([answer(SAFE)]);
    expect(model.seen).toHaveLength(1);
    expect(attempt).toMatchObject({ rounds: [], trace: { stop: 'clean', kept: 0 } });
  });
});

describe('its end', () => {
  it('is a fixed point, where nothing is left to chance', async () => {
    const { attempt } = await run([answer(UNSAFE), PROMPT, answer(UNSAFE)]);
    expect(attempt.trace).toMatchObject({ stop: 'stuck', kept: 1 });
  });

  it('is a circle, too', async () => {
    const { attempt } = await run([answer(UNSAFE), PROMPT, answer(WORSE), PROMPT, answer(UNSAFE)]);
    expect(attempt.trace).toMatchObject({ stop: 'stuck', kept: 2 });
  });

  it('is neither, where chance may help', async () => {
    const answers = [answer(UNSAFE), PROMPT, answer(UNSAFE), PROMPT, answer(SAFE)];
    expect((await run(answers, { decoding: lots })).attempt.trace).toMatchObject({ stop: 'clean', kept: 2 });
  });

  it('is the last of 20 rounds, or of as many as it may have', async () => {
    const answers = [answer(UNSAFE), ...Array.from({ length: 20 }, () => [PROMPT, answer(UNSAFE)]).flat()];
    const all = await run(answers, { decoding: lots });
    expect(all.attempt.trace).toMatchObject({ stop: 'rounds', kept: 20 });
    expect(all.attempt.rounds).toHaveLength(20);
    const two = await run(answers, { decoding: lots, limits: { rounds: 2 } });
    expect(two.attempt.trace).toMatchObject({ stop: 'rounds', kept: 2 });
    expect(two.model.seen).toHaveLength(5);
    const none = await run(answers, { limits: { rounds: 0 } });
    expect(none.attempt.trace).toMatchObject({ stop: 'rounds', kept: 0 });
  });

  it.each([
    ['money', { usd: 0.01 }, 1],
    ['money', { usd: 0.02 }, 2],
    ['tokens', { tokens: 10 + answer(UNSAFE).length }, 1],
    ['tokens', { tokens: 21 + answer(UNSAFE).length }, 2],
    ['time', { seconds: 0 }, 1],
  ] as const)('%s %o after %d questions', async (stop, limits, questions) => {
    const { attempt, model } = await run([answer(UNSAFE), PROMPT, answer(SAFE)], { limits });
    expect(model.seen).toHaveLength(questions);
    expect(attempt).toMatchObject({ raw: answer(UNSAFE), rounds: [], trace: { stop, kept: 0 } });
  });

  it('is a question that the model cannot take', async () => {
    const model = (code: 'BIFOCAL_REQUEST' | 'BIFOCAL_MODEL'): Model => {
      const scripted = scriptedModel([answer(UNSAFE), PROMPT]);
      return {
        ...scripted,
        generate: async (request) => {
          if (scripted.seen.length === 2) throw new BifocalError(code, 'too long', 'shorten it');
          return scripted.generate(request);
        },
      };
    };
    const { attempt } = await run([], { model: model('BIFOCAL_REQUEST') });
    expect(attempt).toMatchObject({ raw: answer(UNSAFE), trace: { stop: 'stuck', kept: 0 } });
    await expect(run([], { model: model('BIFOCAL_MODEL') })).rejects.toThrow('too long');
  });
});

describe('what could not be judged', () => {
  const blind: Scanner = {
    ...bifocal,
    id: 'blind',
    scan: async (inputs) => new Map(inputs.map(({ id }) => [id, unknown('it crashed')])),
  };

  it.each([
    ['code that does not parse', answer('def load(text:\n    return'), 'broken'],
    ['words', 'I cannot help with that.', 'codeless'],
  ])('%s is not clean: it is written anew', async (_, raw, health) => {
    const { attempt } = await run([raw, PROMPT, answer(SAFE)]);
    expect(attempt.trace).toMatchObject({ stop: 'clean', kept: 1 });
    const why = attempt.trace.steps.find(({ step }) => step === 'decide');
    expect(why).toMatchObject({ decision: 'go on', because: expect.stringMatching(health) });
  });

  it('counts where one scanner of two is silent', async () => {
    const answers = [answer(SAFE), PROMPT, answer(SAFE)];
    const { attempt } = await run(answers, { workbench: benchOf([bifocal, blind]) });
    expect(attempt.trace.stop).toBe('stuck');
    expect(attempt.trace.steps.find(({ step }) => step === 'decide')).toMatchObject({
      because: 'unjudged; it crashed',
    });
  });

  it('ends the work where nobody listens', async () => {
    const { attempt } = await run([answer(UNSAFE)], { workbench: benchOf([]) });
    expect(attempt.trace).toMatchObject({ stop: 'unjudged', kept: 0 });
  });
});

describe('keep', () => {
  const answers = [answer(UNSAFE), PROMPT, answer(WORSE), PROMPT, answer('def load(text:')];

  it('last: as the authors do', async () => {
    const { attempt } = await run(answers, { limits: { rounds: 2 } });
    expect(attempt).toMatchObject({ raw: answers[4], trace: { kept: 2 } });
    expect(attempt.rounds.map(({ raw }) => raw)).toEqual([answers[0], answers[2]]);
  });

  it('best: fewest findings, what was judged first, the earlier of equals', async () => {
    const name = 'promsec:variant=released:keep=best';
    const { attempt } = await run(answers, { limits: { rounds: 2 } }, name);
    expect(attempt).toMatchObject({ raw: answers[0], trace: { kept: 0, stop: 'rounds' } });
    expect(attempt.rounds.map(({ raw }) => raw)).toEqual([answers[0], answers[0]]);
    const better = await run([answer(WORSE), PROMPT, answer(UNSAFE)], { limits: { rounds: 1 } }, name);
    expect(better.attempt.trace.kept).toBe(1);
  });
});

it.each(['scorer=random', 'regenerate=no'])('refuses %s, which means nothing without edits', (setting) => {
  expect(() => openMethod(`promsec:variant=released:${setting}`)).toThrow(/makes no edits/);
});

describe('with Bandit, as the authors have it', () => {
  it('ends when no finding is left', async () => {
    const { attempt } = await run([answer(UNSAFE), PROMPT, answer(SAFE)], { workbench: benchOf([bandit]) });
    const rules = attempt.trace.steps.flatMap((step) =>
      step.step === 'scan' ? [step.scans.flatMap(({ findings }) => findings.map(({ rule }) => rule))] : [],
    );
    expect(rules).toEqual([['B506'], []]);
    expect(attempt.trace.stop).toBe('clean');
  });
});
