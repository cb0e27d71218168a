import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../../published/checksum.ts';

/**
 * SHA-256 of a file; of a folder, over the names and checksums of its files, in order of the names. Links that lead
 * nowhere are none.
 */
export const checksumOf = async (path: string): Promise<string> => {
  if (!statSync(path).isDirectory()) return sha256Of(path);
  const all = createHash('sha256');
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const file = join(path, name);
    if (existsSync(file) && statSync(file).isFile()) all.update(`${await sha256Of(file)}  ${name}\n`);
  }
  return all.digest('hex');
};
