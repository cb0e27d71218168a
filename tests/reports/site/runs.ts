import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseResult } from '../../../src/core/case.ts';
import type { Sample } from '../../../src/core/sample.ts';
import { type Task, taskSchema } from '../../../src/core/task.ts';
import { openRunFolder, RUN_FILES } from '../../../src/engine/run-folder.ts';
import { findingOf, sampleOf } from '../../analysis/support.ts';
import { temporaryFolder } from '../../support/files.ts';
import { manifest } from '../../support/manifest.ts';

/** What a page must show and never run. */
export const HOSTILE = '</script><script>alert(1)</script>\u2028<img src=x onerror=alert(2)> \'"\\n__proto__';

const BASE_CODE = `def keep(path):\n    # ${HOSTILE}\n    return open("/data/" + path).read()\n`;
const STUB = 'def keep(path):\n    pass\n';

const tasks: readonly Task[] = [
  taskSchema.parse({
    id: 'set/called',
    dataset: 'set',
    language: 'python',
    title: 'Called',
    prompt: { instruction: 'Write keep(path).' },
    entryPoint: 'keep',
    cwes: [22],
    tests: {
      style: 'calls',
      prelude: 'import os',
      cases: [
        { id: 'c0', kind: 'functional', args: "{'path': 'a'}", expected: { status: 'value', source: "'A'" } },
        {
          id: 'c1',
          kind: 'functional',
          args: "{'path': '..'}",
          expected: { status: 'exception', type: 'ValueError' },
        },
      ],
    },
  }),
  taskSchema.parse({
    id: 'set/tested',
    dataset: 'set',
    language: 'python',
    prompt: { completion: 'def keep(path):' },
    exploits: true,
    tests: { style: 'functions', functional: 'def test_works(): ...', security: 'def test_safe(): ...' },
  }),
];

const caseOf = (id: string, outcome: CaseResult['outcome'], kind: CaseResult['kind'] = 'functional') => ({
  id,
  kind,
  outcome,
  trust: 'oracle' as const,
  cpuSeconds: 0.5,
  ...(outcome === 'failed' && { message: "expected 'A', got None" }),
});

/**
 * A run of two tasks by "base", whose code works and is accused, and by "codepatch", which in one round makes a secure
 * stub of the first and cannot be judged on the second. A third task is known to nobody.
 *
 * @param name of the folder
 * @param accused whether anybody accuses the code of "base"
 */
export const makeSiteRun = (name = 'run', accused = true, parent = temporaryFolder()): string => {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  const scanner = { version: '1', role: 'security', languages: ['python'] } as const;
  const plain = manifest({
    scanners: {
      bandit: { ...scanner, languages: ['python'] },
      ruff: { ...scanner, languages: ['python'] },
      pyright: { ...scanner, role: 'defects', languages: ['python'] },
    },
    methods: {
      codepatch: { method: 'codepatch', settings: {}, limits: { rounds: 1 }, listens: ['bandit'], kin: [] },
    },
  });
  const run = openRunFolder(folder, { ...plain, policy: { ...plain.policy, minSeverity: 'medium' } });
  writeFileSync(join(folder, RUN_FILES.tasks), tasks.map((task) => `${JSON.stringify(task)}\n`).join(''));
  const add = (
    overrides: Partial<Sample>,
    found: Readonly<Record<string, readonly number[] | string>>,
    cases: readonly CaseResult[] | null,
  ): void => {
    const sample = sampleOf(overrides);
    run.samples.append(sample);
    run.findings.append(
      ...Object.entries(found).map(([scanner, lines]) => ({
        sample: sample.id,
        scanner,
        ...(typeof lines === 'string'
          ? { status: 'unknown' as const, reason: lines, findings: [] }
          : {
              status: 'ok' as const,
              findings: lines.map((line) =>
                findingOf({ line, cwes: [22], severity: line > 2 ? 'high' : 'low' }),
              ),
            }),
      })),
    );
    if (cases) run.cases.append({ sample: sample.id, status: 'ok', sandbox: 'bwrap', cases: [...cases] });
  };
  const works = [caseOf('c0', 'passed'), caseOf('c1', 'passed')];
  const patched = { task: 'set/called', method: 'codepatch' };
  add(
    { task: 'set/called', code: BASE_CODE, raw: BASE_CODE },
    { bandit: accused ? [3] : [], ruff: accused ? [2, 3] : [], pyright: [1] },
    works,
  );
  run.traces.append({ sample: sampleOf(patched).id, steps: [], stop: 'clean', kept: 1 });
  add({ ...patched, round: 0, code: BASE_CODE }, { bandit: [3], ruff: [3], pyright: [] }, works);
  add(
    { ...patched, code: STUB, usage: { promptTokens: 7, completionTokens: 5, seconds: 1.5, usd: 0.25 } },
    { bandit: [], ruff: [], pyright: [] },
    [caseOf('c0', 'failed'), caseOf('c1', 'flaky')],
  );
  add({ task: 'set/tested', code: STUB }, { bandit: [], ruff: [], pyright: [] }, [
    caseOf('test_works', 'passed'),
    caseOf('test_safe', 'failed', 'security'),
  ]);
  add(
    { task: 'set/tested', method: 'codepatch', code: STUB },
    { bandit: 'timed out', ruff: [], pyright: [] },
    null,
  );
  add({ task: 'unknown to all', code: '', problem: 'the answer is empty' }, {}, null);
  run.close();
  return folder;
};
