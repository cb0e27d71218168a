import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../src/analysis/review/terms.ts';
import { openReview, readAdjudications, readPeople } from '../../src/engine/review.ts';
import { RUN_FILES, toJsonl } from '../../src/engine/run-folder.ts';
import type { SampleColumns, SiteIndex } from '../../src/reports/site/format.ts';
import { type SiteServer, serveSite } from '../../src/server/serve.ts';
import { sampleOf } from '../analysis/support.ts';
import { temporaryFolder } from '../cli/temporary.ts';
import { makeSiteRun } from '../reports/site/runs.ts';

const TIMING = { look: 50, rest: 50, share: 0 };

let folder: string;
let server: SiteServer;

/** Files that are gone after this file's tests: a server outlives a test. */
const place = temporaryFolder();
const page = join(place, 'page');
mkdirSync(page);
for (const name of ['index.html', 'app.js', 'app.css']) writeFileSync(join(page, name), `this is ${name}`);

/** A server for the tests of a group: it starts a thread, which takes a second. */
const serveHere = (name: string): void => {
  beforeAll(async () => {
    folder = makeSiteRun('run', true, join(place, name));
    server = await serveSite({ folders: [folder], scoring: {}, port: 0, page, timing: TIMING });
  });
  afterAll(() => server.close());
};

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(new URL(path, server.url), init);

/** A request with headers that `fetch` does not let anybody set. */
const raw = (
  path: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
  body = '',
): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(new URL(path, server.url), { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });

const part = async <T>(name: string): Promise<T> => {
  const response = await get(`data/${name}.js`);
  expect(response.status).toBe(200);
  let content: unknown;
  runInNewContext(await response.text(), {
    bifocalReceive: (_: string, given: unknown) => (content = given),
  });
  return content as T;
};

const post = (
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  get(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url.slice(0, -1), ...headers },
    body: JSON.stringify(body),
  });

/** Waits for news of a version after this one; the newest. */
const newVersion = async (after: number): Promise<number> => {
  const response = await get('events');
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    const version = Number([...text.matchAll(/event: version\ndata: (\d+)/g)].at(-1)?.[1] ?? 0);
    if (version > after) return version;
  }
  throw new Error(`no news after version ${after}: ${text}`);
};

