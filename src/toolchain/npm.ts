import { basename } from 'node:path';
import { type Installation, runInstaller } from './command.ts';

/**
 * Installs the `package-lock.json` that lies in `folder`, each package checked against its hash. No script of
 * a package is run. The flags undo what the user's settings, or an `npm run` around us, would change.
 */
export const npmCi = async (installation: Installation, folder: string): Promise<void> => {
  const [file, ...args] = npmCommand();
  const fixed = [
    '--ignore-scripts',
    '--include=optional',
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--no-global',
  ];
  await runInstaller(
    installation,
    file,
    [...args, 'ci', '--prefix', folder, '--workspaces=false', ...fixed],
    {
      cwd: folder,
    },
  );
};

/** The npm that started us, run by our own Node, else the one on the PATH. pnpm and yarn set the variable too. */
const npmCommand = (): [string, ...string[]] => {
  const started = process.env.npm_execpath;
  return started && basename(started) === 'npm-cli.js' ? [process.execPath, started] : ['npm'];
};
