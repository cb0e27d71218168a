/**
 * Judges one trivial sample after another, 100,000 times, and looks at what that leaves behind.
 *
 *     npm run check:soak [-- JOBS]
 *
 * Prints, every tenth of the way, what is held: memory, descriptors, processes, namespaces, control groups, mounts. Ends with
 * 1 if any of it grows between the first tenth and the last, or if a sample was judged wrongly.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import pMap from 'p-map';
import { taskSchema } from '../src/core/task.ts';
import { chooseSandbox } from '../src/sandbox/index.ts';
import { openBench } from '../src/testing/bench.ts';
import { TOOLS } from '../src/toolchain/index.ts';
import { requireTool } from '../src/toolchain/require-tool.ts';

const JOBS = Number(process.argv[2] ?? 100_000);
/** What may come and go; a leak of one thing per hundred jobs is far above it. */
const TOLERANCE = { megabytes: 25, things: 5 };
/** Node's resident memory moves with the collector's mood, the kernel's with everything else on the machine. */
const UNSTEADY: ReadonlySet<string> = new Set(['node MB', 'kernel MB']);
const UNSTEADY_MEGABYTES = 150;

const attempt = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch {
    return otherwise; // the process is gone
  }
};

const parentOf = (pid: string): string =>
  attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] ?? '', '');

/** This process and everything that it started. */
const family = (): string[] => {
  const children = Map.groupBy(
    readdirSync('/proc').filter((name) => /^\d+$/.test(name)),
    parentOf,
  );
  const below = (pid: string): string[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(String(process.pid));
};

const residentMegabytes = (pid: string): number =>
  attempt(() => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096, 0) / 1e6;

const countNamespaces = (pids: readonly string[]): number => {
  const kinds = ['pid', 'mnt', 'net', 'ipc', 'uts'];
  return new Set(
    pids.flatMap((pid) => kinds.map((kind) => attempt(() => readlinkSync(`/proc/${pid}/ns/${kind}`), ''))),
  ).size;
};

/** Control groups of this process's workers, wherever they lie. */
const countGroups = (): number =>
  attempt(
    () =>
      readdirSync('/sys/fs/cgroup', { recursive: true, encoding: 'utf8' }).filter(
        (path) => path.includes(`bifocal-${process.pid}-`) && /bifocal-[^/]*$/.test(path),
      ).length,
    0,
  );

const kernelMegabytes = (): number => {
  const line = /^Slab:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'));
  return Number(line?.[1] ?? 0) / 1000;
};

/** Taken while nothing is under way. */
const census = () => {
  const pids = family();
  return {
    'node heap MB': process.memoryUsage().heapUsed / 1e6,
    'node MB': residentMegabytes(String(process.pid)),
    'servers MB': pids.slice(1).reduce((sum, pid) => sum + residentMegabytes(pid), 0),
    processes: pids.length,
    descriptors: pids.reduce((sum, pid) => sum + attempt(() => readdirSync(`/proc/${pid}/fd`).length, 0), 0),
    namespaces: countNamespaces(pids),
    groups: countGroups(),
    mounts: readFileSync('/proc/mounts', 'utf8').split('\n').length,
    'kernel MB': kernelMegabytes(),
  };
};
type Census = ReturnType<typeof census>;

const TASK = taskSchema.parse({
  id: 'soak',
  dataset: 'soak',
  language: 'python',
  prompt: {},
  entryPoint: 'double',
  tests: {
    style: 'calls',
    prelude: '',
    cases: [
      { id: 'one', kind: 'functional', args: '{"number": 1}', expected: { status: 'value', source: '2' } },
    ],
  },
});

const { paths: interpreter } = await requireTool(TOOLS['python-tests']);
const bench = await openBench({ choice: await chooseSandbox('auto', interpreter), interpreter });
console.log(`${JOBS} jobs, ${bench.level}`);

let wrong = 0;
const judgeOne = async (): Promise<void> => {
  const report = await bench.run({ id: 's', code: 'def double(number):\n    return number * 2\n' }, TASK);
  if (report.cases.some(({ outcome }) => outcome !== 'passed') || report.cases.length !== 1) {
    wrong += 1;
    console.error(JSON.stringify(report));
  }
};

const seen: Census[] = [];
for (let tenth = 1; tenth <= 10; tenth += 1) {
  const started = performance.now();
  await pMap(Array(Math.ceil(JOBS / 10)), judgeOne, { concurrency: availableParallelism() });
  const perJob = (performance.now() - started) / Math.ceil(JOBS / 10);
  globalThis.gc?.();
  const now = census();
  seen.push(now);
  const facts = Object.entries(now).map(([name, value]) => `${name} ${value.toFixed(0)}`);
  console.log(`${String(tenth * 10).padStart(3)} %  ${perJob.toFixed(2)} ms a job  ${facts.join('  ')}`);
}
await bench.close();

const [first, last] = [seen[0], seen.at(-1)];
const grown = Object.keys(first ?? {}).filter((key) => {
  const name = key as keyof Census;
  const megabytes = UNSTEADY.has(name) ? UNSTEADY_MEGABYTES : TOLERANCE.megabytes;
  const tolerance = name.endsWith('MB') ? megabytes : TOLERANCE.things;
  return (last?.[name] ?? 0) - (first?.[name] ?? 0) > tolerance;
});
if (grown.length > 0) console.error(`grown: ${grown.join(', ')}`);
console.log(`${wrong} of ${JOBS} judged wrongly; ${family().length - 1} processes left`);
process.exitCode = wrong > 0 || grown.length > 0 ? 1 : 0;
