import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import type { KeptFile } from './record.ts';

/** SHA-256 of a file, of which not more than a piece is in memory. */
export const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
};

/** Whether the file at `path` is the one that was meant. What nobody has a checksum of yet is not. */
export const isRight = async (path: string, { bytes, sha256 }: KeptFile): Promise<boolean> => {
  if (!sha256 || !existsSync(path)) return false;
  if (bytes !== undefined && statSync(path).size !== bytes) return false;
  return (await sha256Of(path)) === sha256;
};
