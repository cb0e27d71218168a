import type { Language, Task } from '../core/task.ts';
import { languages } from '../languages/index.ts';
import { chooseSandbox } from '../sandbox/index.ts';
import type { Interpreter } from '../sandbox/sandbox.ts';
import type { ScannerSettings } from '../scanners/family.ts';
import { openScanners } from '../scanners/open.ts';
import type { Rule, Scanner } from '../scanners/scanner.ts';
import { openBench, type Programs, runsProgram, type TestBench } from '../testing/bench.ts';
import { type EnsureOptions, ensureTools } from '../toolchain/ensure.ts';
import { TOOLS, type ToolId } from '../toolchain/index.ts';
import { findPython, pythonMissing } from '../toolchain/python.ts';

export type ReadyScanner = {
  readonly scanner: Scanner;
  readonly version: string;
  /** Null: it does not list them. */
  readonly rules: readonly Rule[] | null;
};

export type EquippedBench = TestBench & {
  readonly pythonVersion: string;
  /** By language: the version of what its programs are compiled and run with. */
  readonly toolchains: Readonly<Record<string, string>>;
};

export type Equipment = {
  readonly bench: EquippedBench | undefined;
  readonly scanners: readonly ReadyScanner[];
  /** What is missing, and the command that mends it. */
  readonly omitted: readonly string[];
  /** Ends what waits for work. */
  close(): Promise<void>;
};

export type EquipmentOptions = EnsureOptions & {
  /** A sandbox's id, or `auto`. */
  readonly sandbox: string;
  /** Names as {@link openScanners} takes them. */
  readonly scanners: readonly string[];
  readonly scannerSettings?: ScannerSettings;
  /** The languages of the samples: scanners that cover none of them are left out. Absent: not known. */
  readonly languages?: readonly Language[];
  /** The environment that the tests need; undefined: nothing is tested. */
  readonly environment: keyof typeof TEST_ENVIRONMENTS | undefined;
  /** Languages in which the tests compile and run whole programs. */
  readonly programs?: readonly Language[];
};

/** The languages in which the tests of these tasks compile and run whole programs. */
export const programLanguages = (tasks: readonly Task[]): Language[] => [
  ...new Set(tasks.filter(runsProgram).map(({ language }) => language)),
];

/** The oldest Python that the runner works with. */
const MINIMUM_PYTHON = '3.9';

/** Tools that are Python environments for tests. */
const TEST_ENVIRONMENTS = {
  'python-tests': TOOLS['python-tests'],
  'python-datasets': TOOLS['python-datasets'],
};

/**
 * Makes ready what a run needs: installs missing tools, proves the sandbox, probes the scanners. What cannot
 * be had is left out and named; only a missing sandbox ends the run, since code never runs without one.
 *
 * @throws BifocalError BIFOCAL_SANDBOX, BIFOCAL_USAGE (no such scanner)
 */
export const equip = async (options: EquipmentOptions): Promise<Equipment> => {
  const chosen = openScanners(options.scanners, options.scannerSettings ?? {}).filter(
    ({ languages }) => options.languages?.some((language) => languages.includes(language)) ?? true,
  );
  await ensureTools(toolsFor(chosen, options), options);
  const omitted: string[] = [];
  const ready: ReadyScanner[] = [];
  for (const scanner of chosen) {
    const outcome = await scanner.probe();
    if (outcome.status === 'unknown') {
      omitted.push(`scanner ${scanner.id}: ${outcome.reason}`);
      continue;
    }
    const rules = await scanner.rules();
    ready.push({
      scanner,
      version: outcome.value.version,
      rules: rules.status === 'ok' ? rules.value : null,
    });
  }
  const bench = await findBench(options, omitted);
  const close = async (): Promise<void> => {
    await Promise.all([bench?.close(), ...chosen.map((scanner) => scanner.close?.())]);
  };
  return { bench, scanners: ready, omitted, close };
};

/** Large environments are not fetched unasked: their absence is said, with the command. */
const toolsFor = (
  chosen: readonly Scanner[],
  { environment, programs = [], sandbox }: EquipmentOptions,
): ToolId[] => [
  ...chosen.flatMap(({ tools }) => tools),
  ...(environment ? programs.flatMap((language) => languages[language].program?.tools ?? []) : []),
  ...(environment ? (['python-tests'] as const) : []),
  ...(environment && sandbox === 'auto' && process.platform === 'linux' ? (['bubblewrap'] as const) : []),
];

/** The libraries' environment; without it the bare interpreter; without Python nothing is tested. */
const findInterpreter = async (
  environment: keyof typeof TEST_ENVIRONMENTS,
  omitted: string[],
): Promise<(Interpreter & { readonly version: string }) | undefined> => {
  const tool = TEST_ENVIRONMENTS[environment];
  for (const candidate of [tool, TEST_ENVIRONMENTS['python-tests']]) {
    const state = await candidate.probe();
    if (state.status === 'ready') return { ...state.paths, version: `${candidate.id}: ${state.version}` };
    if (candidate === tool) {
      omitted.push(`${tool.title}: what needs its libraries is unknown -> bifocal setup ${tool.id}`);
    }
  }
  const python = await findPython(MINIMUM_PYTHON);
  if (!python) return undefined;
  const { executable, basePrefix, version } = python;
  return { python: executable, basePrefix, site: null, version: `python ${version}, no libraries` };
};

const findPrograms = async (
  wanted: readonly Language[],
  interpreter: Interpreter,
  omitted: string[],
): Promise<Programs> => {
  const found: Programs[] = [];
  for (const language of wanted) {
    const { title, program } = languages[language];
    const state = await program?.probe(interpreter);
    if (state?.status === 'ready') found.push({ [language]: state });
    else
      omitted.push(`${title} programs: ${state ? `${state.reason} -> ${state.hint}` : 'they cannot be run'}`);
  }
  return Object.assign({}, ...found);
};

const findBench = async (
  { environment, programs: wanted = [], sandbox, notice }: EquipmentOptions,
  omitted: string[],
): Promise<Equipment['bench']> => {
  if (environment === undefined) return undefined;
  const interpreter = await findInterpreter(environment, omitted);
  if (!interpreter) {
    const { reason, hint } = pythonMissing(MINIMUM_PYTHON);
    omitted.push(`all tests: ${reason} -> ${hint}`);
    return undefined;
  }
  const choice = await chooseSandbox(sandbox, interpreter);
  if (choice.sandbox.id === 'none') notice('generated code runs WITHOUT a sandbox on this machine');
  const programs = await findPrograms(wanted, interpreter, omitted);
  const bench = await openBench({ choice, interpreter, programs });
  const toolchains = Object.fromEntries(
    Object.entries(programs).map(([language, { version }]) => [language, version]),
  );
  return { ...bench, pythonVersion: interpreter.version, toolchains };
};
