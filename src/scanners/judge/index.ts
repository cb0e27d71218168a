import { createHash } from 'node:crypto';
import pMap from 'p-map';
import { BifocalError } from '../../core/errors.ts';
import type { ScanOutcome } from '../../core/finding.ts';
import { type Outcome, ok, type Unknown, unknown } from '../../core/outcome.ts';
import { languageSchema } from '../../core/task.ts';
import { untilAborted } from '../../models/abort.ts';
import { checkModel, identifyModel, openModel, toolsOfModel } from '../../models/index.ts';
import type { Model, ModelOptions } from '../../models/model.ts';
import { TOOLS } from '../../toolchain/index.ts';
import type { ScannerFamily } from '../family.ts';
import { whyUnreadable } from '../kit/readable.ts';
import type { ScanInput, Scanner, ScannerVersion } from '../scanner.ts';
import { poll, requestsFor } from './poll.ts';
import { completeSettings, type JudgeSettings } from './settings.ts';
import { tally } from './tally.ts';

/** Of how answers are read and counted. The prompt and the form of an answer are part of the version by themselves. */
const RULES_VERSION = 1;

/** What is lost at most when a run is killed; enough for what a server takes at once. */
const BATCH = 32;

/**
 * Language models that are asked whether code is vulnerable, without examples (paper A, 4.1). Their opinion is not
 * evidence: about half of what they called vulnerable there was not. They are never asked unless named.
 */
export const judge: ScannerFamily = {
  id: 'judge',
  title: 'a language model',
  argument: 'a model, as in judge:openai:gpt-4.1 or judge:local:smollm2',
  open: (argument, settings) =>
    openJudge(argument, completeSettings(settings.judge ?? {}), settings.models ?? {}),
};

const openJudge = (spec: string, settings: Required<JudgeSettings>, options: ModelOptions): Scanner => {
  const keeper = modelKeeper(() => openModel(spec, options));
  const scanner: Scanner = {
    id: `judge:${spec}`,
    title: `${spec} as a judge`,
    role: 'judge',
    standard: false,
    languages: languageSchema.options,
    tools: toolsOfModel(spec),
    batch: BATCH,
    probe: () => probe(spec, settings, options),
    rules: async () => unknown('a model has no list of rules'),
    scan: async (inputs, signal) => {
      signal?.throwIfAborted();
      const refusals = new Map<string, ScanOutcome>();
      for (const input of inputs) {
        const refusal = whyUnreadable(input, scanner);
        if (refusal) refusals.set(input.id, refusal);
      }
      const readable = inputs.filter(({ id }) => !refusals.has(id));
      const answers = await ask(keeper, readable, settings, signal);
      return new Map([...refusals, ...answers]);
    },
    close: () => keeper.close(),
  };
  return scanner;
};

/** A request that fails is its sample's misfortune. A model that is gone is not asked again in this batch. */
const ask = async (
  keeper: ModelKeeper,
  inputs: readonly ScanInput[],
  settings: Required<JudgeSettings>,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly [string, ScanOutcome])[]> => {
  if (inputs.length === 0) return [];
  const opened = await opening(keeper, signal);
  if (opened.status === 'unknown') return inputs.map(({ id }) => [id, opened]);
  const model = opened.value;
  let gone: Unknown | undefined;
  const askAbout = async (input: ScanInput): Promise<ScanOutcome> => {
    if (gone) return gone;
    const { ballots, votes, usage, failure } = await poll(model, input, settings, signal);
    if (failure === undefined) return { ...tally(ballots), votes, usage };
    const outcome = unknown(failure.message);
    if (failure.code !== 'BIFOCAL_REQUEST') gone = outcome;
    return { ...outcome, votes, usage };
  };
  return pMap(inputs, async (input) => [input.id, await askAbout(input)] as const, {
    concurrency: model.concurrency,
  });
};

/** A model, opened when it is first asked for; if that fails, or after it was closed, opened anew. */
type ModelKeeper = { get(): Promise<Model>; close(): Promise<void> };

const modelKeeper = (open: () => Promise<Model>): ModelKeeper => {
  let opened: Promise<Model> | undefined;
  return {
    get: async () => {
      opened ??= open();
      try {
        return await opened;
      } catch (error) {
        opened = undefined;
        throw error;
      }
    },
    close: async () => {
      const model = await opened?.catch(() => undefined);
      opened = undefined;
      await model?.close();
    },
  };
};

const opening = async (keeper: ModelKeeper, signal: AbortSignal | undefined): Promise<Outcome<Model>> => {
  try {
    return ok(await untilAborted(keeper.get(), signal));
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof BifocalError) return unknown(error.message);
    throw error;
  }
};

/** The version tells everything that decides a verdict: the model, the settings, the words of the prompt. */
const probe = async (
  spec: string,
  settings: Required<JudgeSettings>,
  options: ModelOptions,
): Promise<Outcome<ScannerVersion>> => {
  for (const id of toolsOfModel(spec)) {
    const state = await TOOLS[id].probe();
    if (state.status === 'missing') return unknown(`${id} is missing: ${state.reason} (${state.hint})`);
  }
  try {
    await checkModel(spec, options);
  } catch (error) {
    if (error instanceof BifocalError && error.code === 'BIFOCAL_MODEL') {
      return unknown(`${error.message} (${error.hint})`);
    }
    throw error;
  }
  const identity = await identifyModel(spec, options);
  const question = requestsFor({ code: 'pass\n', language: 'python' }, settings);
  const hash = createHash('sha256')
    .update(JSON.stringify([RULES_VERSION, spec, identity, question]))
    .digest('hex');
  const { votes, temperature } = settings;
  return ok({ version: `votes ${votes}, temperature ${temperature}, ${hash.slice(0, 12)}` });
};
