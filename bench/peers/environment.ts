import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Installation, runInstaller } from '../../src/toolchain/command.ts';
import { environmentFolder, makeEnvironment, readRecord } from '../../src/toolchain/environment.ts';
import { environmentName, readLock } from '../../src/toolchain/lock.ts';
import { requirePython, seriesOf } from '../../src/toolchain/python.ts';
import { venvPython } from '../../src/toolchain/venv.ts';

/**
 * The interpreter of a virtual environment that holds a published evaluator, made from `bench/peers/NAME.txt` when
 * first asked for. Unlike the project's own tools, a peer may need packages that are published as source only.
 * Rejects with BIFOCAL_PROVISION if it cannot be installed.
 */
export const peerPython = async (name: string): Promise<string> => {
  const id = `bench-${name}`;
  const base = await requirePython(id, '3.10');
  const lock = await readLock(fileURLToPath(new URL(`${name}.txt`, import.meta.url)));
  const series = seriesOf(base);
  const environment = environmentName(`${id}-py${series}`, lock, [series, base.executable]);
  const python = venvPython(environmentFolder(environment));
  const usable = async (folder: string): Promise<boolean> =>
    (await readRecord(folder)) !== undefined &&
    (await stat(venvPython(folder)).catch(() => undefined)) !== undefined;
  if (await usable(environmentFolder(environment))) return python;

  const installation: Installation = { id, log: (line) => process.stderr.write(`${line}\n`) };
  await makeEnvironment(
    environment,
    async (staging) => {
      await runInstaller(installation, base.executable, ['-m', 'venv', staging]);
      const install = [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--require-hashes',
        '--no-deps',
        '--requirement',
        lock.file,
      ];
      await runInstaller(installation, venvPython(staging), install);
      return { tool: id, lock: lock.sha256, runtime: `python ${base.version}`, packages: {} };
    },
    usable,
  );
  return python;
};
