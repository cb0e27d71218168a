import { BifocalError } from '../core/errors.ts';
import type { ScannerRole } from '../core/finding.ts';
import { type Outcome, unknown } from '../core/outcome.ts';
import { type Task, taskSchema } from '../core/task.ts';
import { extract } from '../extract/index.ts';
import { languages } from '../languages/index.ts';
import { asAnswer } from '../methods/kit/as-answer.ts';
import { reasonsOf } from '../methods/kit/feedback.ts';
import type { Attempt } from '../methods/method.ts';
import type { HeardScan, Workbench } from '../methods/workbench.ts';
import type { Model } from '../models/model.ts';
import type { GenerationOptions } from './model-source.ts';
import { explain } from './patch/explain.ts';
import type { FilePatch } from './patch/file-patch.ts';
import { type FileText, readFileText } from './patch/file-text.ts';
import { foundIn } from './patch/findings.ts';
import { neverBegan, triedIn } from './patch/read-trace.ts';
import type { Target } from './patch/targets.ts';
import type { TestCommand } from './test-command.ts';
import { visibleTask } from './visible-task.ts';

export type PatchOptions = {
  /** Its workbenches tell of the findings that count. */
  readonly generation: GenerationOptions;
  readonly model: Model;
  /** Whether a model is asked at all. */
  readonly asksModel: boolean;
  readonly tests: TestCommand | undefined;
  readonly notice: (message: string) => void;
  readonly signal: AbortSignal;
};

/** A code in which something was found, and what it takes to mend it. */
export type Work = {
  readonly target: Target;
  readonly file: FileText;
  readonly task: Task;
  readonly workbench: Workbench;
  readonly scan: (code: string) => Promise<HeardScan[]>;
  /** As if nothing could be done. */
  readonly judged: Omit<FilePatch, 'state' | 'reason'>;
};

/** Lets the scanners read a person's code: what there is to mend, or that there is nothing. Aborting rejects. */
export const inspectCode = async (
  target: Target,
  { generation, signal }: Pick<PatchOptions, 'generation' | 'signal'>,
): Promise<Work | FilePatch> => {
  const file = readFileText(target.bytes);
  if (file.status === 'unknown') return { ...untouched(target, ''), state: 'unjudged', reason: file.reason };
  const { text } = file.value;
  const task = taskOf(target);
  const workbench = generation.workbenches.at(task);
  const roles = rolesOf(generation.method.listens);
  const scan = (code: string): Promise<HeardScan[]> => workbench.scan(code, roles, signal);
  const scans = await scan(text);
  const deaf = scans.flatMap((one) => reasonsOf([one]).map((why) => `${one.scanner}: ${why}`));
  const judged = { ...untouched(target, file.value.withText(text)), deaf, before: foundIn(scans) };
  if (deaf.length === scans.length) {
    const reason =
      deaf.join('; ') || `no scanner that is listened to reads ${languages[task.language].title}`;
    return { ...judged, state: 'unjudged', reason };
  }
  if (judged.before.length === 0) return { ...judged, state: 'clean', reason: undefined };
  return { target, file: file.value, task, workbench, scan, judged };
};

const untouched = ({ name, path, language }: Target, old: string): Work['judged'] => ({
  ...{ name, path, language, old, new: old },
  ...{ deaf: [], before: [], fixed: [], remaining: [], accepted: [], refused: [] },
  usage: {},
  stop: undefined,
});

/** What counts against a code: analyzers of defects do only where the method listens to nothing else. */
const rolesOf = (listens: readonly ScannerRole[]): readonly ScannerRole[] => {
  const others = listens.filter((role) => role !== 'defects');
  return others.length > 0 ? others : listens;
};

const taskOf = ({ name, language }: Target): Task =>
  taskSchema.parse({ id: name, dataset: 'patch', language, prompt: {} });

/**
 * Lets a method mend a person's code. Nothing is written here. What comes back as new is what the method handed in,
 * and only if it parses, no more is found in it than before, and the test command, where there is one, accepts it.
 *
 * Rejects as the model does, and when aborted.
 */
