import { plainText } from '../../syntax/python.ts';
import type { VisibleTask } from '../method.ts';
import type { Observation, Probe, Workbench } from '../workbench.ts';
import { agreement } from './agreement.ts';
import { benignProbes } from './inputs.ts';

/** What came of inputs that only the candidate's code suggests. */
export type Suggested = {
  /** Of these, so many were judged, and so many of them gave the same. */
  readonly judged: number;
  readonly agreed: number;
  /** Inputs on which the first attempt returned or raised, and nobody can tell what the candidate does. */
  readonly untold: number;
  /** In words: the first difference, or what cannot be told. Undefined: there is neither. */
  readonly because: string | undefined;
};

const MOST_SHOWN = 200;

const sourcesOf = (probes: readonly Probe[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(probes.map(({ entryPoint, inputs }) => [entryPoint, new Set(inputs)]));

/**
 * Holds a candidate against the first attempt on benign inputs that its own code suggests and the first attempt's does
 * not: values that a new check knows, such as the entries of a table. A check that is the wrong way round lets through
 * whatever nobody would send, and differs only where somebody should be let through.
 *
 * @returns undefined if there is no such input, or nothing runs code here
 * @throws the signal's reason if aborted
 */
export const compareOnSuggested = async (
  { observe }: Pick<Workbench, 'observe'>,
  task: VisibleTask,
  first: string,
  candidate: string,
  signal: AbortSignal | undefined,
): Promise<Suggested | undefined> => {
  const [before, after] = [plainText(first), plainText(candidate)];
  const [known, own] = [benignProbes(before, task), benignProbes(after, task)];
  if (!observe || known.status === 'unknown' || own.status === 'unknown') return undefined;
  const tried = sourcesOf(known.value);
  const { same } = agreement(before, task);
  const pairs: { readonly was: Observation; readonly is: Observation | undefined }[] = [];
  for (const probe of own.value) {
    const seen = tried.get(probe.entryPoint);
    const inputs = probe.inputs.filter((input) => !seen?.has(input));
    if (seen === undefined || inputs.length === 0) continue;
    const fresh = { ...probe, inputs };
    const once = await observe(before, fresh, signal);
    const twice = await observe(before, fresh, signal);
    const now = await observe(after, fresh, signal);
    if (once.status === 'unknown' || twice.status === 'unknown') return undefined;
    for (const [at, was] of once.value.entries()) {
      if (was.kind === 'unknown' || was.digest !== twice.value[at]?.digest) continue;
      pairs.push({ was, is: now.status === 'ok' ? now.value[at] : undefined });
    }
  }
  if (pairs.length === 0) return undefined;
  const told = pairs.filter(({ is }) => is !== undefined && is.kind !== 'unknown');
  const different = told.find(({ was, is }) => !same(was, is));
  const untold = pairs.find(({ is }) => is === undefined || is.kind === 'unknown');
  return {
    judged: told.length,
    agreed: told.filter(({ was, is }) => same(was, is)).length,
    untold: pairs.length - told.length,
    because: inWords(different ?? untold),
  };
};

const inWords = (
  pair: { readonly was: Observation; readonly is: Observation | undefined } | undefined,
): string | undefined =>
  pair &&
  `${pair.was.input.slice(0, MOST_SHOWN)}: ${pair.was.shown.slice(0, MOST_SHOWN)}; now ${pair.is?.shown.slice(0, MOST_SHOWN) ?? 'no answer'}`;
