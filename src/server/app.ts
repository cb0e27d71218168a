import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import type { pageFiles } from '../engine/write-site.ts';
import { onlyOwnPage, pageHeaders } from './guards.ts';
import type { Live, News } from './live.ts';
import { labelPostSchema, reviewPostSchema } from './posts.ts';

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: JAVASCRIPT,
  css: 'text/css; charset=utf-8',
};

const LARGEST_POST = 1 << 20;
/** So that a connection that is gone is noticed. */
const HEARTBEAT_MS = 15_000;

export type AppOptions = {
  readonly live: Live;
  readonly port: () => number;
  /** The page's files. */
  readonly files: ReturnType<typeof pageFiles>;
  /** Ends what watchers listen to. */
  readonly signal: AbortSignal;
};

/** The addresses of the live server: the page, its data, what changed, and what people say. */
export const createApp = ({ live, port, files, signal }: AppOptions): Hono => {
  const app = new Hono();
  app.use(onlyOwnPage(port), pageHeaders(), async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
  });

  for (const { name, path } of files) {
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    app.get(name === 'index.html' ? '/' : `/${name}`, async (context) =>
      context.body(await readFile(path), 200, { 'content-type': type }),
    );
  }

  // Browsers ask for it unasked.
  app.get('/favicon.ico', (context) => context.body(null, 204));

  app.get('/data/:file{[a-z0-9-]+\\.js}', async (context) => {
    const name = context.req.param('file').replace(/\.js$/, '');
    const wanted = context.req.query('v');
    const script = await live.part(name, wanted === undefined ? undefined : Number(wanted));
    if (script === 'gone') return context.text('there is a newer version', 409);
    if (script === undefined) return context.text('no such part', 404);
    return context.body(script, 200, { 'content-type': JAVASCRIPT });
  });

  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const send = (news: News): void =>
        void stream.writeSSE({
          event: news.event,
          data: news.event === 'version' ? String(news.version) : news.message,
        });
      send({ event: 'version', version: live.version() });
      const unwatch = live.watch(send);
      const beat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      clearInterval(beat);
      unwatch();
    }),
  );

  const limit = bodyLimit({
    maxSize: LARGEST_POST,
    onError: () => {
      throw new BifocalError('BIFOCAL_INPUT', 'this is too much at once', 'send fewer labels');
    },
  });
  app.post('/api/labels', limit, async (context) =>
    context.json({ version: await live.label(parse(labelPostSchema, await context.req.text())) }),
  );
  app.post('/api/reviews', limit, async (context) =>
    context.json({ version: await live.review(parse(reviewPostSchema, await context.req.text())) }),
  );

  app.onError((error, context) => {
    if (!(error instanceof BifocalError))
      return context.json({ code: 'BIFOCAL_BUG', message: error.message, hint: '' }, 500);
    const { code, message, hint } = error;
    return context.json({ code, message, hint }, 422);
  });
  return app;
};

/** @throws BifocalError BIFOCAL_INPUT */
const parse = <T>(schema: z.ZodType<T>, text: string): T => {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON';
    throw new BifocalError('BIFOCAL_INPUT', `this cannot be taken: ${why}`, 'load the page again', {
      cause: error,
    });
  }
};
