import { basename } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { type Hub, type HubFile, hubFiles, hubUrl } from './hub.ts';
import type { PublishedFile } from './publication.ts';
import type { KeptFile } from './record.ts';

/** The path of a file in the folder of its set. */
export const localName = (file: PublishedFile): string =>
  'hub' in file ? file.path : basename(new URL(file.url).pathname);

/**
 * What is to be fetched: for files of the hub, at the commit that the revision points to now.
 *
 * @param revision instead of that of the publication
 * @throws as `hubFiles` does; BifocalError BIFOCAL_USAGE if nothing of the set has revisions
 */
export const locate = async (
  files: readonly PublishedFile[],
  hub: Hub,
  revision: string | undefined,
): Promise<KeptFile[]> => {
  const onHub = files.filter((file) => 'hub' in file);
  if (revision !== undefined && onHub.length === 0)
    throw new BifocalError(
      'BIFOCAL_USAGE',
      'this set is not on the hub: its files have no revisions',
      'leave out --revision',
    );
  const known = new Map<PublishedFile, HubFile>();
  const groups = Map.groupBy(onHub, (file) => `${file.hub}@${revision ?? file.revision}`);
  for (const [first, ...rest] of groups.values()) {
    if (!first) continue;
    const group = [first, ...rest];
    const paths = group.map(({ path }) => path);
    const found = await hubFiles(hub, first.hub, revision ?? first.revision, paths);
    for (const file of group) {
      const one = found.get(file.path);
      if (one) known.set(file, one);
    }
  }
  return files.map((file) => keptFile(file, known.get(file), hub));
};

const keptFile = (file: PublishedFile, found: HubFile | undefined, hub: Hub): KeptFile => {
  const sha256 = 'hub' in file ? found?.sha256 : file.sha256;
  return {
    name: localName(file),
    url: 'hub' in file ? hubUrl(hub, file.hub, found?.commit ?? file.revision, file.path) : file.url,
    ...(found ? { revision: found.commit, bytes: found.bytes } : {}),
    ...(sha256 ? { sha256 } : {}),
    checksum: sha256 ? 'publisher' : 'first fetch',
    whole: false,
  };
};
