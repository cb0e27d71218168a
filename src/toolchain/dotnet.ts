import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { askProgram, findProgram } from './programs.ts';
import { systemTool } from './system-tool.ts';

/**
 * The .NET SDK by its parts: `csc.dll`, the shared framework that programs run on, and the reference assemblies that
 * they are compiled against. Written after Microsoft's description of the SDK's folders; not tried on an SDK yet.
 */
export const dotnet = systemTool({
  id: 'dotnet',
  title: '.NET SDK (8 or newer)',
  without: 'no C# program can be tested',
  absence: 'no dotnet with an SDK on the PATH',
  hint: 'See https://learn.microsoft.com/dotnet/core/install/linux',
  async find() {
    const dotnet = await findProgram('dotnet');
    if (!dotnet) return undefined;
    const sdk = lastOf(await askProgram(dotnet, '--list-sdks'), /^(\S+) \[(.+)\]$/);
    const framework = lastOf(
      await askProgram(dotnet, '--list-runtimes'),
      /^Microsoft\.NETCore\.App (\S+) \[(.+)\]$/,
    );
    if (!sdk || !framework) return undefined;
    const root = join(sdk.folder, '..');
    const series = framework.version.split('.').slice(0, 2).join('.');
    const packs = join(root, 'packs', 'Microsoft.NETCore.App.Ref');
    const pack = (await readdir(packs).catch(() => []))
      .filter((name) => name.startsWith(`${series}.`))
      .at(-1);
    if (!pack) return undefined;
    return {
      version: `.NET SDK ${sdk.version}, runtime ${framework.version}`,
      paths: {
        dotnet: join(root, 'dotnet'),
        root,
        csc: join(sdk.folder, sdk.version, 'Roslyn', 'bincore', 'csc.dll'),
        references: join(packs, pack, 'ref', `net${series}`),
        framework: framework.version,
      },
    };
  },
});

/** The last line that says a version and a folder: both lists are in ascending order. */
const lastOf = (
  said: string | undefined,
  pattern: RegExp,
): { readonly version: string; readonly folder: string } | undefined => {
  const [, version, folder] = (said ?? '')
    .split('\n')
    .flatMap((line) => pattern.exec(line) ?? [])
    .slice(-3);
  return version && folder ? { version, folder } : undefined;
};
