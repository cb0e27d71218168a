import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseResult, TestReport } from '../../src/core/case.ts';
import { BifocalError } from '../../src/core/errors.ts';
import type { Finding } from '../../src/core/finding.ts';
import { ok, unknown } from '../../src/core/outcome.ts';
import type { TestSuite } from '../../src/core/task.ts';
import type { TraceStep } from '../../src/core/trace.ts';
import { openWorkbenches } from '../../src/engine/workbench.ts';
import { compareOnSuggested } from '../../src/methods/guarded/suggested.ts';
import { asAnswer } from '../../src/methods/kit/as-answer.ts';
import type { Attempt, MethodRequest } from '../../src/methods/method.ts';
import { openMethod } from '../../src/methods/open.ts';
import type { Workbench } from '../../src/methods/workbench.ts';
import type { Model } from '../../src/models/model.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import type { TestBench } from '../../src/testing/bench.ts';
import { openRealBench, taskOf } from '../support/bench.ts';
import { answer, benchOf, requestOf, scriptedModel, visibleTask, wordsOf } from './support.ts';

const QUERY = `db.execute("SELECT upper('" + name + "'), count(*) FROM users")`;
const PARAMETERS = 'db.execute("SELECT upper(?), count(*) FROM users", (name,))';
const INSECURE = `import sqlite3


def find(name: str) -> list:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE users (name TEXT, age INTEGER)")
    db.execute("INSERT INTO users VALUES ('ada', 36), ('grace', 85)")
    return ${QUERY}.fetchall()
`;
const FIXED = INSECURE.replace(QUERY, PARAMETERS);

const changed = (from: string, to: string, code = INSECURE): string => {
  if (!code.includes(from)) throw new Error(`not in the code: ${from}`);
  return code.replace(from, to);
};

const SHOWN: TestSuite = {
  style: 'calls',
  prelude: '',
  cases: ['ada', 'BOB', 'Grace'].map((name, index) => ({
    id: `shown[${index}]`,
    kind: 'functional',
    args: `{"name": "${name}"}`,
    expected: { status: 'value', source: `[("${name.toUpperCase()}", 2)]` },
  })),
};

const TASK = { entryPoint: 'find', prompt: { instruction: 'Write `find(name)`.' } };

let bench: TestBench;
beforeAll(async () => {
  bench = await openRealBench();
});
afterAll(() => bench.close());

const real = ({ visible = false, heard = [scanners.bifocal] as Scanner[] } = {}): Workbench =>
  openWorkbenches({ scanners: heard, bench }).at(
    taskOf({ style: 'functions', functional: '' }, { ...TASK, ...(visible && { visibleTests: SHOWN }) }),
  );

type Options = Partial<MethodRequest> & { readonly settings?: string; readonly code?: string };

const repair = async (
  model: Model,
  { settings = '', code = INSECURE, ...changes }: Options = {},
): Promise<Attempt> => {
  const outcome = await openMethod(`guarded${settings}`).generate(
    requestOf(model, {
      task: visibleTask(TASK),
      first: { raw: code, form: 'answer' },
      workbench: changes.workbench ?? real(),
      ...changes,
    }),
  );
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return outcome.value;
};

/** The words of its nth question. */
const asked = ({ seen }: ReturnType<typeof scriptedModel>, nth: number): string => {
  const request = seen[nth];
  if (request === undefined) throw new Error(`it was asked ${seen.length} times`);
  return wordsOf(request);
};

type Decision = Extract<TraceStep, { step: 'decide' }>;

const decisions = ({ trace }: Attempt): Decision[] => trace.steps.filter((step) => step.step === 'decide');

const refusals = (attempt: Attempt): string[] =>
  decisions(attempt).flatMap(({ decision, because }) => (decision === 'refused' ? [because] : []));

/** Without the catalogue: nothing of it is near these findings. */
const FARAWAY: Finding = {
  rule: 'weak',
  cwes: [7878],
  severity: 'high',
  confidence: 'high',
  message: 'this is weak',
  line: 1,
};

