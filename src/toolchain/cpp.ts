import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runInstaller } from './command.ts';
import { preparedTool } from './prepared-tool.ts';
import { askProgram, findProgram } from './programs.ts';

/** How samples are compiled; a precompiled header is of use to the same flags only. */
export const CPP_FLAGS = ['-std=gnu++20', '-O2', '-pthread'] as const;

/** The header that brings the whole standard library: most of what a small program's compilation takes. */
const HEADER = 'bits/stdc++.h';

/** Its cache: `bits/stdc++.h`, precompiled. Only GCC finds one by the name of the header. */
export const cpp = preparedTool({
  id: 'cpp',
  title: 'a C++ compiler (g++ or clang++)',
  without: 'no C++ program can be tested',
  absence: 'no g++, clang++ or c++ on the PATH',
  hint: 'apt-get install g++',
  recipe: [...CPP_FLAGS, HEADER],
  async find() {
    const cxx = await findProgram('g++', 'clang++', 'c++');
    const version = cxx && (await askProgram(cxx, '--version'))?.split('\n')[0];
    return version ? { version, paths: { cxx } } : undefined;
  },
  async prepare(installation, { cxx }, folder) {
    if ((await askProgram(cxx, '--version'))?.includes('clang')) return;
    const source = join(folder, 'all.h');
    await writeFile(source, `#include <${HEADER}>\n`);
    const target = join(folder, `${HEADER}.gch`);
    await mkdir(dirname(target));
    await runInstaller(installation, cxx, [...CPP_FLAGS, '-x', 'c++-header', source, '-o', target]);
    await rm(source);
  },
});
