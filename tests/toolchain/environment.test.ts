import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentFolder, makeEnvironment, readRecord } from '../../src/toolchain/environment.ts';
import { temporaryHome } from './support/home.ts';

const fillWith = (content: string) => async (staging: string) => {
  await writeFile(join(staging, 'content'), content);
  return { tool: 'example', lock: '00', runtime: 'none', packages: { example: content } };
};
const complete = async (folder: string): Promise<boolean> => (await readRecord(folder)) !== undefined;
const contentOf = (name: string): Promise<string> =>
  readFile(join(environmentFolder(name), 'content'), 'utf8');

test('of many at once one wins, and its files and its record belong together', async () => {
  const home = await temporaryHome();
  const contents = Array.from({ length: 20 }, (_, index) => String(index));
  await Promise.all(contents.map((content) => makeEnvironment('example', fillWith(content), complete)));

  const record = await readRecord(environmentFolder('example'));
  expect(record?.packages.example).toBe(await contentOf('example'));
  expect(await readdir(join(home, 'staging'))).toEqual([]);
});

test('one that is whole is kept, one that is broken is replaced', async () => {
  await temporaryHome();
  await makeEnvironment('example', fillWith('first'), complete);
  await makeEnvironment('example', fillWith('second'), complete);
  expect(await contentOf('example')).toBe('first');

  await makeEnvironment('example', fillWith('third'), async () => false);
  expect(await contentOf('example')).toBe('third');
});

test.each(['', '{"tool": "exam', '{"tool": "example"}'])('a record that reads %j is none', async (text) => {
  await temporaryHome();
  const folder = environmentFolder('example');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'bifocal-tool.json'), text);
  expect(await readRecord(folder)).toBeUndefined();
});

test('one that fails leaves nothing behind', async () => {
  const home = await temporaryHome();
  const failing = makeEnvironment('example', () => Promise.reject(new Error('no')), complete);
  await expect(failing).rejects.toThrow('no');
  expect(await readdir(home)).toEqual(['staging']);
  expect(await readdir(join(home, 'staging'))).toEqual([]);
});

test('what a killed process left is swept after a day, and not before', async () => {
  const home = await temporaryHome();
  const yesterday = new Date(Date.now() - 25 * 3600 * 1000);
  for (const name of ['old', 'young']) await mkdir(join(home, 'staging', name), { recursive: true });
  await utimes(join(home, 'staging', 'old'), yesterday, yesterday);
  await makeEnvironment('example', fillWith('new'), complete);
  expect(await readdir(join(home, 'staging'))).toEqual(['young']);
});
