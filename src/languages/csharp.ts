import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dotnet as tool } from '../toolchain/dotnet.ts';
import type { Language } from './language.ts';
import { recipe, searchPath, whenReady } from './program.ts';

/** What the SDK's project files do is left out: the compiler is called directly, which takes a fraction of the time. */
const COMPILE = ['csc', '-o', '-w:0', '-out:main.dll', 'main.cs'];

/** The namespaces that the SDK's projects import by themselves. */
const USINGS = ['', '.Collections.Generic', '.IO', '.Linq', '.Net.Http', '.Threading', '.Threading.Tasks']
  .map((name) => `global using global::System${name};\n`)
  .join('');

const runtimeSettings = (framework: string): string => {
  const name = 'Microsoft.NETCore.App';
  const properties = { 'System.GC.HeapHardLimit': '{limit}', 'System.GC.Server': false };
  const options = { framework: { name, version: framework }, configProperties: properties };
  return JSON.stringify({ runtimeOptions: options }).replace('"{limit}"', '{memory}000000');
};

/** Written after Microsoft's documentation of `csc` and `runtimeconfig.json`; not tried on an SDK yet. */
export const csharp: Language = {
  id: 'csharp',
  title: 'C#',
  extension: '.cs',
  fences: ['csharp', 'cs', 'c#'],
  program: {
    tools: ['dotnet'],
    probe: async () =>
      whenReady(await tool.probe(), async ({ dotnet, root, csc, references, framework }) => {
        const assemblies = (await readdir(references)).filter((name) => name.endsWith('.dll'));
        return {
          visible: [root],
          recipe: () =>
            recipe({
              source: 'main.cs',
              files: {
                'usings.cs': USINGS,
                'references.rsp': assemblies.map((name) => `-r:"${join(references, name)}"\n`).join(''),
                'main.runtimeconfig.json': runtimeSettings(framework),
              },
              commands: { dotnet: [dotnet], csc: [dotnet, csc, '-noconfig', '-nostdlib', '-nologo'] },
              compile: [[...COMPILE, 'usings.cs', '@references.rsp']],
              run: ['dotnet', '{build}/main.dll'],
              env: { PATH: searchPath(dotnet), DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_gcServer: '0' },
              out_of_memory: ['System.OutOfMemoryException', 'Out of memory'],
              overheadMiB: 1024,
            }),
        };
      }),
  },
};
