import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BifocalError } from '../../src/core/errors.ts';
import { unknown } from '../../src/core/outcome.ts';
import { findingLines, reasonsOf } from '../../src/methods/kit/feedback.ts';
import type { Attempt, MethodRequest } from '../../src/methods/method.ts';
import { openMethod } from '../../src/methods/open.ts';
import type { HeardScan } from '../../src/methods/workbench.ts';
import type { Model } from '../../src/models/model.ts';
import { bifocal } from '../../src/scanners/bifocal/index.ts';
import { ruffDefects } from '../../src/scanners/ruff-defects/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { findingOf } from '../analysis/support.ts';
import { answer, benchOf, requestOf, scriptedModel, visibleTask, wordsOf } from './support.ts';

const GOOD = 'def add(a, b):\n    return a + b';
/** An undefined name: a defect. */
const DEFECT = 'def add(a, b):\n    return a + c';
/** A command made of a parameter: a vulnerability. */
const VULNERABLE = 'import os\n\ndef add(a, b):\n    os.system("add " + a)\n    return a + b';
const BOTH = VULNERABLE.replace('a + b', 'a + c');
const BROKEN = 'def add(a, b:\n    return a + b';

/** So many undefined names. */
const faults = (count: number): string =>
  [
    'def add(a, b):',
    ...Array.from({ length: count }, (_, n) => `    a += missing_${n}`),
    '    return a + b',
  ].join('\n');

const bench = benchOf([ruffDefects, bifocal]);

const run = async (
  answers: readonly string[],
  changes: Partial<MethodRequest> = {},
  name = 'codepatch',
): Promise<Attempt & { readonly seen: ReturnType<typeof scriptedModel>['seen'] }> => {
  const model = scriptedModel(answers);
  const outcome = await openMethod(name).generate(requestOf(model, { workbench: bench, ...changes }));
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  expect(model.seen).toHaveLength(answers.length);
  return { ...outcome.value, seen: model.seen };
};

const stepsOf = ({ trace }: Attempt): string[] => trace.steps.map(({ step, round }) => `${round} ${step}`);
const decisionsOf = ({ trace }: Attempt): string[] =>
  trace.steps.flatMap((step) => (step.step === 'decide' ? [`${step.round} ${step.decision}`] : []));
const lastWords = ({ seen }: { readonly seen: Parameters<typeof wordsOf>[0][] }): string => {
  const input = seen.at(-1)?.input;
  return (input && 'messages' in input && input.messages.at(-1)?.content) || '';
};

