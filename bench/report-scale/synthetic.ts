import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { TestReport } from '../../src/core/case.ts';
import type { Finding, Scan } from '../../src/core/finding.ts';
import { type Manifest, manifestSchema } from '../../src/core/run.ts';
import { type Sample, sampleId } from '../../src/core/sample.ts';
import { type Task, taskSchema } from '../../src/core/task.ts';
import { RUN_FILES } from '../../src/engine/run-folder.ts';

/** How large a run is made. Samples: the product of all. */
export type Size = {
  readonly tasks: number;
  readonly models: number;
  readonly methods: readonly string[];
  readonly perTask: number;
};

export const samplesOf = ({ tasks, models, methods, perTask }: Size): number =>
  tasks * models * methods.length * perTask;

const SCANNERS = ['bandit', 'ruff', 'bifocal'] as const;
const RULES: readonly Pick<Finding, 'rule' | 'cwes' | 'severity'>[] = [
  { rule: 'hard-coded-secret', cwes: [798], severity: 'medium' },
  { rule: 'command-injection', cwes: [78], severity: 'high' },
  { rule: 'sql-injection', cwes: [89], severity: 'high' },
  { rule: 'weak-hash', cwes: [327, 328], severity: 'medium' },
  { rule: 'path-traversal', cwes: [22], severity: 'high' },
  { rule: 'assert-used', cwes: [703], severity: 'low' },
];
const CASES = 8;
const EXPLOITS = 2;

/**
 * Writes the folder of a run that nobody made: code, findings and cases by a generator of pseudo-random numbers, about
 * as long as those of real runs. Written line by line.
 */
export const writeSyntheticRun = async (folder: string, size: Size): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, records: Iterable<unknown>): Promise<void> =>
    pipeline(Readable.from(lines(records)), createWriteStream(join(folder, file)));
  writeFileSync(join(folder, RUN_FILES.manifest), JSON.stringify(manifestOf(size)));
  await write(RUN_FILES.tasks, tasksOf(size));
  await write(RUN_FILES.samples, drafts(size).map(sampleOf));
  await write(RUN_FILES.cases, drafts(size).map(reportOf));
  await write(RUN_FILES.findings, drafts(size).flatMap(scansOf));
};

/** Many records in one write: one by one they would wait for the stream more than for the disk. */
function* lines(records: Iterable<unknown>): Generator<string> {
  let block: string[] = [];
  for (const record of records) {
    block.push(JSON.stringify(record));
    if (block.length < 500) continue;
    yield `${block.join('\n')}\n`;
    block = [];
  }
  if (block.length > 0) yield `${block.join('\n')}\n`;
}

const manifestOf = ({ tasks, methods }: Size): Manifest =>
  manifestSchema.parse({
    format: 'bifocal.run/1',
    name: 'synthetic',
    inputs: {
      bifocal: '0',
      tasks: { name: 'synthetic', count: tasks, sha256: '0' },
      sources: [],
      methods: Object.fromEntries(
        methods.map((method) => [method, { method, settings: {}, limits: {}, listens: [], kin: [] }]),
      ),
      scanners: Object.fromEntries(
        SCANNERS.map((id) => [id, { version: '1', role: 'security', languages: ['python'] }]),
      ),
      sandbox: 'none',
      python: '3.12',
      extractor: 1,
    },
    omitted: [],
    policy: { security: 'both' },
  });

const taskName = (task: number): string => `synthetic/${String(task).padStart(5, '0')}`;

function* tasksOf({ tasks }: Size): Generator<Task> {
  for (let task = 0; task < tasks; task++) {
    yield taskSchema.parse({
      id: taskName(task),
      dataset: 'synthetic',
      language: 'python',
      title: `Number ${task}`,
      prompt: { instruction: `Write step_${task}(rows) that keeps what is asked for. `.repeat(6) },
      exploits: true,
      tests: {
        style: 'functions',
        functional: programText(task, 30).replaceAll('def step', 'def test_step'),
        security: programText(task, 20).replaceAll('def step', 'def test_exploit'),
      },
    });
  }
}

