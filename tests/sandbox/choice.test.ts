import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Interpreter } from '../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../support/files.ts';
import { systemPython } from '../support/system-python.ts';

/** The sandboxes remember what they found: each test gets them fresh. */
const fresh = async () => {
  vi.resetModules();
  return import('../../src/sandbox/index.ts');
};

const STAND_IN = join(import.meta.dirname, '../fixtures/sandbox/docker');
let found: Interpreter;

/** A machine without bubblewrap, and with these programs besides Node. */
beforeEach(async () => {
  found = await systemPython();
  const folder = temporaryFolder();
  vi.stubEnv('BIFOCAL_HOME', join(folder, 'home'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('DOCKER_HOST', 'unix:///run/other.sock');
});
afterEach(() => void vi.unstubAllEnvs());

const installStandIn = (behaviour = 'isolates'): void => {
  const file = join(process.env.PATH ?? '', 'docker');
  writeFileSync(file, readFileSync(STAND_IN, 'utf8').replace('BEHAVIOUR', behaviour));
  chmodSync(file, 0o755);
};

test('an unknown name is a usage error that lists the known ones', async () => {
  const { chooseSandbox } = await fresh();
  await expect(chooseSandbox('chroot', found)).rejects.toMatchObject({
    code: 'BIFOCAL_USAGE',
    message: 'no sandbox is called "chroot"',
    hint: 'choose one of: auto, bubblewrap, container, none',
  });
});

test.each(['auto', 'bubblewrap', 'container'])('where nothing isolates, %s is refused', async (name) => {
  const { chooseSandbox } = await fresh();
  await expect(chooseSandbox(name, found)).rejects.toMatchObject({
    code: 'BIFOCAL_SANDBOX',
    message: expect.stringContaining('generated code runs only inside a sandbox'),
    hint: expect.stringMatching(/(bifocal setup bubblewrap|docker).*--sandbox none/),
  });
});

test('only who types none gets none', async () => {
  const { chooseSandbox } = await fresh();
  await expect(chooseSandbox('none', found)).resolves.toMatchObject({ level: 'none: NOT ISOLATED' });
});

test('none changes nothing but the environment', async () => {
  const { sandboxes } = await fresh();
  const command = await sandboxes.none.wrap({
    interpreter: found,
    args: ['-c', 'pass'],
    readOnly: ['/opt'],
    hidden: [],
    env: { A: '1' },
    tmpBytes: 1,
    nests: false,
  });
  expect(command).toEqual({ file: found.python, args: ['-c', 'pass'], env: { A: '1' } });
});

test('auto falls back to a container engine (the engine is a stand-in)', async () => {
  installStandIn();
  const { chooseSandbox } = await fresh();
  const { sandbox, level } = await chooseSandbox('auto', found);
  expect([sandbox.id, level]).toEqual(['container', 'container: docker']);
});

test('a container whose inside is not shut off is refused (the engine is a stand-in)', async () => {
  installStandIn('leaks');
  const { chooseSandbox } = await fresh();
  await expect(chooseSandbox('container', found)).rejects.toMatchObject({
    code: 'BIFOCAL_SANDBOX',
    message: expect.stringContaining('inside, code has a network, can write /usr/probe'),
  });
});

test('an engine that does not start the image is refused with its words (the engine is a stand-in)', async () => {
  installStandIn('fails');
  const { chooseSandbox } = await fresh();
  await expect(chooseSandbox('container', found)).rejects.toMatchObject({
    message: expect.stringContaining('no such image'),
    hint: expect.stringContaining('python:3'),
  });
});

test('a container gets every restriction and only what the job names (the engine is a stand-in)', async () => {
  installStandIn();
  const { sandboxes } = await fresh();
  const command = await sandboxes.container.wrap({
    interpreter: { ...found, site: '/opt/site' },
    args: ['-c', 'pass'],
    readOnly: ['/opt/runner'],
    hidden: [],
    env: { A: '1 2' },
    tmpBytes: 1024,
    nests: false,
  });
  const line = command.args.join(' ');
  expect(command.file).toBe('docker');
  for (const part of [
    'run --rm --interactive --network none --read-only --user',
    '--cap-drop ALL',
    '--security-opt no-new-privileges',
    '--pids-limit 512',
    '--tmpfs /tmp:rw,exec,mode=1777,size=1024',
    '--volume /opt/site:/opt/site:ro',
    '--volume /opt/runner:/opt/runner:ro',
    '--env A=1 2',
  ])
    expect(line).toContain(part);
  expect(command.args.slice(-3)).toEqual(['python3', '-c', 'pass']);
  expect(line).toMatch(/--user 6[1-5]\d{3}:65534 /);
  expect(line).not.toMatch(/--privileged|:rw |--pid |--ipc|host/);
  expect(command.env, 'the client finds its engine').toMatchObject({ DOCKER_HOST: 'unix:///run/other.sock' });
});
