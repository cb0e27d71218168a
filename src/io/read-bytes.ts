import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** The bytes of a file in pieces, unpacked where its name ends in `.gz`. Throws where they cannot be read (further). */
export const readBytes = (path: string): AsyncIterable<Buffer> => {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (!path.endsWith('.gz')) return file as AsyncIterable<Buffer>;
  const unpacked = file.pipe(createGunzip());
  file.on('error', (error) => unpacked.destroy(error));
  return unpacked as AsyncIterable<Buffer>;
};