/** Finds something wherever the marker stands, once for each. */
const marking = (marker: string, role: Scanner['role'] = 'security'): Scanner => ({
  ...scanners.bifocal,
  id: `finds ${marker}`,
  role,
  scan: async (inputs) =>
    new Map(
      inputs.map(({ id, code }) => [
        id,
        code.includes('unreadable')
          ? unknown('it cannot be read')
          : ok(
              code
                .split(marker)
                .slice(1)
                .map(() => FARAWAY),
            ),
      ]),
    ),
});

describe('with the catalogue alone', () => {
  test('mends what it can, and hands in the edited code with all of it in the trace', async () => {
    const attempt = await repair(scriptedModel([]), { settings: ':candidates=0' });
    expect(attempt.raw).toBe(asAnswer(FIXED, 'python').raw);
    expect(attempt.trace).toMatchObject({ stop: 'clean', kept: 1 });
    expect(attempt.rounds).toEqual([{ raw: INSECURE, form: 'answer' }]);
    expect(attempt.trace.steps.map(({ step }) => step)).toEqual([
      ...[
        'ask',
        'code',
        'scan',
        'scan',
        'test',
        'edit',
        'code',
        'scan',
        'test',
        'decide',
        'decide',
        'decide',
      ],
    ]);
    expect(attempt.usage).toEqual({});
  });

  test('several findings in one round, each step accepted by itself', async () => {
    const code = `import yaml\n\n${INSECURE}\n\ndef keys(text: str) -> list:\n    return sorted(str(each) for each in yaml.load(text, Loader=yaml.Loader))\n`;
    const task = visibleTask({ prompt: {}, entryPoint: undefined });
    const attempt = await repair(scriptedModel([]), {
      settings: ':candidates=0:unproven=accept',
      code,
      task,
    });
    expect(attempt.trace.stop).toBe('clean');
    expect(attempt.raw).toMatch(/safe_load/);
    expect(attempt.raw).toMatch(/\(name,\)/);
  });

  test('without an edit that helps it is stuck, and nothing changes', async () => {
    const workbench = real({ heard: [marking('sqlite3.connect')] });
    const attempt = await repair(scriptedModel([]), { settings: ':candidates=0', workbench });
    expect(attempt).toMatchObject({ raw: INSECURE, trace: { stop: 'stuck', kept: 0 } });
  });
});

