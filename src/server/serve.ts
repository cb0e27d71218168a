import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { BifocalError } from '../core/errors.ts';
import { pageFiles } from '../engine/write-site.ts';
import { createApp } from './app.ts';
import { type LiveTiming, openLive } from './live.ts';
import type { LiveOptions } from './live-site.ts';

export type ServeOptions = LiveOptions & {
  /** Absent: {@link DEFAULT_PORT}, or any that is free. */
  readonly port?: number;
  /** Of the page's files, see `pageFiles`. */
  readonly page?: string;
  readonly timing?: LiveTiming;
  /** Ends the start; later, `close` ends the server. */
  readonly signal?: AbortSignal;
};

export type SiteServer = { readonly url: string; close(): Promise<void> };

export const DEFAULT_PORT = 4870;
/** Nobody reaches it from another machine. */
const HOST = '127.0.0.1';

/**
 * Serves the page of some runs on this machine, while they go on.
 *
 * @throws BifocalError as `openStudy` does; BIFOCAL_TOOL_MISSING if the page is not built; BIFOCAL_USAGE if the port is
 *   taken
 */
export const serveSite = async ({
  port,
  page,
  timing,
  signal,
  ...options
}: ServeOptions): Promise<SiteServer> => {
  const files = pageFiles(page);
  const server = createServer();
  const ended = new AbortController();
  const stop = (): void => {
    ended.abort();
    server.close();
    server.closeAllConnections();
  };
  await listen(server, port);
  try {
    const live = await openLive(options, { ...(timing && { timing }), ...(signal && { signal }) });
    const app = createApp({ live, port: () => portOf(server), signal: ended.signal, files });
    server.on('request', getRequestListener(app.fetch));
    return {
      url: `http://${HOST}:${portOf(server)}/`,
      close: async () => {
        stop();
        await live.close();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
};

const portOf = (server: Server): number => (server.address() as AddressInfo | null)?.port ?? 0;

const listen = async (server: Server, wanted: number | undefined): Promise<void> => {
  try {
    await listenAt(server, wanted ?? DEFAULT_PORT);
  } catch (error) {
    if (wanted === undefined) return listenAt(server, 0);
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `cannot listen at port ${wanted}: ${(error as Error).message}`,
      'choose another one with --port, or leave it out',
      { cause: error },
    );
  }
};

const listenAt = async (server: Server, port: number): Promise<void> => {
  server.listen(port, HOST);
  await once(server, 'listening');
};
