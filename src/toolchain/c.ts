import { askProgram, findProgram } from './programs.ts';
import { systemTool } from './system-tool.ts';

export const c = systemTool({
  id: 'c',
  title: 'a C compiler (gcc or clang)',
  without: 'no C program can be tested',
  absence: 'no gcc, clang or cc on the PATH',
  hint: 'apt-get install gcc libc6-dev',
  async find() {
    const cc = await findProgram('gcc', 'clang', 'cc');
    const version = cc && (await askProgram(cc, '--version'))?.split('\n')[0];
    return version ? { version, paths: { cc } } : undefined;
  },
});
