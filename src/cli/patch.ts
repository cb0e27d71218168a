import type { Command } from 'commander';
import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import { levelSchema } from '../core/finding.ts';
import { type Language, languageSchema } from '../core/task.ts';
import { type Equipment, equip } from '../engine/equipment.ts';
import type { Patched } from '../engine/patch/file-patch.ts';
import { countingOnly } from '../engine/patch/findings.ts';
import { patchFiles } from '../engine/patch/patch-files.ts';
import type { Target } from '../engine/patch/targets.ts';
import { openTestCommand, type TestCommand } from '../engine/test-command.ts';
import { openWorkbenches } from '../engine/workbench.ts';
import { languages as LANGUAGES } from '../languages/index.ts';
import { type OpenMethod, openMethod } from '../methods/open.ts';
import { toolsOfModel } from '../models/index.ts';
import { diffOf, patchJson, patchLines, totalLine } from '../reports/patch-report.ts';
import { visible } from '../reports/visible.ts';
import { inPrivateFolder } from '../scanners/kit/private-folder.ts';
import { openScanners } from '../scanners/open.ts';
import type { Scanner } from '../scanners/scanner.ts';
import { type EnsureOptions, ensureTools } from '../toolchain/ensure.ts';
import { planGeneration } from './generation.ts';
import { interruptSignal } from './interrupt.ts';
import { printJson } from './output.ts';

/** How no model is named. */
export const NO_MODEL = 'none';

/** Rewrites that a model is asked for in each round, unless told otherwise. */
const CANDIDATES = 3;

export const patchOptionsSchema = z.object({
  language: languageSchema.optional(),
  write: z.boolean().default(false),
  model: z.string(),
  method: z.string(),
  candidates: z.int().optional(),
  acceptUnproven: z.boolean().default(false),
  testCommand: z.string().optional(),
  testSeconds: z.number(),
  testVisible: z.array(z.string()),
  minSeverity: levelSchema,
  onlyRules: z.array(z.string()).optional(),
  ignoreRules: z.array(z.string()),
  sandbox: z.string(),
  offline: z.boolean().default(false),
  quiet: z.boolean().default(false),
  json: z.boolean().default(false),
});
export type PatchCommandOptions = z.infer<typeof patchOptionsSchema>;

const tell = (...lines: readonly string[]): void => {
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
};

/** Equips, mends, and says what came of it. The exit code is the caller's. */
export const runPatch = async (
  targets: readonly Target[],
  options: PatchCommandOptions,
  command: Command,
): Promise<Patched[]> => {
  const method = methodOf(options);
  const { listen } = planGeneration(command);
  const ensure: EnsureOptions = { offline: options.offline, notice: tell, signal: interruptSignal() };
  const heardIn = (name: string) =>
    openScanners([name], {}).filter(({ role }) => method.listens.includes(role));
  const languages = [...new Set(targets.map(({ language }) => language))];
  mustBeRead(languages, listen.flatMap(heardIn));
  const equipment = await equip({
    ...ensure,
    sandbox: options.sandbox,
    scanners: listen.filter((name) => heardIn(name).length > 0),
    languages,
    environment: method.needs.includes('sandbox') ? 'python-tests' : undefined,
  });
  try {
    return await inPrivateFolder('patch', (place) =>
      mendAll(targets, options, { method, equipment, ensure, command, place }),
    );
  } finally {
    await equipment.close();
  }
};

const mustBeRead = (written: readonly Language[], scanners: readonly Scanner[]): void => {
  if (scanners.some(({ languages }) => written.some((language) => languages.includes(language)))) return;
  throw new BifocalError(
    'BIFOCAL_UNKNOWNS',
    `no scanner that is listened to reads ${written.map((language) => LANGUAGES[language].title).join(', ')}`,
    'see which there are with `bifocal scanners`, and name others with --listen',
  );
};

