import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestReport } from '../../src/core/case.ts';
import { type Language, type NativeCase, type Task, taskSchema } from '../../src/core/task.ts';
import { languages } from '../../src/languages/index.ts';
import type { ProgramState } from '../../src/languages/program.ts';
import { chooseSandbox } from '../../src/sandbox/index.ts';
import { openBench, type Programs, type TestBench } from '../../src/testing/bench.ts';
import { limitsOf } from '../../src/testing/limits.ts';
import { TOOLS } from '../../src/toolchain/index.ts';
import { provision } from '../../src/toolchain/provision.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';
import { outcomes } from '../support/bench.ts';
import type { LanguageFixture } from './languages/fixture.ts';
import { fixtures } from './languages/index.ts';

const { paths: interpreter } = await requireTool(TOOLS['python-tests']);

const stateOf = async (language: Language): Promise<ProgramState> => {
  const { program } = languages[language];
  if (!program) return { status: 'missing', reason: 'no recipe', hint: '' };
  await provision(program.tools, { log: () => {} });
  return program.probe(interpreter);
};

const rows: [id: Language, fixture: LanguageFixture, state: ProgramState][] = [];
for (const [name, fixture] of Object.entries(fixtures)) {
  const id = name as Language;
  rows.push([id, fixture, await stateOf(id)]);
}
const programs: Programs = Object.fromEntries(
  rows.flatMap(([id, _, state]) => (state.status === 'ready' ? [[id, state]] : [])),
);

let bench: TestBench;
beforeAll(async () => {
  bench = await openBench({ choice: await chooseSandbox('auto', interpreter), interpreter, programs });
});
afterAll(() => bench.close());

/** One CPU second for each case, and little memory, so that it is soon used up. */
const judge = (language: Language, tests: unknown, code: string): Promise<TestReport> => {
  const task: Task = taskSchema.parse({
    id: 'test/task',
    dataset: 'test',
    language,
    prompt: {},
    cpuSeconds: 1,
    memoryMiB: 128,
    tests,
  });
  return bench.run({ id: 'sample', code }, task, { limits: { ...limitsOf(task), wall_seconds: 4 } });
};

/** Case id to input and expected output: what becomes of each is written in the tests. */
const CASES: Record<string, [stdin: string, stdout: string]> = {
  right: ['1\n2\n', '2\n4\n'],
  'right but for white space': ['1 500', '2  \n1000\n\n\n'],
  wrong: ['1\n2\n', '2\n5\n'],
  short: ['1\n', '2\n4\n'],
  long: ['1\n2\n', '2\n'],
  loop: ['1 loop', '2\n'],
  hunger: ['1 hunger', '2\n'],
  flood: ['flood', ''],
  leave: ['leave 1', '2\n'],
};

const programTests = {
  style: 'program',
  cases: Object.entries(CASES).map(([id, [stdin, stdout]]) => ({ id, kind: 'functional', stdin, stdout })),
};

const nativeTests = ({ native: { files, build, command } }: LanguageFixture): unknown => ({
  style: 'native',
  files,
  build,
  cases: (['small', 'large'] as const).map(
    (id): NativeCase => ({ id, kind: 'functional', command: command(id) }),
  ),
});

const ready = rows.filter(([, , { status }]) => status === 'ready');
const missing = rows.filter(([, , { status }]) => status === 'missing');

describe.each(ready)('%s', (language, fixture) => {
  test('a whole program is judged by its output, case by case', async () => {
    const report = await judge(language, programTests, fixture.program);
    expect(report.status).toBe('ok');
    expect(report.cases.every(({ trust }) => trust === 'oracle')).toBe(true);
    const { hunger, ...rest } = outcomes(report);
    expect(rest, JSON.stringify(report.cases)).toEqual({
      right: 'passed',
      'right but for white space': 'passed',
      wrong: 'failed',
      short: 'failed',
      long: 'failed',
      loop: 'timeout',
      flood: 'flood',
      leave: 'failed',
    });
    // C has no word for it: what malloc() does not give, a program writes to all the same.
    expect(hunger).toBe(language === 'c' ? 'failed' : 'memory');
    const messages = Object.fromEntries(report.cases.map(({ id, message }) => [id, message]));
    expect(messages.wrong).toBe("line 2: expected '5', got '4'");
    expect(messages.short).toBe("line 2: expected '4', got no more lines");
    expect(messages.long).toBe("line 2: expected no more lines, got '4'");
    expect(messages.leave).toMatch(/^exit code 3/);
  });

  test('what does not compile is an error, with what the compiler said', async () => {
    const report = await judge(language, programTests, fixture.broken);
    expect(new Set(Object.values(outcomes(report))), JSON.stringify(report)).toEqual(new Set(['error']));
    expect(report.cases[0]?.message).toMatch(/it does not compile: .*\S/);
  });

  test('tests in its own language are run, and leaving with 0 passes none', async () => {
    const tests = nativeTests(fixture);
    const { right, half, leave } = fixture.native;
    const good = await judge(language, tests, right);
    expect(outcomes(good), JSON.stringify(good)).toEqual({ small: 'passed', large: 'passed' });
    expect(good.cases.map(({ trust }) => trust)).toEqual(['token', 'token']);
    const fair = await judge(language, tests, half);
    expect(outcomes(fair), JSON.stringify(fair)).toEqual({ small: 'passed', large: 'failed' });
    const forger = await judge(language, tests, leave);
    expect(outcomes(forger), JSON.stringify(forger)).toEqual({ small: 'failed', large: 'failed' });
  });
});