describe('the live page', () => {
  serveHere('page');

  test('is the page, its files, and the data of the run', async () => {
    expect(await (await get('')).text()).toBe('this is index.html');
    expect((await get('app.js')).headers.get('content-type')).toContain('text/javascript');
    expect(await part<SiteIndex>('index')).toMatchObject({
      live: true,
      version: 1,
      samples: 5,
      title: 'run',
    });
    expect((await part<SampleColumns>('samples')).rows.task).toHaveLength(5);
    expect(await part<object>('details-0')).toMatchObject({ samples: { length: 5 } });
    for (const path of ['data/details-1.js', 'data/..%2f..%2fetc%2fpasswd.js', 'package.json'])
      expect((await get(path)).status).toBe(404);
  });

  test('allows its own files and nothing else', async () => {
    const { headers } = await get('');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('answers nobody else: not other hosts, and not other pages', async () => {
    const { host } = new URL(server.url);
    expect(await raw('/', { host })).toBe(200);
    expect(await raw('/', { host: `evil.example:${new URL(server.url).port}` })).toBe(403);
    expect(
      await raw('/data/index.js', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }),
    ).toBe(403);
    expect(await raw('/', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
    const type = { 'content-type': 'application/json' };
    const origin = server.url.slice(0, -1);
    expect(await raw('/api/reviews', { host, ...type, origin: 'http://evil.example' }, 'POST', '{}')).toBe(
      403,
    );
    expect(await raw('/api/reviews', { host, ...type }, 'POST', '{}')).toBe(403);
    expect(await raw('/api/reviews', { host, origin, 'content-type': 'text/plain' }, 'POST', '{}')).toBe(403);
    expect(await raw('/api/reviews', { host, origin, ...type }, 'POST', '{}')).toBe(422);
  });

  test('follows a run that goes on, and refuses rows of another state', async () => {
    const sample = sampleOf({ task: 'set/called', index: 1 });
    expect((await get('data/details-0.js?v=1')).status).toBe(200);
    appendFileSync(join(folder, RUN_FILES.samples), toJsonl([sample]));
    expect(await newVersion(1)).toBe(2);
    expect(await part<SiteIndex>('index')).toMatchObject({ version: 2, samples: 6 });
    expect((await get('data/details-0.js?v=1')).status).toBe(409);
    expect((await get('data/details-0.js?v=2')).status).toBe(200);
  });

  test('says when a run cannot be read any more, and keeps what it had', async () => {
    appendFileSync(join(folder, RUN_FILES.samples), 'no record\n');
    const problem = async (): Promise<string> => {
      const response = await get('events');
      let text = '';
      for await (const bytes of response.body ?? []) {
        text += new TextDecoder().decode(bytes);
        if (text.includes('event: problem')) break;
      }
      return text;
    };
    expect(await problem()).toContain('is no record of a run');
    expect(await problem()).toContain('is no record of a run');
    expect(await part<SiteIndex>('index')).toMatchObject({ version: 2, samples: 6 });
  });
});

describe('labels by the page', () => {
  serveHere('labels');
  beforeEach(() => rmSync(join(folder, 'review'), { recursive: true, force: true }));

  const label = ({ sample, code }: Plan['samples'][number], verdict: string) => ({
    sample,
    code,
    verdict,
    cwes: [],
    lines: [],
    note: '',
  });

  const begin = async (): Promise<Plan['samples'][number]> => {
    expect((await post('api/reviews', { run: 'run', size: 3 })).status).toBe(200);
    const [first] = openReview(folder).plan.samples;
    if (!first) throw new Error('a plan has samples');
    return first;
  };

  test('are drawn, written beside the run, and shown', async () => {
    const first = await begin();
    const labels = [label(first, 'insecure')];
    const answer = await post('api/labels', { run: 'run', name: 'ann', kind: 'labels', labels });
    const { version } = (await answer.json()) as { version: number };
    expect((await part<SiteIndex>('index')).version).toBeGreaterThanOrEqual(version);
    expect(readPeople(openReview(folder))).toMatchObject([{ name: 'ann', labels }]);
    const { runs } = await part<SiteIndex>('index');
    expect(runs[0]?.queue?.people).toMatchObject([{ name: 'ann', labels: [{ verdict: 'insecure' }] }]);
    expect(runs[0]?.review?.people).toMatchObject([{ name: 'ann', labelled: 1 }]);
    expect((await get('data/samples.js?v=1')).status).toBe(200);
  });

  test('are settled only where two people disagree', async () => {
    const first = await begin();
    const settle = () =>
      post('api/labels', { run: 'run', name: 'cy', kind: 'adjudications', labels: [label(first, 'secure')] });
    expect((await settle()).status).toBe(422);
    for (const [name, verdict] of [
      ['ann', 'secure'],
      ['bo', 'insecure'],
    ] as const)
      await post('api/labels', { run: 'run', name, kind: 'labels', labels: [label(first, verdict)] });
    expect((await settle()).status).toBe(200);
    expect(readAdjudications(openReview(folder))).toMatchObject([{ by: 'cy', verdict: 'secure' }]);
  });

  test('are refused as a whole if anything is wrong with them', async () => {
    const first = await begin();
    const good = label(first, 'secure');
    const send = async (labels: readonly unknown[], name = 'ann', run = 'run') => {
      const answer = await post('api/labels', { run, name, kind: 'labels', labels });
      return [answer.status, ((await answer.json()) as { message: string }).message];
    };
    expect(await send([good, { ...good, code: 'other' }])).toEqual([
      422,
      expect.stringContaining('other code'),
    ]);
    expect(await send([{ ...good, sample: 'nobody' }])).toEqual([422, expect.stringContaining('not drawn')]);
    expect(await send([{ ...good, lines: [999] }])).toEqual([422, expect.stringContaining('lines only')]);
    expect(await send([good], '../ann')).toEqual([422, expect.stringContaining('file name')]);
    expect(await send([good], 'ann', 'another')).toEqual([422, expect.stringContaining('no run')]);
    expect(await send([])).toEqual([422, expect.stringContaining('cannot be taken')]);
    expect(readPeople(openReview(folder))).toEqual([]);
  });

  test('that the disk refuses are an error, and the page goes on', async () => {
    writeFileSync(join(folder, 'review'), 'no folder');
    expect((await post('api/reviews', { run: 'run' })).status).toBe(500);
    expect((await get('data/samples.js')).status).toBe(200);
  });
});

test('a port that is taken is refused, with a way out', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await expect(serveSite({ folders: [folder], scoring: {}, port, page })).rejects.toMatchObject({
    code: 'BIFOCAL_USAGE',
    hint: expect.stringContaining('--port'),
  });
  taken.close();
});
