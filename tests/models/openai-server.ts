import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export type SeenRequest = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
};

/** One reaction of the server to one request. */
export type Behaviour = (response: ServerResponse, request: SeenRequest) => void | Promise<void>;

const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

const chunk = (request: SeenRequest, text: string, finish: string | null): string => {
  const choice = request.path.endsWith('/chat/completions') ? { delta: { content: text } } : { text };
  return event({ id: 'x', choices: [{ index: 0, ...choice, finish_reason: finish }] });
};

const startStream = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
};

/** Streams the pieces as the protocol has it; token counts only if the request asks for them. */
export const answers =
  (pieces: readonly string[], finish = 'stop', delay = 0): Behaviour =>
  async (response, request) => {
    startStream(response);
    for (const piece of pieces) {
      response.write(chunk(request, piece, null));
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    }
    response.write(chunk(request, '', finish));
    const options = request.body.stream_options;
    if (options !== undefined) {
      response.write(event({ id: 'x', choices: [], usage: { prompt_tokens: 1000, completion_tokens: 200 } }));
    }
    response.end('data: [DONE]\n\n');
  };

/** Refuses with an error in the protocol's form. */
export const refuses =
  (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message, type: 'error', code: null, param: null } }));
  };

/** Begins to answer and drops the connection. */
export const breaksOff: Behaviour = (response, request) => {
  startStream(response);
  response.write(chunk(request, 'half an ans', null), () => response.destroy());
};

/** Ends the answer in good order but without a reason to finish, as a proxy does that ran into its limit. */
export const endsEarly: Behaviour = (response, request) => {
  startStream(response);
  response.end(chunk(request, 'half an ans', null));
};

/** Takes the request and never says anything. */
export const isSilent: Behaviour = () => {};

export type TestServer = AsyncDisposable & {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
};

/** A loopback server that reacts to each request as told; the last behaviour stays. */
export const startServer = async (...script: readonly Behaviour[]): Promise<TestServer> => {
  const seen: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = await incoming.toArray();
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const request = { path: incoming.url ?? '', headers: incoming.headers, body };
    const behaviour = script[Math.min(seen.length, script.length - 1)];
    seen.push(request);
    await behaviour?.(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
