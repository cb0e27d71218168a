import { homedir } from 'node:os';
import { execa } from 'execa';
import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import { atLeast } from './version.ts';

const pythonSchema = z.object({
  /** The base interpreter itself: never a shim script, never one of a virtual environment. */
  executable: z.string(),
  /** `sys.base_prefix`: the folder that holds its standard library. */
  basePrefix: z.string(),
  /** Such as `3.11.7`. */
  version: z.string(),
});

export type Python = z.infer<typeof pythonSchema>;

const DESCRIBE = `
import json, os, sys
series = 'python%d.%d' % sys.version_info[:2]
base = sys.base_prefix
places = [os.path.join(base, 'bin', series), os.path.join(base, 'bin', 'python3'), os.path.join(base, 'python.exe')]
fallback = getattr(sys, '_base_executable', None) or sys.executable
print(json.dumps({
    'executable': next((place for place in places if os.path.exists(place)), fallback),
    'basePrefix': base,
    'version': '.'.join(map(str, sys.version_info[:3])),
}))
`;

const COMMANDS = ['python3', 'python', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];

const known = new Map<string, Promise<Python | undefined>>();

/**
 * The first Python that is at least `minimum` (`3.10`): `BIFOCAL_PYTHON` alone where it is set, else those on
 * the PATH, `python3` first. Asked outside of the current folder, whose `.python-version` must not decide.
 */
export const findPython = async (minimum: string): Promise<Python | undefined> => {
  const chosen = process.env.BIFOCAL_PYTHON;
  for (const command of chosen ? [chosen] : COMMANDS) {
    const python = await describe(command);
    if (python && atLeast(python.version, minimum)) return python;
  }
  return undefined;
};

/** What to say, and what to do, where {@link findPython} finds none. */
export const pythonMissing = (minimum: string): { readonly reason: string; readonly hint: string } =>
  process.env.BIFOCAL_PYTHON
    ? {
        reason: `BIFOCAL_PYTHON is not a Python ${minimum} or newer`,
        hint: `Set BIFOCAL_PYTHON to a Python ${minimum} or newer, or unset it.`,
      }
    : {
        reason: `no Python ${minimum} or newer was found on the PATH`,
        hint: `Install it (apt-get install python3 python3-venv, brew install python), or set BIFOCAL_PYTHON.`,
      };

/** The Python that the tool `id` is installed with; rejects with BIFOCAL_PROVISION where there is none. */
export const requirePython = async (id: string, minimum: string): Promise<Python> => {
  const python = await findPython(minimum);
  if (python) return python;
  const { reason, hint } = pythonMissing(minimum);
  throw new BifocalError('BIFOCAL_PROVISION', `${id} could not be installed: ${reason}.`, hint);
};

/** `3.11` of `3.11.7`. */
export const seriesOf = (python: Python): string => python.version.split('.').slice(0, 2).join('.');

const describe = (command: string): Promise<Python | undefined> => {
  const key = `${command}\n${process.env.PATH}`;
  const cached = known.get(key) ?? ask(command);
  known.set(key, cached);
  return cached;
};

const ask = async (command: string): Promise<Python | undefined> => {
  const result = await execa(command, ['-I', '-S', '-c', DESCRIBE], {
    reject: false,
    cwd: homedir(),
    stdin: 'ignore',
    timeout: 20_000,
  });
  if (result.failed) return undefined;
  try {
    return pythonSchema.parse(JSON.parse(result.stdout));
  } catch {
    return undefined;
  }
};
