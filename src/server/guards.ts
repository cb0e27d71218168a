import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Lets nobody in but the page itself. Only this machine reaches the port; but any page in a browser of this machine may
 * try: under a name of its own that leads here (DNS rebinding), by a form, or by naming our scripts as its own.
 *
 * @param port that the server listens at
 */
export const onlyOwnPage =
  (port: () => number): MiddlewareHandler =>
  async (context, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`];
    const { method } = context.req;
    const header = (name: string): string | undefined => context.req.header(name);
    if (!hosts.includes(header('host') ?? '')) return context.text('not this host', 403);
    const isTyped = method === 'GET' && header('sec-fetch-mode') === 'navigate';
    if (!isTyped && !['same-origin', 'none', undefined].includes(header('sec-fetch-site')))
      return context.text('not from another page', 403);
    if (method === 'GET' || method === 'HEAD') return next();
    const isOwn = hosts.some((host) => header('origin') === `http://${host}`);
    const isJson = header('content-type')?.split(';')[0]?.trim() === 'application/json';
    return isOwn && isJson ? next() : context.text('not from another page', 403);
  };

/** The page may load its own files and nothing else, and nobody may show it in a frame. */
export const pageHeaders = (): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      // The component library and the code viewer write their styles inline.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
  });
