/**
 * Whether the guarded method keeps what works: insecure programs that pass their tests, a scripted repairer that now
 * fixes, now breaks, now deletes, and hidden tests that are run when the method has ended.
 *
 *     npm run bench:guarded -- --pairs core,seccodeplt=FILE --tests seccodeplt+=FILE
 *
 * Exit code 1 if it accepted a functional regression.
 */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import pMap from 'p-map';
import { z } from 'zod';
import { parsers } from '../src/cli/options.ts';
import type { Finding } from '../src/core/finding.ts';
import { equip } from '../src/engine/equipment.ts';
import { openWorkbenches } from '../src/engine/workbench.ts';
import type { Workbench } from '../src/methods/workbench.ts';
import { openScanners } from '../src/scanners/open.ts';
import { makeExaminer } from '../src/testing/examine.ts';
import { evenly } from './evenly.ts';
import { chanceOf } from './guarded/chance.ts';
import { loadCorpus, type Patient } from './guarded/corpus.ts';
import { isExploited, type Judged, judgeHidden, lost, works } from './guarded/hidden.ts';
import {
  type Arm,
  type Case,
  renderArms,
  renderEdits,
  renderFates,
  renderHoles,
  renderKept,
} from './guarded/report.ts';
import { CANDIDATES, type Treated, treatGuarded, treatUnguarded } from './guarded/treat.ts';

const ARMS = ['guarded', 'unguarded', 'catalogue'] as const;

const command = new Command('bench:guarded')
  .description('functional regressions that guarded repair accepts, and true fixes that it keeps')
  .option('--pairs <list>', 'task sets with secure and insecure solutions', parsers.list, ['core'])
  .option('--tests <list>', 'sets whose tests judge programs of the same id, too', parsers.list, [])
  .option('--listen <list>', 'scanners in the loop', parsers.list, ['bandit', 'bifocal'])
  .option('--held-out <list>', 'scanners that only judge', parsers.list, ['ruff', 'semgrep'])
  .option('--arms <list>', ARMS.join(', '), parsers.list, [...ARMS])
  .option('--visible', 'the method sees every other functional case, where cases are input and output')
  .option('--programs <n>', 'so many, evenly spaced (default: all)', parsers.integer(1))
  .option('--only <list>', 'the programs of these tasks', parsers.list)
  .option('--seed <n>', 'of the repairer', parsers.integer(0), 1)
  .option('--workers <n>', 'programs at once', parsers.integer(1), availableParallelism())
  .option('--json', 'everything, program by program, as JSON');

const options = z
  .object({
    pairs: z.array(z.string()),
    tests: z.array(z.string()),
    listen: z.array(z.string()),
    heldOut: z.array(z.string()),
    arms: z.array(z.enum(ARMS)),
    visible: z.boolean().default(false),
    programs: z.number().optional(),
    only: z.array(z.string()).optional(),
    seed: z.number(),
    workers: z.number(),
    json: z.boolean().default(false),
  })
  .parse(command.parse().opts());

const note = (line: string): void => void process.stderr.write(`${line}\n`);

const equipment = await equip({
  sandbox: 'auto',
  scanners: [...options.listen, ...options.heldOut],
  languages: ['python'],
  environment: 'python-datasets',
  offline: false,
  notice: note,
  signal: new AbortController().signal,
});
for (const line of equipment.omitted) note(`left out: ${line}`);
const { bench } = equipment;
if (!bench) throw new Error('nothing runs tests here: see `bifocal doctor`');

const ready = (names: readonly string[]) => {
  const ids = new Set(openScanners(names, {}).map(({ id }) => id));
  return equipment.scanners.map(({ scanner }) => scanner).filter(({ id }) => ids.has(id));
};
const inLoop = openWorkbenches({ scanners: ready(options.listen), bench });
const heldOut = openWorkbenches({ scanners: ready(options.heldOut), bench: undefined });
const examiner = makeExaminer(bench, { reruns: 0 });

/** What is found, by whoever could judge it; undefined if somebody in the loop could not. */
const find = async (workbench: Workbench, code: string): Promise<readonly Finding[] | undefined> => {
  const scans = await workbench.scan(code, ['security']);
  return scans.some(({ status }) => status === 'unknown')
    ? undefined
    : scans.flatMap(({ findings }) => findings);
};