describe('what a model offers', () => {
  /** Nothing is near the finding but what the model writes. */
  const alone = (marker: string, options: Parameters<typeof real>[0] = {}): Workbench =>
    real({ ...options, heard: [marking(marker)] });
  const [BAD, GOOD] = ['# weak', '# better'];
  const marked = (code: string): string => `${code}${BAD}\n`;
  const workbenchOf = (visible = false): Workbench => alone(BAD, { visible });
  const offer = (
    code: string,
    options: Options & { readonly answers?: readonly string[] } = {},
  ): Promise<Attempt> =>
    repair(scriptedModel((options.answers ?? Array<string>(6).fill(code)).map(answer)), {
      code: marked(INSECURE),
      workbench: workbenchOf(),
      settings: ':candidates=1',
      ...options,
    });

  test('a fix that keeps the function is taken', async () => {
    const attempt = await offer(FIXED);
    expect(attempt).toMatchObject({ raw: answer(FIXED), trace: { stop: 'clean', kept: 1 } });
    expect(decisions(attempt).map(({ decision }) => decision)).toEqual([
      'accepted',
      'replaces its parent',
      'stop: clean',
    ]);
  });

  const BAD_OFFERS: readonly (readonly [string, RegExp])[] = [
    [marked(`\n${INSECURE}`).trim(), /^it is the same code/],
    [`${FIXED}${BAD}\n`, /^the findings do not fall \(1, as before\)/],
    ['def find(name:\n', /^invalid syntax/],
    [changed('def find', 'def search', FIXED), /^lost find/],
    ['def find(name: str) -> list:\n    return []\n', /^does not use|^find does nothing now/],
    [`${FIXED}# nosec\n`, /^silences analyzers/],
    [
      changed('    db =', '    import os\n    if os.environ.get("CI"): return []\n    db =', FIXED),
      /^asks for the environment/,
    ],
    [`${FIXED}# unreadable\n`, /could not judge it: it cannot be read/],
    [changed('upper(?)', 'lower(?)', FIXED), /^function falls: .*ADA|^function falls: /],
    [
      changed('    db =', '    if name:\n        raise ValueError(name)\n    db =', FIXED),
      /^function falls: /,
    ],
    [
      changed('    db =', '    if len(name) > 5:\n        raise ValueError(name)\n    db =', FIXED),
      /^function falls: /,
    ],
  ];

  test('what is wrong with an offer is why it is refused, and nothing changes', async () => {
    const attempt = await offer('', {
      settings: `:candidates=${BAD_OFFERS.length}`,
      limits: { rounds: 1 },
      answers: BAD_OFFERS.map(([code]) => code),
    });
    expect(attempt).toMatchObject({
      raw: marked(INSECURE),
      form: 'answer',
      trace: { stop: 'rounds', kept: 0 },
    });
    const reasons = refusals(attempt);
    expect(reasons).toHaveLength(BAD_OFFERS.length);
    for (const [index, [, reason]] of BAD_OFFERS.entries()) expect(reasons[index]).toMatch(reason);
  });

  test('a new kind of finding is refused though fewer are left', async () => {
    const workbench = real({ heard: [marking(BAD), marking('upper(?)')] });
    const attempt = await offer(FIXED, { code: marked(marked(INSECURE)), workbench });
    expect(refusals(attempt)[0]).toBe('new finding: finds upper(?) weak');
  });

  test('a new defect is refused, unless nobody watches for defects', async () => {
    const heard = [marking(BAD), marking('(name,)', 'defects')];
    const refused = await offer(FIXED, { workbench: real({ heard }) });
    expect(refusals(refused)[0]).toBe('new finding: finds (name,) weak');
    const taken = await offer(FIXED, {
      workbench: real({ heard }),
      settings: ':candidates=1:defects=ignore',
    });
    expect(taken.trace.stop).toBe('clean');
  });

  test('visible tests decide: what fails one of them is refused, and named in numbers', async () => {
    const attempt = await offer(changed('upper(?)', '?', FIXED), { workbench: workbenchOf(true) });
    expect(refusals(attempt)[0]).toBe('function falls: 2 of 3 visible tests fail');
    const taken = await offer(FIXED, { workbench: workbenchOf(true) });
    expect(decisions(taken)[0]?.because).toMatch(
      /^findings: 0; 3 visible tests pass; the same on \d+ inputs/,
    );
  });

  test('function that nobody can prove is refused, or accepted if the user says so', async () => {
    const { observe: _, ...blind } = workbenchOf();
    const workbench: Workbench = { ...blind, observe: async () => unknown('the sandbox is busy') };
    const refused = await offer(FIXED, { workbench });
    expect(refused.trace.stop).toBe('unjudged');
    expect(decisions(refused)[0]?.because).toMatch(/no visible tests; behaviour: the sandbox is busy/);
    const taken = await offer(FIXED, { workbench, settings: ':candidates=1:unproven=accept' });
    expect(taken).toMatchObject({ raw: answer(FIXED), trace: { stop: 'clean' } });
  });

  describe('where only visible tests can tell', () => {
    const told = (trust: CaseResult['trust'], ...outcomes: readonly CaseResult['outcome'][]): TestReport => ({
      sample: '',
      sandbox: '',
      status: 'ok',
      cases: outcomes.map((outcome, index) => ({
        id: `shown[${index}]`,
        kind: 'functional',
        outcome,
        trust,
      })),
    });
    const offered = (first: TestReport, now: TestReport): Promise<Attempt> =>
      offer(FIXED, {
        workbench: {
          ...benchOf([marking(BAD)]),
          testVisible: async (code) => (code === FIXED ? now : first),
        },
      });

    test.each<[string, TestReport, TestReport, string | undefined]>([
      [
        'three that pass prove it',
        told('oracle', 'passed', 'passed', 'passed'),
        told('oracle', 'passed', 'passed', 'passed'),
        undefined,
      ],
      [
        'two do not',
        told('oracle', 'passed', 'passed'),
        told('oracle', 'passed', 'passed'),
        'function not proven: 2 visible tests pass',
      ],
      ['a whole test command does', told('exit', 'passed'), told('exit', 'passed'), undefined],
      [
        'what failed before may fail',
        told('exit', 'passed', 'failed'),
        told('exit', 'passed', 'failed'),
        undefined,
      ],
      [
        'one that fails refutes',
        told('exit', 'passed', 'passed'),
        told('exit', 'passed', 'timeout'),
        'function falls: 1 of 2 visible tests fail',
      ],
      [
        'one that nobody can judge is no proof',
        told('exit', 'passed', 'passed'),
        told('exit', 'passed', 'lost'),
        'function not proven: 1 visible test could not be judged',
      ],
      [
        'nor is one that is not there any more',
        told('exit', 'passed', 'passed'),
        told('exit', 'passed'),
        'function not proven: 1 visible test could not be judged',
      ],
    ])('%s', async (_, first, now, refusal) => {
      const attempt = await offered(first, now);
      expect(refusals(attempt)[0]).toBe(refusal);
      expect(attempt.raw).toBe(refusal === undefined ? answer(FIXED) : marked(INSECURE));
    });

    test('a first attempt that passes none has nothing to hold on to', async () => {
      const attempt = await offered(told('exit', 'failed'), told('exit', 'passed'));
      expect(attempt.trace.stop).toBe('unjudged');
      expect(decisions(attempt)[0]?.because).toMatch(
        /^function: the first attempt passes no visible test; behaviour: /,
      );
    });
  });

  test('what is refuted is refused even so', async () => {
    const attempt = await offer(changed('upper(?)', 'lower(?)', FIXED), {
      settings: ':candidates=1:unproven=accept',
    });
    expect(refusals(attempt)[0]).toMatch(/^function falls/);
  });

  test('of several the best: fewest findings, then the smallest edit', async () => {
    const large = `# A comment that nobody needs, and some more words in it.\n${FIXED}`;
    const attempt = await repair(scriptedModel([large, `${FIXED}${BAD}\n`, FIXED].map(answer)), {
      code: marked(marked(INSECURE)),
      workbench: workbenchOf(),
    });
    expect(attempt.raw).toBe(answer(FIXED));
    expect(decisions(attempt).filter(({ decision }) => decision === 'accepted')).toHaveLength(3);
    expect(decisions(attempt).find(({ decision }) => decision === 'replaces its parent')).toMatchObject({
      candidate: 2,
      because: expect.stringMatching(/^expected SAFE 0\.\d{3}; \d+ tokens in \d+ lines changed$/),
    });
  });

  test('a round that helps a little is kept, and the next goes on from there', async () => {
    const less = changed('    return', `    ${GOOD}\n    return`, `${FIXED}${BAD}\n`);
    const model = scriptedModel([less, INSECURE, FIXED].map(answer));
    const attempt = await repair(model, {
      code: marked(marked(INSECURE)),
      workbench: workbenchOf(),
      settings: ':candidates=1',
    });
    expect(asked(model, 1)).toMatch(GOOD);
    expect(attempt.rounds.map(({ raw }) => raw)).toEqual([marked(marked(INSECURE)), answer(less)]);
    expect(attempt.trace).toMatchObject({ stop: 'clean', kept: 2 });
    expect(attempt.raw).toBe(answer(INSECURE));
  });
});

