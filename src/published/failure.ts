import { HubApiError } from '@huggingface/hub';
import { BifocalError } from '../core/errors.ts';
import type { Published } from './publication.ts';

/**
 * Why a file could not be fetched. `unreachable`: nobody answered; `broken`: the answer ended early; `refused`: it was
 * another than 200, see `status`; `wrong`: what came is another file.
 */
export type FetchFailure = 'unreachable' | 'broken' | 'refused' | 'wrong';

export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly failure: FetchFailure;
  readonly status: number | undefined;

  constructor(
    failure: FetchFailure,
    message: string,
    { status, cause }: { status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.failure = failure;
    this.status = status;
  }
}

/** What went wrong, in the terms of whoever fetches. */
const failureOf = (error: unknown): FetchError | undefined => {
  if (error instanceof FetchError) return error;
  if (error instanceof HubApiError)
    return new FetchError('refused', `the hub answers ${error.statusCode}`, {
      status: error.statusCode,
      cause: error,
    });
  if (error instanceof TypeError && error.message === 'fetch failed')
    return new FetchError('unreachable', 'the hub cannot be reached', { cause: error });
  return undefined;
};

const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const DISK: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota of the disk is used up',
  EACCES: 'its folder cannot be written to',
  EPERM: 'its folder cannot be written to',
  EROFS: 'its folder cannot be written to',
  ENOTDIR: 'its folder cannot be written to',
  EEXIST: 'its folder cannot be written to',
};

const hintOf = (
  { failure, status }: FetchError,
  { id, publication }: Published,
  hasToken: boolean,
): string => {
  const page = publication?.page ?? 'its page';
  const byHand = `bifocal tasks pull ${id} --from PATH`;
  if (status === 401 || status === 403)
    return hasToken
      ? `accept its terms at ${page} with the account of HF_TOKEN, then the same command again`
      : `it is gated, private, or gone: accept its terms at ${page}, set HF_TOKEN to a token of yours, then the same command again`;
  if (status === 404)
    return `look at ${page}: it was moved, or has no such revision. With a copy of your own: ${byHand}`;
  if (failure === 'wrong')
    return `find out what stands between you and the publisher (mirror, proxy), then again; or take a copy that you trust: ${byHand}; or, if its publishers have changed it, delete its folder and pull anew`;
  if (failure === 'broken' || (status ?? 0) >= 500)
    return 'the same command again goes on where this one stopped';
  return `check the network, the proxy (NODE_USE_ENV_PROXY=1 honours HTTPS_PROXY) and HF_ENDPOINT; or download it by hand from ${page}, then: ${byHand}`;
};

/**
 * Any rejection of a pull as an error for people.
 * @param name the file; empty, where the hub was asked what there is
 */
export const asPullError = (error: unknown, set: Published, name: string, hasToken: boolean): unknown => {
  const what = name === '' ? set.title : `${name} of ${set.title}`;
  const disk = DISK[systemCode(error) ?? ''];
  if (disk)
    return new BifocalError(
      'BIFOCAL_PROVISION',
      `${what} could not be kept: ${disk}`,
      'make room, or set BIFOCAL_DATA to a folder elsewhere; the same command then goes on',
      { cause: error },
    );
  const failure = failureOf(error);
  if (!failure) return error;
  return new BifocalError(
    'BIFOCAL_PROVISION',
    `${what} could not be fetched: ${failure.message}`,
    hintOf(failure, set, hasToken),
    { cause: error },
  );
};