/** Whether a scanner outside the loop accuses a program now, and before. All are scanned together: that is cheaper. */
const heardOutside = async (cases: readonly Omit<Case, 'accused'>[]): Promise<Case[]> => {
  const accused = async ({ task }: Patient, code: string): Promise<boolean> =>
    ((await find(heldOut.at(task), code)) ?? []).length > 0;
  return Promise.all(
    cases.map(async (one, index) => {
      const { patient } = admitted[index] ?? {};
      if (patient === undefined) throw new Error(`no program ${one.id}`);
      const [before, after] = [accused(patient, patient.insecure), accused(patient, one.code)];
      return { ...one, accused: { before: await before, after: await after } };
    }),
  );
};

/** A program that works and in which something is found: one to repair. */
type Admitted = { readonly patient: Patient; readonly before: Judged };

let looked = 0;
const admit = async (patient: Patient): Promise<Admitted[]> => {
  looked += 1;
  const found = await find(inLoop.at(patient.task), patient.insecure);
  if (found === undefined || found.length === 0) return [];
  const before = await judgeHidden(examiner, patient, patient.insecure);
  return works(before, patient) ? [{ patient, before }] : [];
};

const TREATMENTS: Readonly<
  Record<
    (typeof ARMS)[number],
    (patient: Patient, workbench: Workbench) => Promise<Pick<Treated, 'code' | 'fates'> & Partial<Treated>>
  >
> = {
  guarded: (patient, workbench) =>
    treatGuarded(patient, workbench, chanceOf(options.seed, patient.task.id), CANDIDATES),
  unguarded: (patient, workbench) =>
    treatUnguarded(patient, (code) => find(workbench, code), chanceOf(options.seed, patient.task.id)),
  catalogue: (patient, workbench) =>
    treatGuarded(patient, workbench, chanceOf(options.seed, patient.task.id), 0),
};

const treat = async (
  arm: (typeof ARMS)[number],
  { patient, before }: Admitted,
): Promise<Omit<Case, 'accused'>> => {
  const workbench = inLoop.at(patient.task);
  const start = performance.now();
  const { code, fates, stop = '', edits = [] } = await TREATMENTS[arm](patient, workbench);
  const seconds = (performance.now() - start) / 1000;
  const changed = code.trim() !== patient.insecure.trim();
  const after = changed ? await judgeHidden(examiner, patient, code) : before;
  const { failed, unknown } = lost(before, after);
  const judgedFates = fates.map(async (fate) => ({
    ...fate,
    regression:
      fate.decision === 'accepted' || fate.decision === 'replaces its parent'
        ? lost(before, await judgeHidden(examiner, patient, fate.code)).failed
        : [],
  }));
  return {
    id: patient.task.id,
    stop,
    changed,
    clean: (await find(workbench, code))?.length === 0,
    exploited: { before: isExploited(before), after: isExploited(after) },
    failed,
    unknown,
    fates: await Promise.all(judgedFates),
    edits,
    seconds,
    code,
  };
};

const concurrency = options.workers;
const loaded = await loadCorpus({ ...options, showHalf: options.visible });
const corpus = loaded.filter(({ task }) => options.only?.includes(task.id) ?? true);
const chosen = options.programs === undefined ? corpus : evenly(corpus, options.programs);
const admitted = (await pMap(chosen, admit, { concurrency })).flat();
note(
  `${looked} programs, of which ${admitted.length} work and are accused by ${options.listen.join(' or ')}`,
);

const arms: Arm[] = [];
for (const name of options.arms) {
  let done = 0;
  const cases = await pMap(
    admitted,
    async (one) => {
      const result = await treat(name, one);
      done += 1;
      if (done % 25 === 0) note(`${name}: ${done} of ${admitted.length}`);
      return result;
    },
    { concurrency },
  );
  arms.push({ name, cases: await heardOutside(cases) });
}
await equipment.close();

const sections = arms.map(({ name, cases }) =>
  [
    ...(name === 'catalogue'
      ? [renderEdits(cases)]
      : [
          `${name}: the repairer's answers, and why they were refused`,
          '',
          renderFates(cases),
          '',
          renderKept(cases),
        ]),
  ].join('\n'),
);
const holes = arms
  .filter(({ name }) => name !== 'unguarded')
  .map(renderHoles)
  .filter(Boolean);
if (options.json) process.stdout.write(`${JSON.stringify({ programs: admitted.length, arms }, null, 1)}\n`);
else process.stdout.write(`${[renderArms(arms), ...sections, ...holes].join('\n\n')}\n`);
process.exitCode = holes.length > 0 ? 1 : 0;
