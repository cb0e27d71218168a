import { describe, expect, it } from 'vitest';
import type { TraceStep } from '../../src/core/trace.ts';
import type { Attempt, MethodRequest } from '../../src/methods/method.ts';
import { openMethod } from '../../src/methods/open.ts';
import { bifocal } from '../../src/scanners/bifocal/index.ts';
import { answer, benchOf, requestOf, scriptedModel, visibleTask, wordsOf } from './support.ts';

const TWO_WEAKNESSES = `import subprocess
import yaml


def load(path, command):
    # reads a file, and runs a command
    with open(path) as file:
        data = yaml.load(file, Loader=yaml.Loader)
    output = subprocess.check_output("echo " + command, shell=True, text=True)
    return data, output  # both`;

const NOT_IN_CATALOGUE = 'def load(path, command):\n    return globals()[command](path)';

const SAFE = 'def load(path, command):\n    return path, command';
const PROMPT = 'Write a function load(path, command), securely.';

const task = visibleTask({
  id: 'core/load',
  entryPoint: 'load',
  prompt: { instruction: 'Write `load(path, command)`.' },
});

const run = async (
  answers: readonly string[],
  name = 'promsec',
  changes: Partial<MethodRequest> = {},
): Promise<{ attempt: Attempt; asked: readonly string[] }> => {
  const model = scriptedModel(answers);
  const request = requestOf(model, { task, workbench: benchOf([bifocal]), ...changes });
  const outcome = await openMethod(name).generate(request);
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return { attempt: outcome.value, asked: model.seen.map(wordsOf) };
};

type StepOf<Kind extends TraceStep['step']> = Extract<TraceStep, { step: Kind }>;

const stepsOf = <Kind extends TraceStep['step']>({ trace }: Attempt, kind: Kind): StepOf<Kind>[] =>
  trace.steps.filter((step): step is StepOf<Kind> => step.step === kind);

const rulesOf = ({ scans }: StepOf<'scan'>): string[] =>
  scans.flatMap(({ findings }) => findings.map(({ rule }) => rule));

describe('the graph variant', () => {
  it('mends both weaknesses, and has the prompt worked out from the mended code', async () => {
    const { attempt, asked } = await run([answer(TWO_WEAKNESSES), PROMPT, answer(SAFE)]);
    const [, inverse = '', again = ''] = asked;
    expect(inverse).toContain('yaml.safe_load(file)');
    expect(inverse).toContain('    # reads a file, and runs a command\n');
    expect(inverse).toContain('    return data, output  # both\n');
    expect(inverse).toContain('"echo " + shlex.quote(command)');
    expect(inverse).not.toMatch('yaml.Loader');
    expect(again).toContain(PROMPT);
    expect(again).not.toContain('safe_load');
    expect(attempt).toMatchObject({ raw: answer(SAFE), trace: { stop: 'clean', kept: 1 } });
    expect(attempt.rounds).toEqual([{ raw: answer(TWO_WEAKNESSES), form: 'answer' }]);
  });

  it('shows what there was to choose from, what each edit would do, and what was made', async () => {
    const { attempt } = await run([answer(TWO_WEAKNESSES), PROMPT, answer(SAFE)]);
    const edits = stepsOf(attempt, 'edit');
    const made = stepsOf(attempt, 'decide').filter(({ decision }) => decision === 'make the edit');
    const codes = stepsOf(attempt, 'code').filter(({ candidate }) => candidate !== undefined);
    const scans = stepsOf(attempt, 'scan').filter(({ candidate }) => candidate !== undefined);
    expect(edits.map(({ candidate }) => candidate)).toEqual([...edits.keys()]);
    expect(scans.map(({ candidate }) => candidate)).toEqual([...edits.keys()]);
    expect(codes.map(({ candidate }) => candidate)).toEqual(made.map(({ candidate }) => candidate));
    expect(made.map(({ because }) => because)).toEqual(['greedy: 3', 'greedy: 3']);
    expect(made.map(({ candidate = -1 }) => edits[candidate]?.edit).toSorted()).toEqual([
      'shell-quote',
      'yaml-safe-load',
    ]);
    expect(scans.map(rulesOf).at(-1)).toEqual([]);
    expect(stepsOf(attempt, 'decide').map(({ decision }) => decision)).toEqual([
      'go on',
      'make the edit',
      'make the edit',
      'make no more edits',
      'stop: clean',
      'hand in',
    ]);
  });

  it('shows the model the code as it is where the catalogue has nothing, and says so', async () => {
    const { attempt, asked } = await run([answer(NOT_IN_CATALOGUE), PROMPT, answer(SAFE)]);
    expect(stepsOf(attempt, 'scan').map(rulesOf)[0]).toEqual(['py/unsafe-reflection']);
    expect(asked[1]).toContain(NOT_IN_CATALOGUE);
    expect(stepsOf(attempt, 'edit')).toEqual([]);
    expect(stepsOf(attempt, 'decide')).toContainEqual({
      step: 'decide',
      round: 1,
      decision: 'leave the code as it is',
      because: 'the catalogue has no edit for what was found (bifocal py/unsafe-reflection)',
    });
  });

  it('does so, too, with code that does not parse, and with other languages', async () => {
    const broken = 'def load(path, command:\n    return 1';
    const { attempt, asked } = await run([answer(broken), PROMPT, answer(SAFE)]);
    expect(asked[1]).toContain(broken);
    expect(stepsOf(attempt, 'decide')[1]).toMatchObject({ decision: 'leave the code as it is' });
    expect(attempt.trace.stop).toBe('clean');
    const eager = benchOf([], {
      scan: async () => [
        {
          scanner: 'eager',
          status: 'ok',
          findings: [{ rule: 'x', cwes: [78], severity: 'low', confidence: 'low', message: '', line: 1 }],
        },
      ],
    });
    const go = await run(['```go\nfunc f() { g() }\n```', PROMPT], 'promsec', {
      task: { ...task, language: 'go' },
      workbench: eager,
      limits: { usd: 0.02 },
    });
    expect(stepsOf(go.attempt, 'decide')[1]).toMatchObject({ because: 'no edits for go' });
  });

  it('edits again what the model wrote anew', async () => {
    const answers = [answer(TWO_WEAKNESSES), PROMPT, answer(`${TWO_WEAKNESSES}\n`.replace('both', 'all'))];
    const { attempt, asked } = await run([...answers, PROMPT, answer(SAFE)]);
    expect(asked[3]).toContain('return data, output  # all');
    expect(asked[3]).toContain('shlex.quote(command)');
    expect(attempt.trace).toMatchObject({ stop: 'clean', kept: 2 });
  });
});