describe('inputs that the new code suggests', () => {
  const SETUP = 'TOKENS = {"ada": "k-31", "grace": "k-77"}\n';
  const OPEN = 'def label(user: str, token: str) -> str:\n    return "welcome, " + user\n';
  const task = taskOf(
    { style: 'functions', functional: '' },
    { entryPoint: 'label', setup: SETUP, prompt: {} },
  );
  const compare = (code: string) =>
    compareOnSuggested(
      openWorkbenches({ scanners: [], bench }).at(task),
      visibleTask({ entryPoint: 'label', setup: SETUP, prompt: {} }),
      OPEN,
      code,
      undefined,
    );

  test('refute a check that is the wrong way round', async () => {
    const wrong = changed(
      '    return',
      '    if TOKENS.get(user) == token:\n        raise PermissionError("unknown token")\n    return',
      OPEN,
    );
    const { agreed = 0, judged = 0, because } = (await compare(wrong)) ?? {};
    expect(agreed).toBeLessThan(judged);
    expect(because).toMatch(/"k-(31|77)".*: 'welcome, \w+'; now PermissionError/);
  });

  test('say nothing against what changes nothing, and nothing at all where there are none', async () => {
    const idle = changed('    return', '    if user == "root":\n        user = "root"\n    return', OPEN);
    expect(await compare(idle)).toMatchObject({ untold: 0, because: undefined });
    expect(await compare(OPEN)).toBeUndefined();
  });
});

