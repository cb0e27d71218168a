import type { Interpreter } from '../../src/sandbox/sandbox.ts';
import { findPython } from '../../src/toolchain/python.ts';

/** The system's own interpreter, without libraries: what every user of the machine has. */
export const systemPython = async (): Promise<Interpreter> => {
  const python = await findPython('3.9');
  if (!python) throw new Error('no Python for this user: apt-get install python3');
  return { python: python.executable, basePrefix: python.basePrefix, site: null };
};
