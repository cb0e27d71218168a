import { recordOf } from '../analysis/held-out.ts';
import { BASELINE } from '../analysis/order.ts';
import { BifocalError } from '../core/errors.ts';
import type { MethodRecord } from '../core/run.ts';
import type { Sample } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import { environmentOf, type TaskSet } from '../datasets/load-tasks.ts';
import { asAnswer } from '../methods/kit/as-answer.ts';
import { type GenerationOptions, generationSource, type Wanted } from './model-source.ts';
import { readRun, sha256Of, toJsonl } from './run-folder.ts';
import { bareTask, handedIn } from './score-run.ts';
import type { SampleSource, SourceContext } from './source.ts';

/** The samples of a run that are to be improved. */
export type Parents = {
  readonly name: string;
  /** Undefined: the run has none. */
  readonly tasks: TaskSet | undefined;
  readonly samples: readonly Sample[];
  /** Whose they are, and what is known of it. */
  readonly method: string;
  readonly record: MethodRecord | undefined;
  /** Names of the scanners that the run had. */
  readonly scanners: readonly string[];
};

/**
 * Reads what a run holds for methods to improve: the samples of one of its methods, as they were handed in.
 *
 * @param method of the run; undefined: the baseline where it has one, else the only one that it has
 * @throws BifocalError BIFOCAL_INPUT if the folder holds no run or no sample; BIFOCAL_USAGE if the run has no such
 *   method, or several and none was chosen
 */
export const readParents = (folder: string, method: string | undefined): Parents => {
  const run = readRun(folder);
  const samples = handedIn(run);
  const methods = [...new Set(samples.map((sample) => sample.method))];
  const chosen =
    method ?? (methods.includes(BASELINE) ? BASELINE : methods.length === 1 ? methods[0] : undefined);
  if (samples.length === 0) {
    throw new BifocalError('BIFOCAL_INPUT', `${folder} has no samples`, 'give a run that has some');
  }
  if (chosen === undefined || !methods.includes(chosen)) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      chosen === undefined ? 'the run has several methods' : `the run has no samples of "${chosen}"`,
      `say which one is to be improved: --of ${methods.join(' | ')}`,
    );
  }
  return {
    name: run.manifest.name,
    tasks:
      run.tasks.length === 0
        ? undefined
        : {
            name: run.manifest.inputs.tasks.name,
            environment: environmentOf(run.tasks),
            tasks: run.tasks,
            problems: [],
            quarantined: [],
            licence: undefined,
          },
    samples: samples.filter((sample) => sample.method === chosen),
    method: chosen,
    record: recordOf(run.manifest.inputs.methods, chosen),
    scanners: Object.keys(run.manifest.inputs.scanners),
  };
};

/** The samples of a run, as they are: what comes after is compared with them. Nothing of what they took was taken here. */
export const parentSource = ({ samples, method, record }: Parents): SampleSource => ({
  identity: { kind: 'run', samples: sha256Of(toJsonl(samples)) },
  methods: record ? { [method]: record } : {},
  count: (context) => samples.filter(({ task }) => isOfRun(task, context)).length,
  async *drafts(context) {
    for (const { task, model, method, index, raw, code, extraction, language, problem } of samples) {
      context.signal.throwIfAborted();
      if (!isOfRun(task, context)) continue;
      const extracted = { code, extraction };
      yield { task, model, method, index, raw, form: 'answer', extracted, language, problem };
    }
  },
});

const isOfRun = (task: string, { tasks }: SourceContext): boolean => tasks?.has(task) ?? true;

/**
 * What a method makes of the samples of a run, all by one model. The model's name stays that of the one who wrote them
 * first; the method's tells of the method that it started from, and of the model that was asked, where it is another.
 */
export const improvedSource = (options: GenerationOptions, parents: Parents): SampleSource => {
  const { samples, record } = parents;
  const others = samples.some(({ model }) => model !== options.spec);
  const name = [
    ...(parents.method === BASELINE ? [] : [`${parents.method}+`]),
    options.method.name,
    ...(others ? [`@${options.spec}`] : []),
  ].join('');
  const wanted = (context: SourceContext): Wanted[] =>
    samples.flatMap(({ task: id, model, index, language, code, usage, problem }) => {
      const task: Task | undefined = context.tasks ? context.tasks.get(id) : bareTask(id, language);
      if (task === undefined) return [];
      const first = { ...asAnswer(code, language), ...(usage && { usage }) };
      return [{ key: { task: id, model, method: name, index }, task, first, problem }];
    });
  const complete = (own: MethodRecord): MethodRecord => ({
    ...own,
    listens: [...new Set([...(record?.listens ?? []), ...own.listens])],
    kin: [...new Set([...(record?.kin ?? []), ...own.kin])],
    from: parents.method,
    ...(others && { asks: options.spec }),
    ...(record?.oracle !== undefined && { oracle: [record.oracle, own.oracle].filter(Boolean).join('; ') }),
  });
  return generationSource(
    { ...options, method: { ...options.method, name } },
    { kind: 'improved' },
    wanted,
    complete,
  );
};
