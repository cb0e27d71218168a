import { existsSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { publicPrograms, startAs, USERS, type User } from '../support/users.ts';

const ROOT = join(import.meta.dirname, '../..');
const FACTS = 'sandbox-facts.ts';

const factsSchema = z.object({
  sandbox: z.string(),
  level: z.string(),
  uid: z.number(),
  capabilities: z.number(),
  noNewPrivileges: z.string(),
  environment: z.array(z.string()),
  processes: z.array(z.string()),
  pid: z.number(),
  devices: z.array(z.string()),
  connects: z.boolean(),
  writable: z.array(z.string()),
  settings: z.boolean(),
  readable: z.array(z.string()),
  tmp: z.array(z.string()),
  tmpBytes: z.number(),
  shared: z.boolean(),
  left: z.boolean(),
});

let server: Server;
let port = 0;
let programs: Awaited<ReturnType<typeof publicPrograms>>;

beforeAll(async () => {
  programs = await publicPrograms();
  server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});

afterAll(() => {
  server.close();
  programs.remove();
});

const asUser = (user: User, script: string, ...args: string[]) =>
  startAs(user, programs.folder, script, args);

describe.each(USERS)('bubblewrap, started by %s', (user) => {
  let facts: z.infer<typeof factsSchema>;

  beforeAll(async () => {
    const { stdout } = await asUser(user, FACTS, String(port), ROOT, 'bubblewrap');
    facts = factsSchema.parse(JSON.parse(stdout));
  }, 60_000);

  test('says what it is', () => {
    expect(facts).toMatchObject({ sandbox: 'bubblewrap', level: 'bubblewrap' });
  });

  test('never runs as uid 0, holds no capability and gains none', () => {
    expect(facts.uid).not.toBe(0);
    expect(facts).toMatchObject({ capabilities: 0, noNewPrivileges: '1' });
  });

  test('has no network, not even the host’s loopback', () => {
    expect(facts).toMatchObject({ devices: ['lo'], connects: false });
  });

  test('writes nowhere but to its own temporary folders, which have an end', () => {
    expect(facts).toMatchObject({
      writable: [],
      settings: false,
      left: true,
      shared: true,
      tmpBytes: 8 << 20,
    });
  });

  test('sees neither the host’s files nor its processes nor its environment', () => {
    expect(facts).toMatchObject({ readable: [], tmp: [] });
    expect(facts.processes.length).toBeLessThanOrEqual(2);
    expect(facts.environment.filter((name) => name !== 'PWD' && name !== 'LC_CTYPE')).toEqual(['GREETING']);
  });

  test('leaves nothing for the next job', async () => {
    expect(existsSync(`/tmp/left-${port}`)).toBe(false);
    const { stdout } = await asUser(user, FACTS, String(port), ROOT);
    expect(factsSchema.parse(JSON.parse(stdout))).toMatchObject({ tmp: [], sandbox: 'bubblewrap' });
  }, 60_000);
});

test('without a sandbox the same probe finds everything open', async () => {
  const { stdout } = await asUser('me', FACTS, String(port), ROOT, 'none');
  const facts = factsSchema.parse(JSON.parse(stdout));
  expect(facts).toMatchObject({
    sandbox: 'none',
    level: 'none: NOT ISOLATED',
    connects: true,
    readable: expect.arrayContaining([`${ROOT}/package.json`]),
  });
  for (const path of [
    ...facts.writable.map((folder) => join(folder, 'probe')),
    `/tmp/left-${port}`,
    '/dev/shm/x',
  ])
    rmSync(path, { force: true });
}, 60_000);

test.each(USERS)(
  'a job ends with the process that started it: %s',
  async (user) => {
    const mark = `bifocal-mark-${process.pid}-${user}`;
    const running = asUser(user, 'sleeping-job.ts', mark);
    running.catch(() => {});
    const inside = async () => (await execa('ps', ['-eo', 'args'])).stdout.split('\n').filter(sleeping(mark));
    await expect.poll(inside, { timeout: 20_000, interval: 200 }).not.toEqual([]);
    running.kill('SIGKILL');
    await expect.poll(inside, { timeout: 10_000, interval: 200 }).toEqual([]);
  },
  60_000,
);

/** The code inside; bwrap's own line is there before it has asked to be told of its parent's death. */
const sleeping = (mark: string) => (line: string) =>
  line.includes(mark) && line.includes('time.sleep') && !/bwrap|setpriv/.test(line);
