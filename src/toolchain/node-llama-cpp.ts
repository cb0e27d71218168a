import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire, findPackageJSON } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { runInstaller } from './command.ts';
import { environmentFolder, makeEnvironment, readRecord } from './environment.ts';
import { asProvisionError } from './failure.ts';
import { environmentName, readLock, toolsFile } from './lock.ts';
import { npmCi } from './npm.ts';
import type { Tool, ToolState } from './tool.ts';

const ID = 'node-llama-cpp';

/** `entry` is a file URL, to be given to `import()`. Load it with `build: 'never'`. */
type Paths = { entry: string };

/** The major version whose interface the model provider speaks. */
const SUPPORTED_MAJOR = '3';

export const nodeLlamaCpp: Tool<Paths> = {
  id: ID,
  title: 'node-llama-cpp, which runs GGUF models',
  without: 'GGUF models cannot be run in process',
  megabytes: 45,
  async probe() {
    return (await ofTheUser()) ?? managed();
  },
  async install(log, signal) {
    const installation = { id: ID, log, signal };
    try {
      const { lock, name } = await locate();
      await makeEnvironment(
        name,
        async (staging) => {
          for (const file of ['package.json', 'package-lock.json']) {
            await copyFile(toolsFile(`${ID}/${file}`), join(staging, file));
          }
          await npmCi(installation, staging);
          await removeForeignBinaries(staging);
          await runInstaller(installation, process.execPath, [
            toolsFile(`${ID}/smoke-test.mjs`),
            entryOf(staging),
          ]);
          const version = await versionIn(join(packageFolder(staging), 'package.json'));
          const packages = { [ID]: version };
          return { tool: ID, lock: lock.sha256, runtime: `node ${process.versions.node}`, packages };
        },
        async (folder) => (await readRecord(folder)) !== undefined,
      );
    } catch (error) {
      throw asProvisionError(ID, error);
    }
  },
};

const locate = async () => {
  const lock = await readLock(toolsFile(`${ID}/package-lock.json`));
  return { lock, name: environmentName(ID, lock) };
};

const managed = async (): Promise<ToolState<Paths>> => {
  const folder = environmentFolder((await locate()).name);
  const record = await readRecord(folder);
  if (!record) return { status: 'missing', reason: 'not installed', hint: `bifocal setup ${ID}` };
  const version = record.packages[ID] ?? 'unknown';
  return { status: 'ready', version, paths: { entry: entryOf(folder) }, managed: true };
};

/** The optional peer dependency: the one that the user's project has installed beside us. */
const ofTheUser = async (): Promise<ToolState<Paths> | undefined> => {
  try {
    const manifest = findPackageJSON(ID, import.meta.url);
    if (!manifest) return undefined;
    const version = await versionIn(manifest);
    if (version.split('.')[0] !== SUPPORTED_MAJOR) return undefined;
    const entry = pathToFileURL(createRequire(import.meta.url).resolve(ID)).href;
    return { status: 'ready', version, paths: { entry }, managed: false };
  } catch {
    return undefined;
  }
};

const packageFolder = (folder: string): string => join(folder, 'node_modules', ID);

const entryOf = (folder: string): string =>
  pathToFileURL(join(packageFolder(folder), 'dist', 'index.js')).href;

const versionIn = async (manifest: string): Promise<string> =>
  z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8'))).version;

/** Some binaries for arm declare x64 as well, for emulators: 40 MB that are of no use here. */
const removeForeignBinaries = async (folder: string): Promise<void> => {
  const systems: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac', win32: 'win' };
  const own = `${systems[process.platform] ?? process.platform}-${process.arch}`;
  const binaries = join(folder, 'node_modules', '@node-llama-cpp');
  for (const name of await readdir(binaries)) {
    if (!name.startsWith(own)) await rm(join(binaries, name), { recursive: true });
  }
};
