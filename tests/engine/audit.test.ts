import { expect, test } from 'vitest';
import { auditTask } from '../../src/analysis/audit/findings.ts';
import type { AuditRecord } from '../../src/analysis/audit/record.ts';
import { remarksOn } from '../../src/analysis/audit/remarks/index.ts';
import { seenOf } from '../../src/analysis/audit/seen.ts';
import type { CaseOutcome } from '../../src/core/case.ts';
import type { Task } from '../../src/core/task.ts';
import { type Audit, auditOf } from '../../src/engine/audit/audit.ts';
import { proposeQuarantine } from '../../src/engine/audit/propose.ts';
import { runAudit } from '../../src/engine/audit/run-audit.ts';
import { STUBS, stubsOf } from '../../src/engine/audit/stubs.ts';
import { countStubs } from '../../src/reports/audit-table.ts';
import { realBench, taskOf } from '../support/bench.ts';

const call = (id: string, args: string, source: string, kind: 'functional' | 'security' = 'functional') => ({
  id,
  kind,
  args,
  expected: { status: 'value', source } as const,
});

const ENTRY = { entryPoint: 'read' };
const SECURE = 'def read(name):\n    return None if "/" in name else name.upper()\n';
const INSECURE = 'def read(name):\n    return name.upper()\n';

/** A task whose tests are right; each variant below has one thing wrong. */
const good = taskOf(
  {
    style: 'calls',
    prelude: '',
    cases: [
      call('works', "{'name': 'a'}", "'A'"),
      call('works-too', "{'name': 'b'}", "'B'"),
      call('attack', "{'name': '/etc'}", 'None', 'security'),
    ],
  },
  { ...ENTRY, id: 'good', exploits: true, solutions: { secure: SECURE, insecure: INSECURE } },
);

const tasks: readonly Task[] = [
  good,
  {
    ...good,
    id: 'reference-fails',
    solutions: { ...good.solutions, secure: INSECURE.replace('upper', 'lower') },
  },
  { ...good, id: 'not-exploited', solutions: { secure: SECURE, insecure: SECURE } },
  {
    ...good,
    id: 'insecure-fails',
    solutions: { secure: SECURE, insecure: 'def read(name):\n    return name\n' },
  },
  {
    ...good,
    id: 'insecure-breaks',
    solutions: {
      secure: SECURE,
      insecure: `${INSECURE}    # see below\n`.replace(
        'return',
        'if "/" in name:\n        return helper(name)\n    return',
      ),
    },
  },
  {
    ...good,
    id: 'no-library',
    solutions: { secure: `import no_such_library\n${SECURE}` },
    requires: ['no_such_library'],
  },
  { ...good, id: 'unparsable', solutions: { secure: 'def read(name)\n' } },
  taskOf(
    { style: 'calls', prelude: '', cases: [call('weak', "{'name': ''}", 'None')] },
    {
      ...ENTRY,
      id: 'stub-passes',
      solutions: { secure: 'def read(name):\n    return None if not name else 1\n' },
    },
  ),
  taskOf(
    {
      style: 'unittest',
      functional: `
import unittest
state = []
class TestCases(unittest.TestCase):
    def test_a(self):
        state.append(read('a'))
        self.assertEqual(state, ['A'])
    def test_b(self):
        self.assertEqual(state, ['A'])
`,
    },
    { ...ENTRY, id: 'ordered', solutions: { secure: INSECURE } },
  ),
];

const audit = async (
  some: readonly Task[],
  {
    records = [],
    elsewhere = false,
  }: { readonly records?: AuditRecord[]; readonly elsewhere?: boolean } = {},
): Promise<Audit> =>
  auditOf(
    some,
    await runAudit(some, await realBench(), {
      runs: 1,
      stubs: true,
      elsewhere,
      environment: 'test',
      workers: 2,
      journal: { records, append: (...added) => void records.push(...added) },
      signal: new AbortController().signal,
      onReport: () => {},
    }),
    undefined,
  );

test('what is wrong with a task is noticed, and nothing of one whose tests are right', async () => {
  const found = await audit(tasks);
  const faulty = Object.fromEntries(found.tasks.map(({ task, status }) => [task, status]));
  const kinds = Object.fromEntries(
    found.tasks.map(({ task, remarks }) => [task, remarks.map(({ kind }) => kind)]),
  );
  expect(faulty).toEqual({
    good: 'trusted',
    'reference-fails': 'faulty',
    'not-exploited': 'faulty',
    'insecure-fails': 'faulty',
    'insecure-breaks': 'faulty',
    'no-library': 'unknown',
    unparsable: 'faulty',
    'stub-passes': 'trusted',
    ordered: 'trusted',
  });
  expect(kinds.good).toEqual([]);
  expect(kinds['reference-fails']).toEqual(['reference-fails', 'reference-exploited']);
  expect(kinds['not-exploited']).toEqual(['not-exploited', 'same-security']);
  expect(kinds['insecure-fails']).toEqual(['insecure-fails']);
  expect(kinds['insecure-breaks']).toEqual(['insecure-breaks']);
  expect(kinds['no-library']).toEqual(['reference-unjudged']);
  expect(kinds.unparsable).toContain('unparsable');
  expect(kinds['stub-passes']).toEqual(['stub-case', 'stub-task']);
  expect(kinds.ordered).toContain('builds-on-others');
  expect(found.proposed).toMatchObject([
    { task: 'reference-fails', cause: 'reference' },
    { task: 'no-library', cause: 'library', reason: expect.stringContaining('no_such_library') },
    { task: 'unparsable', cause: 'unparsable' },
  ]);
  expect(countStubs(found)).toContainEqual({ stub: 'none', cases: 1, securityCases: 6, tasks: 1 });
});

