import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { bandit } from '../../src/toolchain/bandit.ts';
import { nodeLlamaCpp } from '../../src/toolchain/node-llama-cpp.ts';
import { provision } from '../../src/toolchain/provision.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';
import { cutOffFromRegistries, temporaryHome } from './support/home.ts';

const quiet = { log: () => {} };

describe('a registry out of reach', () => {
  test('is reported per tool, with the last lines and the command that mends it', {
    timeout: 30_000,
  }, async () => {
    await temporaryHome();
    cutOffFromRegistries();
    const reports = await provision(['smollm2', 'python-tests'], quiet);
    expect(reports).toMatchObject(
      ['smollm2', 'python-tests'].map((id) => ({
        id,
        status: 'failed',
        error: {
          code: 'BIFOCAL_PROVISION',
          message: expect.stringMatching(/registry cannot be reached\.\n(.+\n)*.*No matching distribution/),
          hint: expect.stringContaining(`bifocal setup ${id}`),
        },
      })),
    );
  });

  test('is told of npm too', { timeout: 30_000 }, async () => {
    const home = await temporaryHome();
    cutOffFromRegistries();
    vi.stubEnv('npm_config_cache', join(home, 'npm-cache'));
    await expect(nodeLlamaCpp.install(() => {})).rejects.toMatchObject({
      code: 'BIFOCAL_PROVISION',
      message: expect.stringContaining('registry cannot be reached'),
    });
    expect(await nodeLlamaCpp.probe()).toMatchObject({ status: 'missing' });
  });
});

test('a Python that is none is named, in the state and in the error', async () => {
  await temporaryHome();
  vi.stubEnv('BIFOCAL_PYTHON', '/nowhere/python3');
  expect(await bandit.probe()).toMatchObject({
    status: 'missing',
    reason: expect.stringContaining('BIFOCAL_PYTHON'),
  });
  await expect(bandit.install(() => {})).rejects.toMatchObject({
    code: 'BIFOCAL_PROVISION',
    message: expect.stringContaining('BIFOCAL_PYTHON is not a Python 3.10 or newer'),
  });
});

test('a home that cannot be written to is named', async () => {
  const home = await temporaryHome();
  await writeFile(join(home, 'file'), '');
  vi.stubEnv('BIFOCAL_HOME', join(home, 'file'));
  const [report] = await provision(['bandit'], quiet);
  expect(report).toMatchObject({
    status: 'failed',
    error: {
      message: expect.stringContaining('cannot be written to'),
      hint: expect.stringContaining('BIFOCAL_HOME'),
    },
  });
});

test('a tool that is missing ends a command with what does not work and how to mend it', async () => {
  await temporaryHome();
  await expect(requireTool(bandit)).rejects.toMatchObject({
    code: 'BIFOCAL_TOOL_MISSING',
    message: 'bandit is missing (not installed): without it, Python code is scanned by fewer scanners.',
    hint: 'bifocal setup bandit',
  });
});

test('a tool that does not exist is a usage error, before anything is installed', async () => {
  await temporaryHome();
  await expect(provision(['bandit', 'bandlt'], quiet)).rejects.toMatchObject({ code: 'BIFOCAL_USAGE' });
  expect(await bandit.probe()).toMatchObject({ status: 'missing' });
});
