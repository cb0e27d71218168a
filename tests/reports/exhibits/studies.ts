import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestReport } from '../../../src/core/case.ts';
import type { Scan, ScannerRole } from '../../../src/core/finding.ts';
import type { Manifest } from '../../../src/core/run.ts';
import type { Sample } from '../../../src/core/sample.ts';
import type { Language, Task } from '../../../src/core/task.ts';
import { openLabels, openReview } from '../../../src/engine/review.ts';
import { openRunFolder, RUN_FILES } from '../../../src/engine/run-folder.ts';
import { openStudy, type Study } from '../../../src/engine/study.ts';
import { findingOf, reportOf, sampleOf, taskOf } from '../../analysis/support.ts';
import { temporaryFolder } from '../../support/files.ts';
import { manifest } from '../../support/manifest.ts';

/** A sample as a test thinks of it. */
type Sketch = Partial<Sample> & {
  /** CWE of the one finding of each scanner; 0: it has none; null: it finds nothing; undefined: it cannot judge the sample. */
  readonly found: Readonly<Record<string, number | null | undefined>>;
  /** How many of two cases it passes; `lost`: nobody knows. Absent: it is not tested. */
  readonly passes?: 0 | 1 | 2 | 'lost';
};

type RunSketch = {
  readonly name?: string;
  readonly scanners: Readonly<Record<string, ScannerRole>>;
  readonly methods?: Manifest['inputs']['methods'];
  readonly policy?: Partial<Manifest['policy']>;
  readonly tasks?: readonly Task[];
  readonly samples: readonly Sketch[];
};

const SCANNED: Language[] = ['python', 'c'];

/** Writes a run as the engine does; its folder. */
const makeRun = ({ name = 'run', scanners, methods, policy, tasks = [], samples }: RunSketch): string => {
  const folder = join(temporaryFolder(), name);
  const scannerRecords = Object.fromEntries(
    Object.entries(scanners).map(([id, role]) => [id, { version: '1', role, languages: SCANNED }]),
  );
  const plain = manifest({ scanners: scannerRecords, ...(methods && { methods }) });
  const run = openRunFolder(folder, { ...plain, policy: { ...plain.policy, ...policy } });
  writeFileSync(join(folder, RUN_FILES.tasks), tasks.map((task) => `${JSON.stringify(task)}\n`).join(''));
  writeFileSync(
    join(folder, RUN_FILES.rules),
    JSON.stringify({ bandit: [{ id: 'R1', cwes: [78] }], ruff: [{ id: 'R1', cwes: [89] }] }),
  );
  for (const { found, passes, ...rest } of samples) {
    const sample = sampleOf(rest);
    run.samples.append(sample);
    run.findings.append(...Object.entries(found).map(([scanner, cwe]) => scanOf(sample.id, scanner, cwe)));
    if (passes !== undefined) run.cases.append(testOf(sample.id, passes));
  }
  run.close();
  return folder;
};

const scanOf = (sample: string, scanner: string, cwe: number | null | undefined): Scan => ({
  sample,
  scanner,
  ...(cwe === undefined ? { status: 'unknown', reason: 'cannot parse' } : { status: 'ok' }),
  findings: cwe == null ? [] : [findingOf({ cwes: cwe === 0 ? [] : [cwe], severity: 'high' })],
});

const testOf = (sample: string, passes: 0 | 1 | 2 | 'lost'): TestReport => ({
  ...reportOf(
    passes === 'lost'
      ? ['lost', 'lost']
      : [passes > 0 ? 'passed' : 'failed', passes > 1 ? 'passed' : 'failed'],
  ),
  sample,
});

const tasksOf = (dataset: string, count: number): Task[] =>
  Array.from({ length: count }, (_, at) =>
    taskOf({ id: `${dataset}/${at}`, dataset, exploits: false, cwes: [78] }),
  );

const ROLES = {
  bandit: 'security',
  ruff: 'security',
  pyright: 'defects',
  'judge:openai:wise': 'judge',
} as const;

const record = (method: string, listens: string[], rounds = 1): Manifest['inputs']['methods'][string] => ({
  method,
  settings: {},
  limits: { rounds },
  listens,
  kin: [],
});

const METHODS = {
  base: record('base', [], 0),
  codepatch: record('codepatch', ['bandit', 'pyright']),
  'codepatch:look=defects': record('codepatch', ['pyright']),
  'codepatch:look=vulnerabilities': record('codepatch', ['bandit']),
  promsec: { ...record('promsec', ['bandit']), oracle: "the task's label" },
};

