import { APIConnectionError, APIError } from 'openai';
import { BifocalError } from '../core/errors.ts';

/** What an error message may say of the request. `url` and `scrub` keep secrets out of it. */
export type RequestFacts = {
  readonly model: string;
  readonly url: string;
  readonly hasKey: boolean;
  readonly scrub: (text: string) => string;
};

/** The answer began and broke off: what arrived is no answer, and asking again may help. */
export class BrokenStreamError extends Error {}

/** HTTP statuses by which servers say that they are asked too much at once. */
const OVERLOADED: ReadonlySet<number | undefined> = new Set([429, 503, 529]);

export const isOverload = (status: number | undefined): boolean => OVERLOADED.has(status);

const systemCode = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : systemCode(error.cause);
};

const hintFor = (error: unknown, { model, url, hasKey }: RequestFacts): string => {
  if (error instanceof BrokenStreamError) {
    return 'the server or a proxy in between gave up: look into its log, or ask for fewer tokens.';
  }
  if (error instanceof APIConnectionError) {
    return `is the server running at ${url}? Start it, or correct the base URL.`;
  }
  const status = error instanceof APIError ? error.status : undefined;
  if (status === 401 || status === 403) {
    return hasKey
      ? `the server at ${url} does not accept the key from BIFOCAL_API_KEY or OPENAI_API_KEY for this model.`
      : 'set BIFOCAL_API_KEY or OPENAI_API_KEY in the environment.';
  }
  if (status === 404) {
    return `see ${url}/models for the names of its models; if that is not found either, the base URL lacks its path (often /v1).`;
  }
  if (isOverload(status)) {
    return 'lower the concurrency, raise the retries, or wait; for a hosted model also look at its quota.';
  }
  if (status !== undefined && status >= 500) return `the server at ${url} failed: look into its log.`;
  if (isTooLong(error)) {
    return `prompt and answer together exceed what ${model} can hold: lower the token limit of the answer or take a model with a longer context.`;
  }
  return `the server at ${url} refused the request: change what it names, or take another model.`;
};

const isTooLong = (error: unknown): boolean =>
  error instanceof APIError &&
  error.status === 400 &&
  /context|too long|maximum.{0,20}(?:length|tokens)/i.test(error.message);

const summary = (error: unknown, { model, url }: RequestFacts): string => {
  if (error instanceof APIConnectionError) {
    const code = systemCode(error);
    return `cannot reach ${url}${code === undefined ? '' : ` (${code})`}: ${error.message}`;
  }
  return `${model}: ${error instanceof Error ? error.message : String(error)}`;
};

/** The error for a person. The original is not attached: its headers and body may hold secrets. */
export const explain = (error: unknown, facts: RequestFacts): BifocalError =>
  error instanceof BifocalError
    ? error
    : new BifocalError(
        isTooLong(error) ? 'BIFOCAL_REQUEST' : 'BIFOCAL_MODEL',
        facts.scrub(summary(error, facts)),
        facts.scrub(hintFor(error, facts)),
      );
