import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BifocalError } from '../../src/core/errors.ts';
import type { Published } from '../../src/published/publication.ts';
import { type PullOptions, pull } from '../../src/published/pull.ts';
import { readRecord } from '../../src/published/record.ts';
import { temporaryFolder } from '../support/files.ts';
import { type HubServer, startHub } from './hub-server.ts';

const LARGE = randomBytes(300_000);
const SMALL = Buffer.from('{"a":1}\n');
const NAME = 'data/train.parquet';

const SET: Published = {
  id: 'set',
  title: 'A set',
  publication: {
    page: 'https://example.org/set',
    licence: 'MIT',
    version: 'v1',
    files: [
      { hub: 'publisher/set', revision: 'main', path: NAME },
      { hub: 'publisher/set', revision: 'main', path: 'small.jsonl' },
    ],
  },
};

/** Compared whole: a difference of two random texts takes minutes to print. */
const isFile = (path: string, content: Buffer): boolean => readFileSync(path).equals(content);

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

const start = async () => {
  const hub = await startHub({ [NAME]: LARGE, 'small.jsonl': SMALL });
  hub.state.small = ['small.jsonl'];
  const folder = join(temporaryFolder(), 'set');
  return { hub, folder, run: (options: Partial<PullOptions> = {}) => run(hub, folder, options) };
};

const run = (hub: HubServer, folder: string, options: Partial<PullOptions>, set = SET) =>
  pull(set, {
    folder,
    env: { HF_ENDPOINT: hub.url },
    offline: false,
    signal: new AbortController().signal,
    check: async (paths) => ({ tasks: paths.length, problems: 0 }),
    progress: () => {},
    ...options,
  });

const failure = async (promise: Promise<unknown>): Promise<BifocalError> =>
  promise.then(
    () => expect.fail('it went well'),
    (error: BifocalError) => error,
  );

test('all files come, at the commit that the branch points to, and are recorded with their checksums', async () => {
  const { hub, folder, run } = await start();
  const { fetched, record } = await run();
  expect(fetched).toEqual([NAME, 'small.jsonl']);
  expect(isFile(join(folder, NAME), LARGE)).toBe(true);
  expect(readRecord(folder)).toEqual(record);
  expect(record).toMatchObject({ set: 'set', version: 'v1', licence: 'MIT', tasks: 2, problems: 0 });
  expect(record.files).toMatchObject([
    {
      name: NAME,
      url: `${hub.url}/datasets/publisher/set/resolve/${hub.state.commit}/${NAME}`,
      revision: hub.state.commit,
      bytes: LARGE.length,
      sha256: sha256(LARGE),
      checksum: 'publisher',
      whole: true,
    },
    { name: 'small.jsonl', bytes: SMALL.length, sha256: sha256(SMALL), checksum: 'first fetch' },
  ]);
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(
    ['data', NAME, 'published.json', 'small.jsonl'].sort(),
  );
});

test('what is there and right is not fetched again; what was changed is', async () => {
  const { hub, folder, run } = await start();
  await run();
  expect((await run()).fetched).toEqual([]);
  expect(hub.seen).toHaveLength(2);
  writeFileSync(join(folder, 'small.jsonl'), '{"a":2}\n');
  expect((await run()).fetched).toEqual(['small.jsonl']);
  expect(isFile(join(folder, 'small.jsonl'), SMALL)).toBe(true);
});

test('a branch that moves on is not followed until somebody asks', async () => {
  const { hub, folder, run } = await start();
  await run();
  const first = hub.state.commit;
  hub.state.commit = 'c'.repeat(40);
  hub.state.files['small.jsonl'] = Buffer.from('{"a":3}\n');
  expect((await run()).record.files[0]?.revision).toBe(first);
  const later = await run({ revision: 'main' });
  expect(later.fetched).toEqual(['small.jsonl']);
  expect(later.record.files[0]?.revision).toBe(hub.state.commit);
  expect(readFileSync(join(folder, 'small.jsonl'), 'utf8')).toBe('{"a":3}\n');
});

