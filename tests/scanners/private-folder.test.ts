import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { inPrivateFolder } from '../../src/scanners/kit/private-folder.ts';

const MODULE = new URL('../../src/scanners/kit/private-folder.ts', import.meta.url);

test('the folder is gone afterwards, also where its use fails', async () => {
  const seen: string[] = [];
  const use = async (folder: string) => {
    seen.push(folder);
    await writeFile(join(folder, 'a'), '');
    if (seen.length > 1) throw new Error('no');
  };
  await inPrivateFolder('test', use);
  await expect(inPrivateFolder('test', use)).rejects.toThrow('no');
  expect(seen.map((folder) => existsSync(folder))).toEqual([false, false]);
});

test('it goes with a process that ends at once', async () => {
  const script = `
    const { inPrivateFolder } = await import('${MODULE.href}');
    inPrivateFolder('test', () => Promise.resolve());
    inPrivateFolder('test', (folder) => { console.log(folder); process.exit(130); });`;
  const { exitCode, stdout } = await execa(process.execPath, ['--input-type=module', '-e', script], {
    reject: false,
  });
  expect([exitCode, existsSync(stdout)]).toEqual([130, false]);
  expect(stdout).toMatch(/bifocal-test-/);
});
