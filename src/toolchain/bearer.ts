import { homedir } from 'node:os';
import { execa } from 'execa';
import { programsOnPath } from './programs.ts';
import { systemTool } from './system-tool.ts';
import { atLeast } from './version.ts';

/** The releases of the months before it brought `--skip-test`, and most of what Bearer understands of Python. */
const MINIMUM = '1.44';
const PATIENCE_MS = 30_000;

/** A port that nothing listens on. Bearer's own workers are reached at localhost, which no proxy applies to. */
const NOWHERE = 'http://127.0.0.1:9';

/** Variables that Bearer reads as options; some would send the report away, or compare branches. */
const OPTION =
  /^(BEARER_|CI_|GITHUB_)|^(SCANNER|SHA|ORIGIN_URL|PULL_REQUEST_NUMBER|(CURRENT|DEFAULT)_BRANCH|DIFF_BASE_(BRANCH|COMMIT))$/;

/**
 * Variables for a Bearer that takes no options from the environment (empty ones count as unset) and reaches no
 * server: even `bearer version` asks its maker's, whatever it is told.
 */
export const bearerEnvironment = (): Record<string, string> => ({
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => OPTION.test(name))
      .map((name) => [name, '']),
  ),
  HTTP_PROXY: NOWHERE,
  HTTPS_PROXY: NOWHERE,
  http_proxy: NOWHERE,
  https_proxy: NOWHERE,
  NO_PROXY: '',
  no_proxy: '',
});

/** Bearer's version, as both forms of `bearer version` say it; undefined for another program of that name. */
const versionOf = async (bearer: string): Promise<string | undefined> => {
  const said = await execa(bearer, ['version', '--disable-version-check'], {
    env: bearerEnvironment(),
    reject: false,
    all: true,
    cwd: homedir(),
    stdin: 'ignore',
    timeout: PATIENCE_MS,
  });
  return /^bearer version:? v?(\d[^\s,]*)/m.exec(said.failed ? '' : said.all)?.[1];
};

/** Bearer's release, as its maker gives it out. */
export const bearer = systemTool({
  id: 'bearer',
  title: `Bearer, a security scanner (${MINIMUM} or newer)`,
  without: 'nothing can be scanned by Bearer',
  absence: `no bearer ${MINIMUM} or newer on the PATH`,
  hint: 'See https://docs.bearer.com/reference/installation/',
  async find() {
    for (const bearer of await programsOnPath('bearer')) {
      const version = await versionOf(bearer);
      if (version && atLeast(version, MINIMUM)) return { version, paths: { bearer } };
    }
    return undefined;
  },
});