/** Models, methods with rounds, judges, analyzers, unknowns: what a full run has, on six tasks. */
const fullRun = (dataset: string, name = dataset): string => {
  const tasks = tasksOf(dataset, 6);
  const samples = ['alpha', 'beta'].flatMap((model) =>
    tasks.flatMap(({ id }, at): Sketch[] => {
      const key = { task: id, model };
      const bad = { bandit: 78, ruff: at % 2 ? 89 : null, pyright: 0, 'judge:openai:wise': 22 };
      const good = { bandit: null, ruff: null, pyright: null, 'judge:openai:wise': at % 2 ? 22 : null };
      const unread = {
        bandit: undefined,
        ruff: undefined,
        pyright: undefined,
        'judge:openai:wise': undefined,
      };
      const first: Sketch = {
        ...key,
        found: at < 3 ? bad : good,
        passes: at === 5 ? 'lost' : at === 4 ? 1 : 2,
      };
      const rounds = Object.keys(METHODS)
        .filter((method) => method.startsWith('codepatch'))
        .flatMap((method): Sketch[] => [
          { ...first, method, round: 0 },
          { ...key, method, found: at === 2 ? bad : good, passes: at === 1 ? 0 : 2 },
        ]);
      return [
        { ...first, method: 'base' },
        ...rounds,
        { ...key, method: 'promsec', found: at === 3 ? unread : good, passes: at < 2 ? 0 : 2 },
      ];
    }),
  );
  return makeRun({ name, scanners: ROLES, methods: METHODS, tasks, samples });
};

/** Samples that somebody brought, with another benchmark's verdicts and no tasks. */
const bareRun = (): string =>
  makeRun({
    name: 'bare',
    scanners: { bandit: 'security' },
    policy: { security: 'both', recorded: true },
    samples: [0, 1, 2].flatMap((at): Sketch[] =>
      ['base', 'hints'].map((method) => ({
        task: `t${at}`,
        method,
        found: { bandit: at === 0 && method === 'base' ? 78 : null },
        recorded: { functional: at !== 1, secure: true },
        language: at === 2 ? 'c' : 'python',
      })),
    ),
  });

/** Code in some languages, one of which no scanner reads, and one in which it could judge nothing; and one sample that is none. */
const languagesRun = (): string => {
  const wanted = { c: 'int f(void) { return 1; }', csharp: 'int F() => 1 + 1;', python: 'def f(): return 1' };
  const languages = ['c', 'c', 'csharp', 'python'] as const;
  return makeRun({
    name: 'languages',
    scanners: { bandit: 'security' },
    tasks: languages.map((language, at) =>
      taskOf({ id: `l/${at}`, dataset: 'l', language, exploits: false, original: wanted[language] }),
    ),
    samples: languages.map((language, at) => ({
      task: `l/${at}`,
      language,
      code: language === 'python' ? 'nothing shared' : wanted[language],
      found: language === 'csharp' ? {} : { bandit: language === 'c' ? 78 : undefined },
      ...(at === 1 && { problem: 'the model answered nothing' }),
    })),
  });
};

/** Names that mean something to every format. */
export const HOSTILE = '=1+1|<script>alert(1)</script>\\input{x} $%&#_^~ "\'`*[b]\u001b[31m\n{nope';

const hostileRun = (): string =>
  makeRun({
    name: 'hostile',
    scanners: { bandit: 'security', 'command:<b>&_x': 'security' },
    tasks: tasksOf('<i>set</i>', 2),
    samples: [0, 1].flatMap((at): Sketch[] =>
      ['base', HOSTILE].map((method) => ({
        task: `<i>set</i>/${at}`,
        model: HOSTILE,
        method,
        found: { bandit: at ? 78 : null, 'command:<b>&_x': null },
        passes: 2,
      })),
    ),
  });

/** Two people labelled every sample, and agreed. */
const labelledRun = (): string => {
  const folder = fullRun('set', 'labelled');
  for (const name of ['ann', 'bo']) {
    const review = openReview(folder, { size: 10 });
    const labels = openLabels(review, name);
    labels.append(
      ...review.plan.samples.map(({ sample, code }, at) => ({
        sample,
        code,
        verdict: at % 2 ? ('secure' as const) : ('insecure' as const),
        cwes: [],
        lines: [],
        note: '',
      })),
    );
    labels.close();
  }
  return folder;
};

/** Each is made when it is first asked for. */
const once = (make: () => Study): (() => Study) => {
  let made: Study | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Small studies that differ in what they have. */
export const STUDIES: Readonly<Record<string, () => Study>> = {
  full: once(() => openStudy([fullRun('first set')])),
  'two data sets': once(() => openStudy([fullRun('first set'), fullRun('second set')])),
  'one data set twice': once(() => openStudy([fullRun('set', 'before'), fullRun('set', 'after')])),
  bare: once(() => openStudy([bareRun()])),
  'several languages': once(() => openStudy([languagesRun()])),
  labelled: once(() => openStudy([labelledRun()])),
  hostile: once(() => openStudy([hostileRun()])),
  pooled: once(() => openStudy([fullRun('set')], { by: 'model' })),
  'without tests': once(() =>
    openStudy([
      makeRun({
        scanners: { bandit: 'security' },
        tasks: tasksOf('set', 1),
        samples: [{ task: 'set/0', found: { bandit: null } }],
      }),
    ]),
  ),
  'without anything': once(() => openStudy([makeRun({ scanners: {}, samples: [] })])),
};
