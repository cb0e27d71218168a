import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { runInstaller } from './command.ts';
import { environmentFolder, makeEnvironment, readRecord } from './environment.ts';
import { asProvisionError } from './failure.ts';
import { environmentName, readLock, toolsFile } from './lock.ts';
import { npmCi } from './npm.ts';
import type { Tool } from './tool.ts';

export type NpmEnvironmentOptions<Paths extends Record<string, string>> = Pick<
  Tool,
  'id' | 'title' | 'without' | 'megabytes' | 'optional'
> & {
  /** The package whose version is the tool's. `tools/ID/` holds `package.json` and `package-lock.json`. */
  readonly main: string;
  /** Further files of `tools/ID/` that belong into the folder, such as settings. */
  readonly files?: readonly string[];
  readonly paths: (folder: string) => Paths;
  /** Arguments for Node, which runs in the folder; the installation counts only if it exits with 0. */
  readonly smokeTest: readonly string[];
};

/** A tool that is a folder of npm packages, made anew for each lock. No script of a package is run. */
export const npmEnvironment = <Paths extends Record<string, string>>({
  id,
  main,
  files = [],
  paths,
  smokeTest,
  ...facts
}: NpmEnvironmentOptions<Paths>): Tool<Paths> => {
  const contents = ['package.json', 'package-lock.json', ...files];
  const locate = async () => {
    const locks = await Promise.all(contents.map((file) => readLock(toolsFile(`${id}/${file}`))));
    const sha256 = locks.map((lock) => lock.sha256).join('\n');
    return { sha256, name: environmentName(id, { sha256 }) };
  };

  return {
    ...facts,
    id,
    async probe() {
      const folder = environmentFolder((await locate()).name);
      const record = await readRecord(folder);
      if (!record) return { status: 'missing', reason: 'not installed', hint: `bifocal setup ${id}` };
      return {
        status: 'ready',
        version: record.packages[main] ?? 'unknown',
        paths: paths(folder),
        managed: true,
      };
    },
    async install(log, signal) {
      const installation = { id, log, signal };
      try {
        const { sha256, name } = await locate();
        await makeEnvironment(
          name,
          async (staging) => {
            for (const file of contents) {
              await mkdir(dirname(join(staging, file)), { recursive: true });
              await copyFile(toolsFile(`${id}/${file}`), join(staging, file));
            }
            await npmCi(installation, staging);
            await runInstaller(installation, process.execPath, smokeTest, { cwd: staging });
            const packages = { [main]: await versionOf(join(staging, 'node_modules', main)) };
            return { tool: id, lock: sha256, runtime: `node ${process.versions.node}`, packages };
          },
          async (folder) => (await readRecord(folder)) !== undefined,
        );
      } catch (error) {
        throw asProvisionError(id, error);
      }
    },
  };
};

const versionOf = async (packageFolder: string): Promise<string> =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))).version;
