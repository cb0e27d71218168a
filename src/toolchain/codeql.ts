import { askProgram, findProgram } from './programs.ts';
import { systemTool } from './system-tool.ts';

/** `codeql version --format=terse` prints nothing but the version. */
export const codeql = systemTool({
  id: 'codeql',
  title: 'CodeQL',
  without: 'code is scanned by fewer scanners',
  absence: 'no codeql on the PATH',
  hint: 'unpack the CodeQL bundle (its command line with the standard queries, https://github.com/github/codeql-action/releases; mind its terms) and put its folder on the PATH',
  async find() {
    const codeql = await findProgram('codeql');
    const version = codeql && (await askProgram(codeql, 'version', '--format=terse'))?.trim();
    return version ? { version, paths: { codeql } } : undefined;
  },
});