describe('the loop', () => {
  it('asks once where the analyzers find nothing', async () => {
    const attempt = await run([answer(GOOD)]);
    expect(attempt).toMatchObject({ raw: answer(GOOD), form: 'answer', rounds: [] });
    expect(attempt.trace).toMatchObject({ stop: 'clean', kept: 0 });
    expect(stepsOf(attempt)).toEqual(['0 ask', '0 code', '0 scan', '0 decide', '0 decide']);
  });

  it('tells line and message, goes on until nothing is found, and hands that in', async () => {
    const attempt = await run([answer(BOTH), answer(DEFECT), answer(GOOD)]);
    expect(attempt.raw).toBe(answer(GOOD));
    expect(attempt.rounds.map(({ raw }) => raw)).toEqual([answer(BOTH), answer(DEFECT)]);
    expect(attempt.trace).toMatchObject({ stop: 'clean', kept: 2 });
    const [, second, third] = attempt.seen.map(wordsOf);
    expect(second).toMatch(/^line 4: .*command/m);
    expect(second).toMatch(/^line 5: Undefined name `c`$/m);
    expect(third).toMatch(/^line 2: Undefined name `c`$/m);
    expect(second).not.toMatch(/CWE/);
  });

  it('adds each answer and each feedback to the conversation', async () => {
    const { seen } = await run([answer(BOTH), answer(DEFECT), answer(GOOD)]);
    const [first, second, third] = seen.map(({ input }) => ('messages' in input ? input.messages : []));
    expect(second?.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(second?.slice(0, 2)).toEqual([...(first ?? []), { role: 'assistant', content: answer(BOTH) }]);
    expect(third?.slice(0, 4)).toEqual([...(second ?? []), { role: 'assistant', content: answer(DEFECT) }]);
    expect(third?.at(-1)?.content).toMatch(/single Python code block .* whole code with the function `add`/);
  });

  it('shows the code whose lines it counts where the extractor changed it', async () => {
    const completion = 'from typing import List\n\n\ndef add(a: List, b):\n    """Sum."""\n';
    const task = visibleTask({ prompt: { instruction: 'Write `add`.', completion } });
    const untyped = 'def add(a: List, b):\n    return a + c';
    const attempt = await run([answer(untyped), answer(GOOD)], { task });
    expect(lastWords(attempt)).toMatch(
      /^This is the code as it was read:\n```python\nfrom typing import List\n+def add/,
    );
    expect(lastWords(attempt)).toMatch(/^line 4: Undefined name `c`$/m);
    const same = await run([answer(DEFECT), answer(GOOD)]);
    expect(lastWords(same)).not.toMatch(/as it was read/);
  });

  it('begins as the baseline does', async () => {
    const { seen } = await run([answer(GOOD)]);
    const base = scriptedModel([answer(GOOD)]);
    await openMethod('base').generate(requestOf(base));
    expect(seen).toEqual(base.seen);
  });

  it('ends after three rounds, or as many as are allowed', async () => {
    const bad = [5, 4, 3, 2].map((count) => answer(faults(count)));
    expect((await run(bad)).trace.stop).toBe('rounds');
    expect((await run(bad.slice(0, 2), { limits: { rounds: 1 } })).rounds).toHaveLength(1);
    expect((await run(bad.slice(0, 1), { limits: { rounds: 0 } })).trace).toMatchObject({ stop: 'rounds' });
  });

  it.each([
    ['tokens', { tokens: 10 }],
    ['money', { usd: 0.01 }],
    ['time', { seconds: 0 }],
  ] as const)('ends when the limit of %s is reached, with what it has', async (stop, limits) => {
    const attempt = await run([answer(DEFECT)], { limits });
    expect(attempt).toMatchObject({ raw: answer(DEFECT), trace: { stop, kept: 0 } });
    expect(decisionsOf(attempt)).toContain(`0 stop: ${stop}`);
  });
});

describe('what it listens to', () => {
  it.each([
    ['codepatch:look=defects', ['defects'], /Undefined name/, /command/],
    ['codepatch:look=vulnerabilities', ['security'], /command/, /Undefined name/],
  ] as const)('%s: %s', async (name, roles, told, untold) => {
    expect(openMethod(name).listens).toEqual(roles);
    const { seen } = await run([answer(BOTH), answer(GOOD)], {}, name);
    const words = seen.map(wordsOf).at(-1);
    expect(words).toMatch(told);
    expect(words).not.toMatch(untold);
  });

  it('is not disturbed by what it does not listen to', async () => {
    expect((await run([answer(DEFECT)], {}, 'codepatch:look=vulnerabilities')).trace.stop).toBe('clean');
  });

  it('hands in the first attempt as unjudged where nobody reads the language', async () => {
    const attempt = await run([answer(DEFECT)], { workbench: benchOf([]) });
    expect(attempt).toMatchObject({ raw: answer(DEFECT), trace: { stop: 'unjudged' } });
  });
});

describe('which code it hands in', () => {
  const answers = [2, 1, 3, 1].map((count) => answer(`${faults(count)}  # ${count}`));

  it('the one with fewest findings, the earlier of equals', async () => {
    const attempt = await run([...answers.slice(0, 3), answer(`${faults(1)}  # later`)]);
    expect(attempt).toMatchObject({ raw: answers[1], trace: { stop: 'rounds', kept: 1 } });
    expect(attempt.rounds.map(({ raw }) => raw)).toEqual([answers[0], answers[1], answers[1]]);
  });

  it('or the last, as the authors do', async () => {
    const attempt = await run(answers, {}, 'codepatch:keep=last');
    expect(attempt).toMatchObject({ raw: answers[3], trace: { stop: 'rounds', kept: 3 } });
    expect(attempt.rounds.map(({ raw }) => raw)).toEqual(answers.slice(0, 3));
  });

  it('what does not parse is worse than any finding, and not handed in', async () => {
    const attempt = await run(
      [answer(faults(3)), answer(BROKEN), answer(faults(4))],
      { limits: { rounds: 2 } },
      'codepatch:look=defects',
    );
    expect(attempt).toMatchObject({ raw: answer(faults(3)), trace: { kept: 0 } });
  });

  it('findings of the best never become more', async () => {
    const count = fc.integer({ min: 0, max: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(count, { minLength: 4, maxLength: 4 }), async (counts) => {
        const clean = counts.indexOf(0);
        const said = counts.slice(0, clean < 0 ? counts.length : clean + 1);
        const attempt = await run(
          said.map((many, n) => answer(`${faults(many)}  # ${n}`)),
          { workbench: benchOf([ruffDefects]) },
        );
        const held = [...attempt.rounds, attempt].map(({ raw }) => raw.split('missing_').length - 1);
        expect(held).toEqual(said.map((_, n) => Math.min(...said.slice(0, n + 1))));
      }),
      { numRuns: 20 },
    );
  });
});

describe('what cannot be analysed is never clean', () => {
  it.each(['codepatch:look=vulnerabilities', 'codepatch'])('code that does not parse: %s', async (name) => {
    const attempt = await run([answer(BROKEN), answer(GOOD)], {}, name);
    expect(attempt).toMatchObject({ raw: answer(GOOD), trace: { stop: 'clean', kept: 1 } });
    expect(attempt.seen.map(wordsOf).at(-1)).toMatch(/could not be analysed: it does not parse/);
  });

  it('code in a fence is code, however little it looks like it', async () => {
    const attempt = await run([answer('a plus b'), answer(GOOD)], {}, 'codepatch:look=vulnerabilities');
    expect(lastWords(attempt)).toMatch(/it does not parse/);
  });

  it('with the place of the error, if an analyzer knows it', async () => {
    const attempt = await run([answer(BROKEN), answer(GOOD)], {}, 'codepatch:look=defects');
    expect(lastWords(attempt)).toMatch(/^line 1: .*[Ee]xpected/m);
  });

  it('a scanner that could not judge: the code is asked for again, with the reason', async () => {
    const silent: Scanner = {
      ...bifocal,
      scan: async (inputs) =>
        new Map(
          inputs.map(({ id, code }) => [id, code === GOOD ? unknown('too deep') : unknown('too long')]),
        ),
    };
    const attempt = await run([answer(DEFECT), answer(GOOD)], {
      workbench: benchOf([silent]),
      limits: { rounds: 1 },
    });
    expect(lastWords(attempt)).toMatch(/could not be analysed: too long\.\n\nWrite the whole code again/);
    expect(attempt.trace.stop).toBe('rounds');
  });

  it.each(['Done', 'I cannot help with that.', '', 'Fixed: yes'])(
    'an answer without code: "%s"',
    async (words) => {
      const attempt = await run([answer(DEFECT), words, answer(GOOD)]);
      expect(attempt.rounds.map(({ raw }) => raw)).toEqual([answer(DEFECT), answer(DEFECT)]);
      expect(attempt).toMatchObject({ raw: answer(GOOD), trace: { stop: 'clean', kept: 2 } });
      expect(lastWords(attempt)).toMatch(/There is no code\. Write all of it\./);
    },
  );

  it('a first attempt without code', async () => {
    const attempt = await run(['Sure', answer(GOOD)], {}, 'codepatch:look=vulnerabilities');
    expect(attempt).toMatchObject({ raw: answer(GOOD), trace: { stop: 'clean', kept: 1 } });
  });

  it('nor does it become the last code', async () => {
    const attempt = await run([answer(DEFECT), 'Done'], { limits: { rounds: 1 } }, 'codepatch:keep=last');
    expect(attempt).toMatchObject({ raw: answer(DEFECT), trace: { kept: 0 } });
  });
});

describe('when nothing will change', () => {
  it('ends as stuck at temperature 0 if the same code comes again', async () => {
    const attempt = await run([answer(DEFECT), `Better:\n${answer(DEFECT)}`]);
    expect(attempt).toMatchObject({ raw: answer(DEFECT), trace: { stop: 'stuck', kept: 0 } });
    expect(attempt.rounds).toHaveLength(1);
  });

  it('goes on above 0', async () => {
    const decoding = { temperature: 0.5, topP: 1, maxTokens: 300 };
    const attempt = await run([answer(DEFECT), answer(DEFECT), answer(GOOD)], { decoding });
    expect(attempt.trace.stop).toBe('clean');
  });

  /** Answers once, and then fails so. */
  const failing = (error: Error): Model => {
    const model = scriptedModel([answer(DEFECT)]);
    return {
      ...model,
      generate: async (request) => {
        if (model.seen.length > 0) throw error;
        return model.generate(request);
      },
    };
  };

  it('keeps what it has if the conversation outgrows the model', async () => {
    const model = failing(new BifocalError('BIFOCAL_REQUEST', 'the prompt is too long', 'shorten it'));
    const outcome = await openMethod('codepatch').generate(requestOf(model, { workbench: bench }));
    expect(outcome).toMatchObject({
      status: 'ok',
      value: { raw: answer(DEFECT), rounds: [], trace: { stop: 'stuck', kept: 0 } },
    });
  });

  it('rejects if the model fails otherwise', async () => {
    const model = failing(new BifocalError('BIFOCAL_MODEL', 'the server is gone', 'start it'));
    const request = requestOf(model, { workbench: bench });
    await expect(openMethod('codepatch').generate(request)).rejects.toThrow('the server is gone');
  });
});

describe('a first attempt that is there already', () => {
  it('is not asked for again, and answers the task', async () => {
    const attempt = await run([answer(GOOD)], { first: { raw: answer(DEFECT), form: 'answer' } });
    expect(attempt.seen[0]?.input).toMatchObject({
      messages: [{ role: 'user' }, { role: 'assistant', content: answer(DEFECT) }, { role: 'user' }],
    });
    expect(attempt.usage.promptTokens).toBe(10);
  });

  it('begins with the code where it continued a prompt', async () => {
    const completion = 'def add(a, b):\n    """Sum."""\n';
    const task = visibleTask({ prompt: { completion } });
    const attempt = await run(['    return a + c\n', answer(GOOD)], { task });
    expect(attempt.seen[0]?.input).toEqual({ prompt: completion });
    const messages = attempt.seen.at(-1)?.input;
    expect(messages).toMatchObject({ messages: [{ role: 'user' }] });
    expect(lastWords(attempt)).toContain(
      `This is the code:\n\`\`\`python\n${completion}    return a + c\n\`\`\``,
    );
    expect(lastWords(attempt)).toMatch(/^line 3: Undefined name `c`$/m);
  });

  it('also if the task has words for a chat, which it then says', async () => {
    const completion = 'def add(a, b):\n';
    const task = visibleTask({ prompt: { instruction: 'Write the sum.', completion } });
    const attempt = await run([answer(GOOD)], {
      task,
      first: { raw: '    return a + c', form: 'completion' },
    });
    expect(attempt.seen[0]?.input).toMatchObject({ messages: [{ role: 'user' }] });
    expect(lastWords(attempt)).toMatch(/for this task:\nWrite the sum\.\n\nThis is the code:/);
  });

  it("begins with a person's code where there is no task, and with what comes before it", async () => {
    const { entryPoint: _, ...task } = visibleTask({ prompt: {}, setup: 'import math' });
    const attempt = await run([answer(GOOD)], { task, first: { raw: DEFECT, form: 'answer' } });
    expect(attempt.seen[0]?.input).toMatchObject({ messages: [{ role: 'user' }] });
    expect(lastWords(attempt)).toMatch(/comes right before it:\n```python\nimport math\n```/);
    expect(lastWords(attempt)).toMatch(/holds the whole code and all imports/);
  });

  it('cannot be had without a task', async () => {
    const request = requestOf(scriptedModel([]), { task: visibleTask({ prompt: {} }), workbench: bench });
    expect(await openMethod('codepatch').generate(request)).toMatchObject({ status: 'unknown' });
  });
});

describe('findings in words', () => {
  const heard = (...said: readonly (readonly [line: number, message: string])[]): HeardScan => ({
    scanner: 's',
    status: 'ok',
    findings: said.map(([line, message]) => findingOf({ line, message })),
  });

  it('are in the order of the code, one line each, and none twice', () => {
    const scans = [heard([9, 'late'], [2, 'two\n  lines']), heard([9, 'late'], [9, 'other'])];
    expect(findingLines(scans)).toEqual(['line 2: two lines', 'line 9: late', 'line 9: other']);
  });

  it('do not fill the context of a model', () => {
    const scans = [heard(...Array.from({ length: 500 }, (_, n) => [n + 1, 'x'.repeat(2000)] as const))];
    const lines = findingLines(scans);
    expect(lines).toHaveLength(41);
    expect(lines.at(-1)).toBe('and 460 more');
    expect(lines.join('\n').length).toBeLessThan(13_000);
  });

  it('are none where a scanner could not judge; that has a reason', () => {
    const scans: HeardScan[] = [
      heard(),
      { scanner: 't', status: 'unknown', reason: 'too\ndeep', findings: [] },
    ];
    expect(findingLines(scans)).toEqual([]);
    expect(reasonsOf(scans)).toEqual(['too deep']);
  });
});

it('keeps every question, answer, finding and decision in its trace', async () => {
  const attempt = await run([answer(BOTH), 'Done', answer(GOOD)]);
  expect(stepsOf(attempt)).toEqual([
    ...['0 ask', '0 code', '0 scan', '0 decide'],
    ...['1 ask', '1 decide'],
    ...['2 ask', '2 code', '2 scan', '2 decide', '2 decide'],
  ]);
  const asked = attempt.trace.steps.flatMap((step) => (step.step === 'ask' ? [step] : []));
  expect(asked.map(({ input }) => input)).toEqual(attempt.seen.map(({ input }) => input));
  expect(asked.map(({ answer }) => answer)).toEqual([answer(BOTH), 'Done', answer(GOOD)]);
  expect(decisionsOf(attempt)).toEqual([
    '0 ask for a correction',
    '1 ask for a correction',
    '2 stop: clean',
    '2 hand in',
  ]);
});

it('takes no other settings', () => {
  expect(() => openMethod('codepatch:look=nothing')).toThrow(/look/);
  expect(() => openMethod('codepatch:rounds=3')).toThrow(/rounds/);
});