/** Settings that the command has options for, where the method takes them and its name does not say them. */
const methodOf = ({ method, model, candidates, acceptUnproven }: PatchCommandOptions): OpenMethod => {
  const { settings } = openMethod(method);
  const written = method.split(':').map((part) => part.split('=')[0]);
  const said = {
    candidates: String(candidates ?? (model === NO_MODEL ? 0 : CANDIDATES)),
    ...(acceptUnproven && { unproven: 'accept' }),
  };
  const added = Object.entries(said).filter(([key]) => key in settings && !written.includes(key));
  return openMethod([method, ...added.map(([key, value]) => `${key}=${value}`)].join(':'));
};

type Equipped = {
  readonly method: OpenMethod;
  readonly equipment: Equipment;
  readonly ensure: EnsureOptions;
  readonly command: Command;
  /** A private folder. */
  readonly place: string;
};

const mendAll = async (
  targets: readonly Target[],
  options: PatchCommandOptions,
  { method, equipment, ensure, command, place }: Equipped,
): Promise<Patched[]> => {
  const { model: spec, minSeverity, onlyRules, ignoreRules } = options;
  const { scanners, bench, omitted } = equipment;
  const whisper = options.json || options.quiet ? () => {} : tell;
  await ensureTools(toolsOfModel(spec), ensure);
  const workbenches = openWorkbenches({
    scanners: scanners.map(({ scanner }) => scanner).filter(({ role }) => method.listens.includes(role)),
    bench,
  });
  const generation = await planGeneration(command).optionsFor(spec, method, {
    ensure,
    mayRun: bench !== undefined,
    workbenches: countingOnly(workbenches, { minSeverity, minConfidence: 'low', onlyRules, ignoreRules }),
  });
  whisper(...omitted.map((omission) => `left out  ${omission}`));
  const tests = await openTests(targets, options, place, ensure);
  const model = await generation.open();
  const listeners = workbenches.listening(method.listens);
  whisper(
    `at work   ${targets.length === 1 ? visible(targets[0]?.name ?? '') : `${targets.length} files`}, read by ${listeners.join(', ')}: some seconds each`,
  );
  const all = await patchFiles(targets, {
    generation,
    model,
    asksModel: spec !== NO_MODEL,
    tests,
    write: options.write,
    notice: (message) => whisper(visible(message)),
    signal: ensure.signal,
    onFile: (patched) => {
      if (patched.patch.state !== 'clean' || targets.length === 1) whisper(...patchLines(patched));
    },
  }).finally(() => model.close());
  if (options.json) {
    printJson({
      format: 'bifocal.patch/1',
      method: method.name,
      model: spec,
      listens: listeners,
      tests: tests ? { command: options.testCommand, sandbox: tests.level } : null,
      files: all.map(patchJson),
      omitted,
    });
  } else if (!options.write) printDiff(all.map(({ patch }) => diffOf(patch)).join(''));
  whisper(...(targets.length > 1 ? [totalLine(all)] : []), ...hints(all, options));
  return all;
};

/** On a terminal nothing in the code acts on it; programs get every byte. */
const printDiff = (diff: string): void => {
  const shown = process.stdout.isTTY ? diff.split('\n').map(visible).join('\n') : diff;
  process.stdout.write(shown);
};

const openTests = async (
  targets: readonly Target[],
  { testCommand, testSeconds, testVisible, sandbox }: PatchCommandOptions,
  place: string,
  { notice, signal }: EnsureOptions,
): Promise<TestCommand | undefined> => {
  if (testCommand === undefined) return undefined;
  return openTestCommand({
    command: testCommand,
    files: targets.flatMap(({ path }) => path ?? []),
    cwd: process.cwd(),
    sandbox,
    seconds: testSeconds,
    visible: testVisible,
    place,
    notice,
    signal,
  });
};

/** What may help against what remains. */
const hints = (all: readonly Patched[], options: PatchCommandOptions): string[] => {
  if (!all.some(({ patch }) => patch.state === 'remains')) return [];
  return [
    ...(options.model === NO_MODEL
      ? ['only the catalogue of edits was used -> --model openai:NAME lets a model write rewrites, too']
      : []),
    ...(options.testCommand === undefined
      ? [
          'tests of yours can decide what keeps the function -> --test-command "..." (or --accept-unproven, and read the patch)',
        ]
      : []),
  ];
};