describe('connections that break', () => {
  test('what has come is kept, and only the rest is asked for', async () => {
    const { hub, folder, run } = await start();
    hub.state.breaks = [100_000, 50_000];
    await run();
    expect(isFile(join(folder, NAME), LARGE)).toBe(true);
    const ranges = hub.seen.filter(({ path }) => path === NAME).map(({ range }) => range);
    expect(ranges).toHaveLength(3);
    expect(ranges[0]).toBeUndefined();
    for (const range of ranges.slice(1)) expect(range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  test('a server that knows no ranges starts again', async () => {
    const { hub, folder, run } = await start();
    hub.state.ranges = false;
    hub.state.breaks = [100_000];
    await run();
    expect(isFile(join(folder, NAME), LARGE)).toBe(true);
    expect(hub.seen.filter(({ path }) => path === NAME)).toHaveLength(2);
  });

  test('an interrupted pull leaves its part, and the next one goes on', async () => {
    const { hub, folder, run } = await start();
    hub.state.stallAfter = 120_000;
    const controller = new AbortController();
    const stopped = failure(
      run({
        signal: controller.signal,
        progress: (_name, done) => {
          if (done >= 120_000) controller.abort(new Error('Ctrl-C'));
        },
      }),
    );
    expect((await stopped).message).toBe('Ctrl-C');
    expect(readFileSync(join(folder, `${NAME}.part`))).toHaveLength(120_000);
    expect(existsSync(join(folder, NAME))).toBe(false);
    delete hub.state.stallAfter;
    const first = hub.state.commit;
    hub.state.commit = 'c'.repeat(40);
    hub.state.commits = [first];
    expect((await run()).record.files[0]?.revision).toBe(first);
    expect(hub.seen.find(({ range }) => range)?.range).toBe('bytes=120000-');
    expect(isFile(join(folder, NAME), LARGE)).toBe(true);
  });

  test('a part of another version does not end up in the file', async () => {
    const { hub, folder, run } = await start();
    await failure(run({ check: () => Promise.reject(new Error('later')) }));
    const part = join(folder, `${NAME}.part`);
    writeFileSync(part, randomBytes(1000));
    writeFileSync(join(folder, NAME), 'damaged');
    await run();
    expect(isFile(join(folder, NAME), LARGE)).toBe(true);
    expect(existsSync(part)).toBe(false);
    expect(hub.seen.filter(({ path }) => path === NAME).length).toBeGreaterThan(1);
  });

  test('a part that is whole already only gets its name', async () => {
    const { hub, folder, run } = await start();
    await run();
    writeFileSync(join(folder, NAME), '');
    writeFileSync(join(folder, `${NAME}.part`), LARGE);
    await run();
    expect(isFile(join(folder, NAME), LARGE)).toBe(true);
    expect(hub.seen.filter(({ path }) => path === NAME)).toHaveLength(2);
  });

  test('a server that goes on with another version is not believed', async () => {
    const { hub, folder } = await start();
    const url = `${hub.url}/datasets/publisher/set/resolve/${hub.state.commit}/${NAME}`;
    const plain: Published = {
      ...SET,
      publication: { page: 'x', licence: 'MIT', version: 'v1', files: [{ url }] },
    };
    const later = randomBytes(LARGE.length);
    hub.state.careless = true;
    hub.state.breaks = [100_000];
    hub.state.broken = () => {
      hub.state.files[NAME] = later;
    };
    await run(hub, folder, {}, plain);
    expect(isFile(join(folder, 'train.parquet'), later)).toBe(true);
  });

  test('a busy server is asked again', async () => {
    const { hub, run } = await start();
    hub.state.statuses = [503, 429];
    await run();
    expect(hub.seen.map(({ path }) => path)).toEqual([NAME, NAME, NAME, 'small.jsonl']);
  });
});

describe('what is refused', () => {
  test('a file with another checksum', async () => {
    const { hub, folder, run } = await start();
    await run();
    writeFileSync(join(folder, NAME), 'damaged');
    hub.state.files[NAME] = randomBytes(LARGE.length);
    const error = await failure(run());
    expect(error).toMatchObject({
      code: 'BIFOCAL_PROVISION',
      message: expect.stringMatching(/data\/train\.parquet of A set .* its SHA-256 is .*, not /),
      hint: expect.stringContaining('--from PATH'),
    });
    expect(existsSync(join(folder, `${NAME}.part`))).toBe(false);
  });

  test('a file without a published checksum that differs from the first time', async () => {
    const { hub, folder, run } = await start();
    await run();
    writeFileSync(join(folder, 'small.jsonl'), '');
    hub.state.files['small.jsonl'] = Buffer.from('{"a":9}\n');
    expect((await failure(run())).message).toContain('its SHA-256 is');
  });

  test.each([
    ['a gated set, without a token', { token: 'hf_secret' }, {}, /answers 401/, /set HF_TOKEN/],
    [
      'a gated set, with a token that may not',
      { token: 'hf_secret' },
      { HF_TOKEN: 'hf_other' },
      /answers 401/,
      /with the account of HF_TOKEN/,
    ],
    ['a token that is none', {}, { HF_TOKEN: 'secret' }, /no access token/, /unset HF_TOKEN/],
    ['a file that was moved', { files: {} }, {}, /has no data\/train\.parquet at main/, /--revision/],
    ['a download that is forbidden', { statuses: [403] }, {}, /answers 403/, /accept its terms/],
  ])('%s', async (_, state, env, message, hint) => {
    const { hub, run } = await start();
    Object.assign(hub.state, state);
    const error = await failure(run({ env: { HF_ENDPOINT: hub.url, ...env } }));
    expect(error).toMatchObject({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  test('a page in the place of the rows: it is not kept, and the next pull fetches anew', async () => {
    const { hub, folder } = await start();
    hub.state.files['small.jsonl'] = Buffer.from('<html>Sign in</html>');
    const url = `${hub.url}/datasets/publisher/set/resolve/${hub.state.commit}/small.jsonl`;
    const plain: Published = {
      ...SET,
      publication: { page: 'its page', licence: 'MIT', version: 'v1', files: [{ url }] },
    };
    const none = async () => ({ tasks: 0, problems: 1, why: 'its rows are of another set' });
    expect(await failure(run(hub, folder, { check: none }, plain))).toMatchObject({
      code: 'BIFOCAL_INPUT',
      message: expect.stringMatching(/small\.jsonl is one of A set: its rows are of another set$/),
    });
    expect(existsSync(join(folder, 'small.jsonl'))).toBe(false);
    expect(readRecord(folder)?.files).toEqual([
      { name: 'small.jsonl', url, checksum: 'first fetch', whole: false },
    ]);
    hub.state.files['small.jsonl'] = SMALL;
    await run(hub, folder, {}, plain);
    expect(isFile(join(folder, 'small.jsonl'), SMALL)).toBe(true);
  });

  test.each([
    ['no address', 'huggingface.co'],
    ['another protocol', 'ftp://example.org'],
    ['credentials', 'https://user:s3cret@example.org'],
  ])('a hub whose address has %s, which is not repeated', async (_, endpoint) => {
    const { run } = await start();
    const error = await failure(run({ env: { HF_ENDPOINT: endpoint } }));
    expect(error).toMatchObject({ code: 'BIFOCAL_USAGE', message: 'HF_ENDPOINT is no address of a hub' });
    expect(error.message + error.hint).not.toContain('s3cret');
  });

  test('a revision that is not there', async () => {
    const { run } = await start();
    expect(await failure(run({ revision: 'gone' }))).toMatchObject({
      message: 'A set could not be fetched: the hub answers 404',
      hint: expect.stringContaining('https://example.org/set'),
    });
  });

  test('a hub that cannot be reached', async () => {
    const { run } = await start();
    expect(await failure(run({ env: { HF_ENDPOINT: 'http://127.0.0.1:9' } }))).toMatchObject({
      message: 'A set could not be fetched: the hub cannot be reached',
      hint: expect.stringMatching(/download it by hand from https:\/\/example\.org\/set.*--from PATH/),
    });
  });

  test('a folder that cannot be', async () => {
    const { hub, folder } = await start();
    writeFileSync(folder, 'a file');
    expect(await failure(run(hub, folder, {}))).toMatchObject({
      code: 'BIFOCAL_PROVISION',
      message: 'published.json of A set could not be kept: its folder cannot be written to',
      hint: expect.stringContaining('BIFOCAL_DATA'),
    });
  });

  test('a set that is published nowhere, and revisions where there are none', async () => {
    const { hub, folder } = await start();
    const publication = { page: 'its authors', licence: 'MIT', version: 'v1', files: [] };
    const nowhere = { ...SET, publication };
    expect(await failure(run(hub, folder, {}, nowhere))).toMatchObject({
      code: 'BIFOCAL_USAGE',
      hint: expect.stringContaining('its authors'),
    });
    const plain = { ...SET, publication: { ...publication, files: [{ url: `${hub.url}/x.jsonl` }] } };
    expect((await failure(run(hub, folder, { revision: 'main' }, plain))).hint).toBe('leave out --revision');
  });
});

test('the token is shown to the hub and to nobody else, and is written nowhere', async () => {
  const { hub, folder, run } = await start();
  hub.state.token = 'hf_secret';
  await run({ env: { HF_ENDPOINT: hub.url, HF_TOKEN: 'hf_secret' } });
  expect(hub.seen.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  expect(readFileSync(join(folder, 'published.json'), 'utf8')).not.toContain('hf_secret');
});

test('a file with an address and a checksum of its own', async () => {
  const { hub, folder } = await start();
  const url = `${hub.url}/datasets/publisher/set/resolve/${hub.state.commit}/small.jsonl`;
  const withSum = (sum: string): Published => ({
    ...SET,
    publication: { page: 'x', licence: 'MIT', version: 'v1', files: [{ url, sha256: sum }] },
  });
  expect(await failure(run(hub, folder, {}, withSum('0'.repeat(64))))).toMatchObject({
    code: 'BIFOCAL_PROVISION',
  });
  const { record } = await run(hub, folder, {}, withSum(sha256(SMALL)));
  expect(record.files).toMatchObject([{ name: 'small.jsonl', checksum: 'publisher', whole: true }]);
});

test('sets that ask no hub do not care for its variables', async () => {
  const { hub, folder } = await start();
  const url = `${hub.url}/datasets/publisher/set/resolve/${hub.state.commit}/small.jsonl`;
  const plain = { ...SET, publication: { page: 'x', licence: 'MIT', version: 'v1', files: [{ url }] } };
  const env = { HF_TOKEN: 'abc', HF_ENDPOINT: 'nothing' };
  expect((await run(hub, folder, { env }, plain)).fetched).toEqual(['small.jsonl']);
});

describe('a whole copy', () => {
  const isHere = (folder: string): boolean =>
    isFile(join(folder, NAME), LARGE) && isFile(join(folder, 'small.jsonl'), SMALL);

  test('stays while another one is fetched in vain, and until that is whole', async () => {
    const { hub, folder, run } = await start();
    const { record } = await run();
    const later = randomBytes(LARGE.length);
    hub.state.commit = 'c'.repeat(40);
    hub.state.files = { [NAME]: later, 'small.jsonl': Buffer.from('{"a":3}\n') };
    hub.state.statuses = [0, 403];
    await failure(run({ revision: 'main' }));
    expect(readRecord(folder)).toEqual(record);
    expect(isHere(folder)).toBe(true);
    expect((await run({ offline: true })).record.files).toEqual(record.files);
    const none = async () => ({ tasks: 0, problems: 2 });
    await failure(run({ revision: 'main', check: none }));
    expect(readRecord(folder)).toEqual(record);
    expect(isHere(folder)).toBe(true);
    await run({ revision: 'main' });
    expect(isFile(join(folder, NAME), later)).toBe(true);
    expect(readRecord(folder)?.files[0]?.revision).toBe(hub.state.commit);
    expect(readdirSync(folder).sort()).toEqual(['data', 'published.json', 'small.jsonl']);
  });

  test('what was fetched of the next one is not fetched again', async () => {
    const { hub, run } = await start();
    await run();
    hub.state.commit = 'c'.repeat(40);
    hub.state.files = { [NAME]: randomBytes(1000), 'small.jsonl': Buffer.from('{"a":3}\n') };
    hub.state.statuses = [0, 403];
    await failure(run({ revision: 'main' }));
    expect((await run({ revision: 'main' })).fetched).toEqual(['small.jsonl']);
  });
});

test('an address whose content changes half-way: the file is the new one, not half of each', async () => {
  const { hub, folder } = await start();
  const url = `${hub.url}/datasets/publisher/set/resolve/${hub.state.commit}/${NAME}`;
  const plain: Published = {
    ...SET,
    publication: { page: 'x', licence: 'MIT', version: 'v1', files: [{ url }] },
  };
  const later = randomBytes(LARGE.length);
  hub.state.breaks = [100_000];
  hub.state.broken = () => {
    hub.state.files[NAME] = later;
  };
  await run(hub, folder, {}, plain);
  expect(isFile(join(folder, 'train.parquet'), later)).toBe(true);
});

test('offline, what is there is checked and nothing is asked for', async () => {
  const { hub, folder, run } = await start();
  expect((await failure(run({ offline: true }))).message).toBe('A set was never fetched');
  await run();
  const env = { HF_ENDPOINT: 'http://127.0.0.1:9' };
  expect((await run({ offline: true, env })).fetched).toEqual([]);
  writeFileSync(join(folder, 'small.jsonl'), '');
  expect((await failure(run({ offline: true, env }))).message).toContain('lacks small.jsonl');
  expect(hub.seen).toHaveLength(2);
});