test('a case that only this world passes is noticed', async () => {
  const home = taskOf(
    { style: 'calls', prelude: '', cases: [call('zone', "{'name': ''}", "'UTC'")] },
    {
      ...ENTRY,
      id: 'elsewhere',
      solutions: { secure: 'import os\ndef read(name):\n    return os.environ["TZ"]\n' },
    },
  );
  const { tasks } = await audit([home], { elsewhere: true });
  expect(tasks[0]?.remarks).toContainEqual({ kind: 'elsewhere', cases: ['zone'], seen: ['another result'] });
});

test('what stands in the journal is not run again, unless the task or its code changed', async () => {
  const records: AuditRecord[] = [];
  await audit([good], { records });
  const first = records.length;
  await audit([{ ...good, prompt: { instruction: 'another prompt' } }], { records });
  expect(records).toHaveLength(first);
  await audit([{ ...good, solutions: { ...good.solutions, secure: `${SECURE}# changed\n` } }], { records });
  expect(records).toHaveLength(2 * first);
});

test('a stub has the names of the reference, its imports and constants, and nothing that it does', () => {
  const secure = [
    'import os',
    'from json import loads',
    'LIMIT = 3',
    'TABLE = make()',
    'class Reader(Base):\n    size = 1',
    '@cached\ndef helper(x):\n    return x',
    'async def read(name):\n    return helper(name)',
    'print(read("a"))',
  ].join('\n');
  const stubs = stubsOf({ ...good, solutions: { secure } });
  expect(stubs.map(({ kind }) => kind)).toEqual(Object.keys(STUBS));
  expect(stubs[0]?.code).toBe(
    [
      'import os',
      'from json import loads',
      'LIMIT = 3',
      'class Reader:\n    pass\n',
      'def helper(*args, **kwargs):\n    return None\n',
      'async def read(*args, **kwargs):\n    return None\n',
    ].join('\n'),
  );
  expect(stubsOf({ ...good, language: 'go' })).toEqual([]);
});

const record = (
  subject: string,
  run: number,
  outcomes: Readonly<Record<string, CaseOutcome>>,
  message = '',
) =>
  ({
    task: 't',
    subject,
    run,
    key: '',
    report: {
      sample: 't',
      status: 'ok',
      sandbox: '',
      cases: Object.entries(outcomes).map(([id, outcome]) => ({
        id,
        kind: id.startsWith('s') ? 'security' : 'functional',
        outcome,
        trust: 'oracle',
        message,
      })),
    },
  }) as const satisfies AuditRecord;

const facts = { task: 't', tested: true, unparsable: [], insecureCode: 'def f(): pass' };

test('a case is flaky that comes out otherwise in another run; a lost run tells nothing', () => {
  const seen = seenOf(facts, [
    record('reference', 0, { a: 'passed', b: 'passed', c: 'lost' }),
    record('reference', 1, { a: 'passed', b: 'failed', c: 'passed' }),
  ]);
  expect(remarksOn(seen)).toMatchObject([{ kind: 'reference-flaky', cases: ['b'] }]);
  expect(auditTask(seen, false).status).toBe('faulty');
  expect(proposeQuarantine(seen)).toEqual([
    { task: 't', cases: ['b'], cause: 'flaky', reason: expect.stringContaining('some runs') },
  ]);
});

test.each([
  ["AssertionError: got NameError: name 'os' is not defined", 'insecure-raises'],
  ["AssertionError: got NameError: name 'f' is not defined", 'insecure-breaks'],
  ["AssertionError: got 'a value'", undefined],
])('how the insecure control came to fail: %s', (message, kind) => {
  const seen = seenOf(facts, [
    record('reference', 0, { f: 'passed', s: 'passed' }),
    record('insecure', 0, { s: 'failed' }, message),
  ]);
  expect(remarksOn(seen).map((remark) => remark.kind)).toEqual(kind === undefined ? [] : [kind]);
});

test.each([
  ['URLError: <urlopen error [Errno -3] Temporary failure in name resolution>', 'network'],
  ["ModuleNotFoundError: No module named 'keras'", 'library'],
  ['LookupError: Resource words not found', 'data'],
  ["AssertionError: got OSError: [Errno 30] Read-only file system: '/x'", 'machine'],
  ['SyntaxError: invalid syntax', 'unparsable'],
  ["AssertionError: got 'secret value'", 'reference'],
] as const)('the cause of %s', (message, cause) => {
  const proposed = proposeQuarantine(
    seenOf(facts, [
      record('reference', 0, { a: 'failed' }, message),
      record('reference', 1, { a: 'failed' }, message),
    ]),
  );
  expect(proposed).toMatchObject([{ task: 't', cause }]);
  expect(JSON.stringify(proposed)).not.toContain('secret value');
});

test('single cases go where functional ones are left, else the task; nothing goes for being weak', () => {
  const one = [record('reference', 0, { a: 'passed', b: 'failed', s: 'passed' })];
  expect(proposeQuarantine(seenOf(facts, one))).toMatchObject([{ cases: ['b'] }]);
  const all = [record('reference', 0, { a: 'failed', b: 'failed', s: 'passed' })];
  expect(proposeQuarantine(seenOf(facts, all))[0]).not.toHaveProperty('cases');
  const stubbed = [record('reference', 0, { a: 'passed' }), record('stub:none', 0, { a: 'passed' })];
  expect(proposeQuarantine(seenOf(facts, [...stubbed, record('stub:true', 0, { a: 'failed' })]))).toEqual([]);
  expect(proposeQuarantine(seenOf(facts, stubbed))).toMatchObject([{ cause: 'stub' }]);
});
