import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sha256Of } from './checksum.ts';
import { FetchError } from './failure.ts';

export type Download = {
  readonly url: string;
  /** Where the whole file goes. Until then it lies beside it, as `.part`. */
  readonly path: string;
  /** Sent to this address only: a redirect to another host does not get it. */
  readonly token?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly signal: AbortSignal;
  /** Bytes that are there, of how many, if that is known. */
  readonly progress: (done: number, total: number | undefined) => void;
};

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
const WORTH_ASKING_AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Fetches a file, going on with what an earlier try has left: a broken connection costs what was not written yet. Only
 * a file that is whole, and has the checksum that is asked for, gets its name.
 *
 * @returns its size and SHA-256
 * @throws FetchError if it cannot be had, or is not what it should be; the signal's reason
 */
export const download = async (file: Download): Promise<{ bytes: number; sha256: string }> => {
  await mkdir(dirname(file.path), { recursive: true });
  const part = partOf(file);
  let most = part.size();
  for (let failures = 1; ; failures += 1) {
    try {
      return await accept(file, part, await fetchRest(file, part));
    } catch (error) {
      file.signal.throwIfAborted();
      if (!mayTryAgain(error)) throw error;
      if (part.size() > most) {
        most = part.size();
        failures = 0;
        continue;
      }
      if (failures >= ATTEMPTS) throw error;
    }
    await pause(FIRST_WAIT_MS * 2 ** (failures - 1), file.signal);
  }
};

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
};

/** What is there of a file that is not whole, and the tag by which its server knows the version it is of. */
const partOf = ({ path }: Download) => {
  const data = `${path}.part`;
  const tag = `${path}.part.tag`;
  return {
    path: data,
    size: () => (existsSync(data) ? statSync(data).size : 0),
    tag: () => (existsSync(tag) ? readFileSync(tag, 'utf8') : undefined),
    /** A weak tag names no bytes: it is as good as none. */
    keepTag: (value: string | null) => {
      if (value && !value.startsWith('W/')) writeFileSync(tag, value);
      else rmSync(tag, { force: true });
    },
    drop: () => {
      rmSync(data, { force: true });
      rmSync(tag, { force: true });
    },
  };
};
type Part = ReturnType<typeof partOf>;

const mayTryAgain = (error: unknown): boolean =>
  error instanceof FetchError &&
  (error.status === undefined ? error.failure !== 'wrong' : WORTH_ASKING_AGAIN.has(error.status));

/** Bytes that were there before, and the size of the whole file, if the server says it. */
type Written = { readonly from: number; readonly total: number | undefined };

/** Fetches what is missing. */
const fetchRest = async (file: Download, part: Part): Promise<Written> => {
  const tag = part.tag();
  const from = tag || file.sha256 ? part.size() : 0;
  const response = await request(file, from, tag);
  if (response.status === 416) {
    await response.body?.cancel();
    const total = Number(response.headers.get('content-range')?.split('/')[1]);
    if (total === from) return { from, total };
    part.drop();
    throw new FetchError('broken', 'the server has another file than before');
  }
  const goesOn = response.status === 206 && startOf(response) === from;
  if (goesOn && !file.sha256 && response.headers.get('etag') !== tag) {
    await response.body?.cancel();
    part.drop();
    throw new FetchError('broken', 'the server has another version than before');
  }
  if (response.status !== 200 && !goesOn) {
    await response.body?.cancel();
    throw new FetchError('refused', `the server answers ${response.status}`, { status: response.status });
  }
  part.keepTag(response.headers.get('etag'));
  return write(file, part, response, goesOn ? from : 0);
};

const request = async ({ url, token, signal }: Download, from: number, tag: string | undefined) => {
  const headers = {
    'Accept-Encoding': 'identity',
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...(from > 0 ? { Range: `bytes=${from}-` } : {}),
    ...(from > 0 && tag ? { 'If-Range': tag } : {}),
  };
  try {
    return await fetch(url, { headers, signal });
  } catch (cause) {
    throw new FetchError('unreachable', `${new URL(url).host} cannot be reached`, { cause });
  }
};

const startOf = (response: Response): number =>
  Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]);

const write = async (file: Download, part: Part, response: Response, from: number): Promise<Written> => {
  const length = response.headers.get('content-length');
  const total = length === null ? file.bytes : from + Number(length);
  await using handle = await open(part.path, from > 0 ? 'r+' : 'w');
  let done = from;
  for await (const chunk of bodyOf(response)) {
    await handle.write(chunk, 0, chunk.length, done);
    done += chunk.length;
    file.progress(done, total);
  }
  await handle.sync();
  if (total !== undefined && done < total)
    throw new FetchError('broken', `the connection ended after ${done} of ${total} bytes`);
  return { from, total };
};

async function* bodyOf(response: Response): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  try {
    yield* response.body;
  } catch (cause) {
    throw new FetchError('broken', 'the connection broke', { cause });
  }
}

const accept = async (file: Download, part: Part, { from, total }: Written) => {
  const bytes = part.size();
  const sha256 = await sha256Of(part.path);
  const size = file.bytes ?? total;
  if ((file.sha256 ?? sha256) !== sha256 || (size ?? bytes) !== bytes) {
    part.drop();
    const why = file.sha256 ? `its SHA-256 is ${sha256}, not ${file.sha256}` : `${bytes} bytes, not ${size}`;
    // What was there before may have been of another version: once more, from the start.
    throw new FetchError(from > 0 ? 'broken' : 'wrong', `what came is not the file that was meant: ${why}`);
  }
  await rename(part.path, file.path);
  part.drop();
  return { bytes, sha256 };
};
