import { runInstaller } from './command.ts';
import { preparedTool } from './prepared-tool.ts';
import { askProgram, findProgram } from './programs.ts';

/**
 * The same for the cache and for the samples, or the cache is of no use to them. No network, no C compiler, no other
 * version of Go than the one that is here; a folder without `go.mod` is a package, too. `go vet` is no judge.
 */
export const GO_ENVIRONMENT = {
  CGO_ENABLED: '0',
  GO111MODULE: 'auto',
  GOENV: 'off',
  GOFLAGS: '-vet=off',
  GOPROXY: 'off',
  GOTOOLCHAIN: 'local',
  GOWORK: 'off',
} as const;

/** Its cache: the compiled standard library, which a bare `go build` compiles anew. */
export const go = preparedTool({
  id: 'go',
  title: 'Go, with its standard library compiled once',
  without: 'no Go program can be tested',
  absence: 'no go on the PATH',
  hint: 'apt-get install golang-go, or see https://go.dev/doc/install',
  recipe: Object.entries(GO_ENVIRONMENT).flat(),
  async find() {
    const command = await findProgram('go');
    const said = command && (await askProgram(command, 'env', 'GOVERSION', 'GOROOT'));
    const [version, root] = said ? said.split('\n') : [];
    return version && root ? { version, paths: { go: `${root}/bin/go`, root } } : undefined;
  },
  async prepare(installation, { go, root }, folder) {
    const env = { ...GO_ENVIRONMENT, GOCACHE: folder };
    await runInstaller(installation, go, ['build', 'std'], { cwd: root, env });
  },
});
