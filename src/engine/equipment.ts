import { execa } from 'execa';
import { BifocalError } from '../core/errors.ts';
import { chooseSandbox } from '../sandbox/index.ts';
import { scanners } from '../scanners/index.ts';
import type { Scanner } from '../scanners/scanner.ts';
import type { TestBench } from '../testing/run-tests.ts';
import { type EnsureOptions, ensureTools } from '../toolchain/ensure.ts';
import { TOOLS, type ToolId } from '../toolchain/index.ts';
import { requireTool } from '../toolchain/require-tool.ts';

export type ReadyScanner = { readonly scanner: Scanner; readonly version: string };

export type Equipment = {
  readonly bench: (TestBench & { readonly pythonVersion: string }) | undefined;
  readonly scanners: readonly ReadyScanner[];
  /** What is missing, and the command that mends it. */
  readonly omitted: readonly string[];
};

export type EquipmentOptions = EnsureOptions & {
  /** A sandbox's id, or `auto`. */
  readonly sandbox: string;
  readonly scanners: readonly string[];
  /** The environment that the tests need; undefined: nothing is tested. */
  readonly environment: keyof typeof TEST_ENVIRONMENTS | undefined;
};

/** Tools that are Python environments for tests. */
const TEST_ENVIRONMENTS = {
  'python-tests': TOOLS['python-tests'],
  'python-datasets': TOOLS['python-datasets'],
};

/**
 * Makes ready what a run needs: installs missing tools, proves the sandbox, probes the scanners. What cannot
 * be had is left out and named; only a missing sandbox ends the run, since code never runs without one.
 *
 * @throws BifocalError BIFOCAL_SANDBOX, BIFOCAL_TOOL_MISSING (no Python), BIFOCAL_USAGE (no such scanner)
 */
export const equip = async (options: EquipmentOptions): Promise<Equipment> => {
  const chosen = options.scanners.map(scannerOf);
  await ensureTools(toolsFor(chosen, options), options);
  const omitted: string[] = [];
  const ready: ReadyScanner[] = [];
  for (const scanner of chosen) {
    const outcome = await scanner.probe();
    if (outcome.status === 'ok') ready.push({ scanner, version: outcome.value.version });
    else omitted.push(`scanner ${scanner.id}: ${outcome.reason}`);
  }
  return { bench: await findBench(options, omitted), scanners: ready, omitted };
};

const scannerOf = (id: string): Scanner => {
  const scanner = Object.values<Scanner>(scanners).find((known) => known.id === id);
  if (scanner) return scanner;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `no scanner is called "${id}"`,
    `choose from: ${Object.keys(scanners).join(', ')}`,
  );
};

/** Large environments are not fetched unasked: their absence is said, with the command. */
const toolsFor = (chosen: readonly Scanner[], { environment, sandbox }: EquipmentOptions): ToolId[] => [
  ...chosen.flatMap(({ tools }) => tools),
  ...(environment ? (['python-tests'] as const) : []),
  ...(environment && sandbox === 'auto' && process.platform === 'linux' ? (['bubblewrap'] as const) : []),
];

const findBench = async (
  { environment, sandbox, notice }: EquipmentOptions,
  omitted: string[],
): Promise<Equipment['bench']> => {
  if (environment === undefined) return undefined;
  const wanted = await TEST_ENVIRONMENTS[environment].probe();
  if (wanted.status === 'missing') {
    const { title, id } = TEST_ENVIRONMENTS[environment];
    omitted.push(`${title}: samples that need its libraries are unknown -> bifocal setup ${id}`);
  }
  const state = wanted.status === 'ready' ? wanted : await requireTool(TOOLS['python-tests']);
  const interpreter = state.paths;
  const choice = await chooseSandbox(sandbox, interpreter);
  if (choice.sandbox.id === 'none') notice('generated code runs WITHOUT a sandbox on this machine');
  const { stdout } = await execa(interpreter.python, ['--version']);
  return { choice, interpreter, pythonVersion: `${stdout}, ${state.version}` };
};