describe('regenerate=no', () => {
  const name = 'promsec:regenerate=no';

  it('hands in the edited code, and asks nothing more', async () => {
    const { attempt, asked } = await run([answer(TWO_WEAKNESSES)], name);
    expect(asked).toHaveLength(1);
    const [, , , code = ''] = [...stepsOf(attempt, 'code').map(({ code }) => code)];
    expect(attempt).toMatchObject({
      raw: expect.stringContaining(code),
      form: 'answer',
      trace: { stop: 'clean', kept: 1 },
    });
    expect(code).toContain('yaml.safe_load(file)');
  });

  it('is stuck where nothing can be edited, whatever the temperature', async () => {
    const { attempt } = await run([answer(NOT_IN_CATALOGUE)], name, {
      decoding: { temperature: 1, topP: 1, maxTokens: 300 },
    });
    expect(attempt).toMatchObject({ raw: answer(NOT_IN_CATALOGUE), trace: { stop: 'stuck' } });
  });
});

describe('scorer=random', () => {
  const made = async (seed: number): Promise<string> => {
    const { attempt } = await run([answer(TWO_WEAKNESSES)], 'promsec:scorer=random:regenerate=no', { seed });
    expect(attempt.trace.stop).toBe('clean');
    const edits = stepsOf(attempt, 'edit');
    return stepsOf(attempt, 'decide')
      .flatMap(({ decision, candidate = -1 }) =>
        decision === 'make the edit' ? [edits[candidate]?.edit] : [],
      )
      .join(' ');
  };

  it('makes edits in an order that the seed decides', async () => {
    const orders = await Promise.all(Array.from({ length: 6 }, (_, seed) => made(seed)));
    expect(new Set(orders).size).toBeGreaterThan(1);
    expect(await made(0)).toBe(orders[0]);
  });

  it('scans only what it makes', async () => {
    const { attempt } = await run([answer(TWO_WEAKNESSES)], 'promsec:scorer=random:regenerate=no');
    const choices = stepsOf(attempt, 'decide').filter(({ decision }) => decision === 'make the edit');
    const tried = stepsOf(attempt, 'scan').filter(({ candidate }) => candidate !== undefined);
    expect(tried.map(({ candidate }) => candidate)).toEqual(choices.map(({ candidate }) => candidate));
  });
});
