import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { execa } from 'execa';
import { BifocalError } from '../core/errors.ts';
import { type Installation, runInstaller } from './command.ts';
import type { Python } from './python.ts';
import { venvPython } from './venv.ts';

/** Undoes settings that would send the packages elsewhere than into the target folder; keeps the log short. */
const NEUTRAL_ENV = {
  PIP_USER: '0',
  PIP_REQUIRE_VIRTUALENV: '0',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_NO_INPUT: '1',
  PIP_PROGRESS_BAR: 'off',
  PIP_ROOT_USER_ACTION: 'ignore',
  PIP_PREFIX: undefined,
  PIP_ROOT: undefined,
  PIP_TARGET: undefined,
  PYTHONPATH: undefined,
};

/**
 * Installs the wheels of a requirements lock into `target`, each checked against its hash. Nothing is built
 * from source. Resolves to the versions by package name.
 */
export const pipInstall = async (
  installation: Installation,
  python: Python,
  lock: string,
  target: string,
): Promise<Record<string, string>> => {
  const scratch = await mkdtemp(`${target}-pip-`);
  try {
    const interpreter = await interpreterWithPip(installation, python, scratch);
    const args = ['-m', 'pip', 'install', '--require-hashes', '--only-binary', ':all:', '--no-deps'];
    await runInstaller(installation, interpreter, [...args, '--target', target, '--requirement', lock], {
      env: NEUTRAL_ENV,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return installedPackages(target);
};

const FIND_PIP = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("pip") is None)';

/** The interpreter itself where it has pip, else one in a passing virtual environment made by ensurepip. */
const interpreterWithPip = async (
  installation: Installation,
  { executable }: Python,
  scratch: string,
): Promise<string> => {
  const hasPip = await execa(executable, ['-c', FIND_PIP], { reject: false, env: NEUTRAL_ENV });
  if (!hasPip.failed) return executable;
  const made = await execa(executable, ['-m', 'venv', scratch], { reject: false, env: NEUTRAL_ENV });
  if (!made.failed) return venvPython(scratch);
  throw new BifocalError(
    'BIFOCAL_PROVISION',
    `${installation.id} could not be installed: ${executable} has neither pip nor ensurepip.`,
    `apt-get install python3-venv (or what your system calls it), then: bifocal setup ${installation.id}`,
  );
};

const installedPackages = async (site: string): Promise<Record<string, string>> => {
  const names = (await readdir(site)).map((entry) => /^(.+)-([^-]+)\.dist-info$/.exec(entry));
  return Object.fromEntries(
    names.flatMap((match) => (match?.[1] && match[2] ? [[normalized(match[1]), match[2]]] : [])).sort(),
  );
};

/** Package names compare as PEP 503 says. */
const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