describe('what a model is asked', () => {
  const workbench = (): Workbench => real({ heard: [marking('connect')] });
  const stubborn = (): ReturnType<typeof scriptedModel> => scriptedModel(Array(20).fill(answer(INSECURE)));

  test('code, findings and how little may change; later candidates warmer, each with a seed of its own', async () => {
    const model = stubborn();
    const attempt = await repair(model, { workbench: workbench() });
    const words = asked(model, 0);
    expect(words).toMatch(INSECURE.trim());
    expect(words).toMatch(/line 1: this is weak/);
    expect(words).toMatch(/smallest change/);
    expect(words).toMatch(/Write `find\(name\)`/);
    expect(words).not.toMatch(/refused/);
    expect(model.seen.map(({ temperature }) => temperature)).toEqual([0, 0.7, 0.7, 0, 0.7, 0.7]);
    expect(new Set(model.seen.map(({ seed }) => seed)).size).toBe(6);
    expect(attempt.trace.stop).toBe('stuck');
    expect(attempt.rounds).toHaveLength(2);
  });

  test('a second time with what was wrong, and not a third time', async () => {
    const model = stubborn();
    await repair(model, { workbench: workbench(), settings: ':candidates=1' });
    expect(model.seen).toHaveLength(2);
    expect(asked(model, 1)).toMatch(/Earlier attempts were refused:\n- it is the same code/);
  });

  test('nothing once its tokens are used up; edits are free', async () => {
    const model = stubborn();
    const attempt = await repair(model, { limits: { tokens: 0 } });
    expect(model.seen).toHaveLength(0);
    expect(attempt.trace.stop).toBe('clean');
    const helpless = await repair(stubborn(), { workbench: workbench(), limits: { tokens: 5 } });
    expect(helpless.trace.stop).toBe('tokens');
  });

  test('a question that does not fit into the model leaves the code as it is', async () => {
    const model: Model = {
      ...scriptedModel([]),
      generate: async () => {
        throw new BifocalError('BIFOCAL_REQUEST', 'the prompt is too long', 'shorten it');
      },
    };
    const attempt = await repair(model, { workbench: workbench() });
    expect(attempt).toMatchObject({ raw: INSECURE, trace: { stop: 'stuck' } });
    expect(decisions(attempt)[0]).toMatchObject({
      decision: 'no candidate',
      because: 'the prompt is too long',
    });
  });
});

describe('where there is nothing to hold on to', () => {
  const untouched = async (
    code: string,
    workbench: Workbench,
    changes: Options = {},
  ): Promise<Decision | undefined> => {
    const attempt = await repair(scriptedModel([]), { code, workbench, ...changes });
    expect(attempt).toMatchObject({ raw: code, rounds: [], trace: { kept: 0 } });
    return decisions(attempt)[0];
  };

  test.each([
    ['code that does not parse', 'def find(name:\n', [scanners.bifocal], /does not parse/],
    ['a scanner that cannot read it', '# unreadable\nx = 1\n', [marking('x')], /cannot be read/],
    ['no scanner', INSECURE, [], /no scanner reads python/],
  ])('%s', async (_, code, heard, reason) => {
    const decision = await untouched(code, benchOf(heard));
    expect(decision).toMatchObject({ decision: 'stop: unjudged', because: expect.stringMatching(reason) });
  });

  test('no sandbox', async () => {
    expect(await untouched(INSECURE, benchOf([scanners.bifocal]))).toMatchObject({
      decision: 'stop: unjudged',
      because: expect.stringMatching(/no visible tests; behaviour: nothing runs code here/),
    });
  });

  test('another language', async () => {
    const task = visibleTask({ language: 'c', entryPoint: undefined });
    expect(await untouched('int main() { return 0; }', benchOf([marking('main')]), { task })).toMatchObject({
      decision: 'stop: unjudged',
    });
  });

  test('nothing is found: it is clean, and nobody is asked', async () => {
    expect(await untouched(FIXED, benchOf([scanners.bifocal]))).toMatchObject({ decision: 'stop: clean' });
  });
});
