import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';

/** Gives each test a folder of its own as TMPDIR, gone afterwards; all other variables that it set go, too. */
export const usePrivateTmpdir = (): { readonly folder: string } => {
  const place = { folder: '' };
  beforeEach(async () => {
    place.folder = await mkdtemp(join(tmpdir(), 'bifocal-test-'));
    vi.stubEnv('TMPDIR', place.folder);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(place.folder, { recursive: true });
  });
  return place;
};