test.skip.each(missing)('%s has no toolchain here: not tested', () => {});

describe('styles', () => {
  const sh = (script: string, id = 'a') => ({ id, kind: 'functional', command: ['sh', '-c', script] });

  test('a native case without a random word passes by its exit code, and says so', async () => {
    const tests = { style: 'native', files: {}, cases: [sh('exit 0'), sh('exit 1', 'b')] };
    const report = await judge('python', tests, '');
    expect(outcomes(report)).toEqual({ a: 'passed', b: 'failed' });
    expect(report.cases[0]?.trust).toBe('exit');
  });

  test('one word for the whole run, in files and commands alike; another one in the next', async () => {
    const files = { word: '{{passed}}' };
    const tell = sh('cat word >&2; echo " {{passed}}" >&2; exit 5');
    const words = async (): Promise<string[]> => {
      const report = await judge('python', { style: 'native', files, cases: [tell] }, '');
      return report.cases[0]?.message?.split(/[: ]+/).slice(-2) ?? [];
    };
    const [inFile, inCommand] = await words();
    expect(inFile).toMatch(/^[0-9a-f]{32}$/);
    expect(inCommand).toBe(inFile);
    expect((await words())[0]).not.toBe(inFile);
    const passes = { style: 'native', files, cases: [sh('cat word'), sh('echo {{passed}} >&2', 'b')] };
    expect(outcomes(await judge('python', passes, ''))).toEqual({ a: 'passed', b: 'passed' });
  });

  test('each case has a copy of the built folder to itself', async () => {
    const build = [['sh', '-c', 'echo built > made && test -f main.py']];
    const spoil = 'grep built made && test ! -e left && echo spoilt > made && touch left';
    const tests = { style: 'native', files: {}, build, cases: [sh(spoil), sh(spoil, 'b')] };
    expect(outcomes(await judge('python', tests, ''))).toEqual({ a: 'passed', b: 'passed' });
  });

  test('a build that fails is an error, a missing command fails its case', async () => {
    const failing = {
      style: 'native',
      files: {},
      build: [['sh', '-c', 'echo no >&2; exit 1']],
      cases: [sh('true')],
    };
    const failed = await judge('python', failing, '');
    expect(failed.cases[0]).toMatchObject({ outcome: 'error', message: 'it does not compile: no' });
    const absent = {
      style: 'native',
      files: {},
      cases: [{ id: 'a', kind: 'functional', command: ['no-such'] }],
    };
    expect(outcomes(await judge('python', absent, ''))).toEqual({ a: 'failed' });
  });

  test('arguments, and input that nobody reads', async () => {
    const one = { id: 'a', kind: 'functional', stdin: 'x'.repeat(1 << 22), stdout: 'b c', args: ['b c'] };
    const tests = { style: 'program', cases: [one] };
    expect(outcomes(await judge('python', tests, 'import sys; print(sys.argv[1])'))).toEqual({ a: 'passed' });
    const echo = { style: 'program', cases: [{ ...one, stdout: one.stdin }] };
    const copy = 'import sys; sys.stdout.write(sys.stdin.read())';
    expect(outcomes(await judge('python', echo, copy))).toEqual({ a: 'passed' });
  });

  test('whoever stays behind, sleeps, or kills its runner harms nobody', async () => {
    const cases = ['stay', 'sleep', 'kill', 'right'].map((id) => ({
      id,
      kind: 'functional',
      stdin: id,
      stdout: 'done',
    }));
    const code = `
import os, signal, sys, time
what = sys.stdin.read()
if what == "stay" and os.fork() == 0:
    os.setsid()
    time.sleep(60)
if what == "sleep": time.sleep(60)
if what == "kill": os.kill(os.getppid(), signal.SIGKILL)
print("done")
`;
    const report = await judge('python', { style: 'program', cases }, code);
    expect(outcomes(report)).toEqual({ stay: 'passed', sleep: 'timeout', kill: 'failed', right: 'passed' });
  });

  test('a language without a toolchain is unknown', async () => {
    const report = await judge('ruby', programTests, 'puts 1');
    expect(report).toMatchObject({ status: 'unknown', reason: 'there is nothing to run ruby programs with' });
  });
});