export const mendCode = async (work: Work, options: PatchOptions): Promise<FilePatch> => {
  const { file, task, scan, judged } = work;
  const { text } = file;
  const outcome = await attempt(work, options);
  const attempted = outcome.status === 'ok' ? outcome.value : undefined;
  const proposed = attempted && extract(attempted.raw, attempted.form, task).code;
  const refusal = proposed === undefined ? undefined : await finalWord(proposed, work, options);
  const last = proposed === undefined || refusal !== undefined ? text : proposed;
  const steps = attempted?.trace.steps ?? [];
  const idle = outcome.status === 'unknown' ? outcome.reason : (refusal ?? neverBegan(steps));
  const explained = await explain({
    first: text,
    last,
    tried: triedIn(steps),
    writer: options.asksModel ? `a rewrite by ${options.generation.spec}` : options.generation.method.name,
    otherwise: idle ?? 'no edit of the catalogue fits it',
    scan,
  });
  return {
    ...judged,
    ...explained,
    state: explained.remaining.length > 0 ? 'remains' : 'mended',
    reason: idle,
    new: last === text ? judged.old : file.withText(last),
    usage: attempted?.usage ?? {},
    stop: attempted?.trace.stop,
  };
};

/**
 * Has the method work on the code, which it gets as its own first attempt. What it stumbles over in one code is no
 * reason to leave the others.
 */
const attempt = async (
  { target: { path }, file, task, workbench }: Work,
  { generation, model, tests, notice, signal }: PatchOptions,
): Promise<Outcome<Attempt>> => {
  const { method, decoding, seed, prompt, limits, budget } = generation;
  const first = asAnswer(file.text, task.language);
  if (extract(first.raw, first.form, task).code !== file.text)
    return unknown('the extractor does not read it as it is');
  const over = budget.over();
  if (over !== undefined) return unknown(`the budget (${over}) is used up`);
  const decides = tests && path !== undefined && (await tests.covers(path)) ? tests : undefined;
  if (tests && !decides)
    notice(`${task.id}: the test command passes without this file, and says nothing of it`);
  try {
    const outcome = await method.generate({
      task: visibleTask(task, method.seesLabel),
      model,
      index: 0,
      decoding,
      seed,
      prompt,
      first,
      workbench: {
        ...workbench,
        testVisible:
          decides &&
          ((code, asked) => decides.run({ path: path ?? '', content: file.withText(code) }, asked)),
      },
      limits,
      signal,
    });
    if (outcome.status === 'ok') budget.spend(path ?? task.id, outcome.value.usage);
    return outcome;
  } catch (error) {
    const isOthers = signal.aborted || (error instanceof BifocalError && error.code !== 'BIFOCAL_REQUEST');
    if (isOthers) throw error;
    return unknown(error instanceof Error ? error.message : String(error));
  }
};

/** Why nothing of what a method handed in is used, whichever method it was; undefined if all of it is. */
const finalWord = async (
  code: string,
  { target: { path }, file, task, scan, judged }: Work,
  { tests, signal }: PatchOptions,
): Promise<string | undefined> => {
  if (code === file.text) return undefined;
  if (languages[task.language].parses?.(code) === false) return 'what was handed in does not parse';
  const scans = await scan(code);
  if (reasonsOf(scans).length > judged.deaf.length)
    return `it cannot be judged: ${reasonsOf(scans).join('; ')}`;
  if (foundIn(scans).length > judged.before.length) return 'more is found in what was handed in';
  if (!tests || path === undefined) return undefined;
  const { status, cases, reason } = await tests.run({ path, content: file.withText(code) }, signal);
  if (status === 'unknown') return `the test command: ${reason}`;
  const [failed] = cases.filter(({ outcome }) => outcome !== 'passed');
  return failed && `the test command fails: ${failed.message ?? failed.outcome}`;
};