type Draft = Pick<Sample, 'task' | 'model' | 'method' | 'index' | 'id'> & {
  readonly random: Random;
  /** The same for all methods of a task, model and index: they start from one code. */
  readonly origin: Random;
};
type Random = (below: number) => number;

const drafts = ({ tasks, models, methods, perTask }: Size): IteratorObject<Draft> =>
  (function* () {
    let [seed, start] = [0, 1e6];
    for (let task = 0; task < tasks; task++) {
      for (let model = 0; model < models; model++) {
        for (let index = 0; index < perTask; index++) {
          start += 1;
          for (const method of methods) {
            const key = { task: taskName(task), model: `model ${model}`, method, index };
            yield { ...key, id: sampleId(key), random: randomOf(seed++), origin: randomOf(start) };
          }
        }
      }
    }
  })();

const randomOf = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  return (below) => uniformInt(generator, 0, below - 1);
};

const sampleOf = ({ random, origin: _, ...key }: Draft): Sample => {
  const code = programText(random(1e6), 25 + random(40));
  return {
    ...key,
    language: 'python',
    raw: `Here is the function that you asked for:\n\n\`\`\`python\n${code}\`\`\`\n\nIt keeps what is asked for.`,
    code,
    extraction: { version: 1, steps: ['fence'], parses: true },
    usage: { promptTokens: 120, completionTokens: 300 + random(400), seconds: 2.5 },
  };
};

const programText = (number: number, length: number): string =>
  Array.from({ length }, (_, line) =>
    line % 8 === 0
      ? `def step_${number}_${line}(rows, limit=${line}):\n`
      : `    kept_${line} = [row for row in rows if row["n${number % 97}"] != ${line}]\n`,
  ).join('');

/** A method repairs code, and breaks some of what it repairs. */
const isRepaired = ({ method, random }: Draft): boolean => method !== 'base' && random(10) < 4;

const reportOf = (draft: Draft): TestReport => {
  const { id, random } = draft;
  const repaired = isRepaired(draft);
  const breaks = draft.origin(10) < 3 || (repaired && random(10) === 0);
  const caseOf = (kind: 'functional' | 'security', place: number) => {
    const failed = kind === 'functional' ? breaks && random(3) > 0 : !repaired && random(4) === 0;
    return {
      id: `test_${kind}_${place}`,
      kind,
      outcome: failed ? ('failed' as const) : ('passed' as const),
      trust: 'oracle' as const,
      ...(failed && { message: `AssertionError: expected ${place}, got ${random(100)}` }),
      cpuSeconds: 0.01,
    };
  };
  return {
    sample: id,
    status: 'ok',
    sandbox: 'bubblewrap, full',
    cases: [
      ...Array.from({ length: CASES }, (_, place) => caseOf('functional', place)),
      ...Array.from({ length: EXPLOITS }, (_, place) => caseOf('security', place)),
    ],
  };
};

const scansOf = (draft: Draft): Scan[] => {
  const { id, random } = draft;
  const most = isRepaired(draft) ? 1 : 3;
  return SCANNERS.map((scanner): Scan => {
    if (random(200) === 0)
      return { sample: id, scanner, status: 'unknown', reason: 'timed out', findings: [] };
    const findings = Array.from({ length: random(most) }, (): Finding => {
      const { rule, cwes, severity } = RULES[random(RULES.length)] ?? {
        rule: 'other',
        cwes: [],
        severity: 'low',
      };
      const line = 1 + random(25);
      return {
        rule: `${scanner}-${rule}`,
        cwes,
        severity,
        confidence: 'medium',
        message: `${rule}: what stands here comes from outside and is not checked`,
        line,
      };
    });
    return { sample: id, scanner, status: 'ok', findings };
  });
};
