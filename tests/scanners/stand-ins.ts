import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, vi } from 'vitest';

const PROGRAMS = fileURLToPath(new URL('../fixtures/scanners/programs', import.meta.url));

/** Lets programs stand in for tools that cannot be had: they take the documented commands, and refuse any other. */
export const useStandIns = (): void => {
  beforeEach(() => {
    vi.stubEnv('PATH', `${PROGRAMS}${delimiter}${process.env.PATH}`);
  });
};
