import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a hub holds and how it behaves; a test may change it while it runs. */
export type HubState = {
  /** Contents by path in the one repository. */
  files: Record<string, Buffer>;
  commit: string;
  /** Earlier commits, with the same files. */
  commits: string[];
  /** Paths that are not LFS: no checksum is told. */
  small: string[];
  /** The token that must be sent to the hub. */
  token?: string;
  /** How many bytes of an answer are sent before the connection breaks; the next answers, one each. */
  breaks: number[];
  /** Called when one has broken. */
  broken?: () => void;
  ranges: boolean;
  /** Whether If-Range is ignored, as some servers do. */
  careless?: boolean;
  /** The status of the next answers to downloads, one each; 0: as usual. */
  statuses: number[];
  /** After these bytes the answer waits for ever. */
  stallAfter?: number;
};

export type Seen = {
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
};

export type HubServer = {
  readonly url: string;
  readonly state: HubState;
  /** Downloads that were asked for, at the store of large files. */
  readonly seen: Seen[];
};

/** Long enough for what was sent to arrive: the break throws away what is under way. */
const UNTIL_IT_BREAKS_MS = 100;

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

const json = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
};

/**
 * A hub as its clients see it: `/api/datasets/...` tells commits and files, `/datasets/.../resolve/...` sends a
 * client on to another address, which serves bytes and is never shown the token. Ends with the test.
 */
export const startHub = async (
  files: Record<string, Buffer>,
  repository = 'publisher/set',
): Promise<HubServer> => {
  const state: HubState = {
    files,
    commit: 'a'.repeat(40),
    commits: [],
    small: [],
    breaks: [],
    ranges: true,
    statuses: [],
  };
  const seen: Seen[] = [];

  const store = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').slice(1));
    seen.push({ path, range: request.headers.range, authorization: request.headers.authorization });
    const status = state.statuses.shift() ?? 0;
    const content = state.files[path];
    if (status !== 0 || !content) response.writeHead(status || 404).end();
    else send(request, response, content);
  });

  const send = (request: IncomingMessage, response: ServerResponse, content: Buffer): void => {
    const tag = `"${sha256(content).slice(0, 16)}"`;
    const asked = /^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
    const same = state.careless || (request.headers['if-range'] ?? tag) === tag;
    const start = state.ranges && asked && same ? Number(asked) : 0;
    if (start >= content.length) {
      response.writeHead(416, { 'Content-Range': `bytes */${content.length}` }).end();
      return;
    }
    response.writeHead(start > 0 ? 206 : 200, {
      ETag: tag,
      'Content-Length': content.length - start,
      ...(start > 0 ? { 'Content-Range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
    });
    const breakAt = state.breaks.shift();
    if (state.stallAfter !== undefined) response.write(content.subarray(start, start + state.stallAfter));
    else if (breakAt === undefined) response.end(content.subarray(start));
    else {
      response.write(content.subarray(start, start + breakAt));
      setTimeout(() => {
        response.destroy();
        state.broken?.();
      }, UNTIL_IT_BREAKS_MS);
    }
  };

  const hub = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://hub');
    if (state.token && request.headers.authorization !== `Bearer ${state.token}`)
      return json(response, 401, { error: 'Access to this dataset is restricted.' });
    const [, revision] = url.pathname.split(`/api/datasets/${repository}/revision/`);
    if (revision)
      return revision === 'gone'
        ? json(response, 404, { error: 'Invalid rev id: gone' })
        : json(response, 200, { _id: '1', id: repository, sha: state.commit });
    if (url.pathname === `/api/datasets/${repository}/paths-info/${state.commit}`) {
      const { paths }: { paths: string[] } = JSON.parse(await bodyOf(request));
      return json(response, 200, paths.flatMap(infoOf));
    }
    for (const commit of [state.commit, ...state.commits]) {
      const prefix = `/datasets/${repository}/resolve/${commit}/`;
      if (url.pathname.startsWith(prefix))
        return response
          .writeHead(302, { Location: `${addressOf(store)}/${url.pathname.slice(prefix.length)}` })
          .end();
    }
    return json(response, 404, { error: 'Repository not found' });
  });

  const infoOf = (path: string): unknown[] => {
    const content = state.files[path];
    if (!content) return [];
    const lfs = { oid: sha256(content), size: content.length, pointerSize: 130 };
    const info = { type: 'file', path, oid: 'b'.repeat(40), size: content.length };
    return [state.small.includes(path) ? info : { ...info, lfs }];
  };

  for (const server of [store, hub]) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
  }
  return { url: addressOf(hub), state, seen };
};

const addressOf = (server: ReturnType<typeof createServer>): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
};
