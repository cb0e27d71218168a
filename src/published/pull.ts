import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { isRight } from './checksum.ts';
import { download } from './download.ts';
import { asPullError } from './failure.ts';
import { type Hub, hubOf, hubUrl } from './hub.ts';
import { locate } from './locate.ts';
import type { Publication, Published, PublishedFile } from './publication.ts';
import {
  dropOthers,
  type KeptFile,
  type PublishedRecord,
  RECORD_FILE,
  readRecord,
  writeRecord,
} from './record.ts';

/** What somebody who knows the set's rows says of files. */
export type Checked = Pick<PublishedRecord, 'tasks' | 'problems' | 'fingerprint'>;

export type PullOptions = {
  /** The folder of the set. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Of files on the hub, instead of that of the publication. */
  readonly revision?: string;
  /** Whether nothing may be fetched: what is there is checked. */
  readonly offline: boolean;
  readonly signal: AbortSignal;
  readonly check: (paths: readonly string[]) => Promise<Checked>;
  readonly progress: (name: string, done: number, total: number | undefined) => void;
};

/** The files of a set as they lie there now; `fetched` names those that came over the network this time. */
export type Pulled = {
  readonly folder: string;
  readonly record: PublishedRecord;
  readonly fetched: readonly string[];
};

/**
 * Fetches what is missing of a published set. Which commit a branch points to is asked once; the same is fetched from
 * then on, until another revision is named.
 *
 * @throws BifocalError BIFOCAL_PROVISION if a file cannot be had, or is not what it should be; BIFOCAL_USAGE if the set
 *   cannot be fetched at all; the signal's reason
 */
export const pull = async (set: Published, options: PullOptions): Promise<Pulled> => {
  const { folder, env, signal, offline } = options;
  const publication = fetchable(set);
  const hub = hubOf(env, signal);
  const hasToken = hub.token !== undefined;
  const explain = (name: string) => (error: unknown) => {
    signal.throwIfAborted();
    throw asPullError(error, set, name, hasToken);
  };
  const keep = (record: PublishedRecord): void => {
    try {
      writeRecord(folder, record);
    } catch (error) {
      explain(RECORD_FILE)(error);
    }
  };
  const before = readRecord(folder);
  const known = options.revision === undefined ? plannedBefore(before, publication.files, hub) : undefined;
  if (!known && offline) throw missing(set, 'was never fetched');
  const files = known ?? (await locate(publication.files, hub, options.revision).catch(explain('')));
  let record = recordOf(set, publication, files);
  if (!known) keep(record);
  const fetched: string[] = [];
  for (const [index, file] of files.entries()) {
    const path = join(folder, file.name);
    let kept = { ...file, whole: await isRight(path, file) };
    if (!kept.whole) {
      if (offline) throw missing(set, `lacks ${file.name}, or it was changed`);
      const { url = '', bytes, sha256 } = file;
      const got = await download({
        url,
        path,
        ...(hub.token && url.startsWith(`${hub.endpoint}/`) ? { token: hub.token } : {}),
        ...(bytes === undefined ? {} : { bytes }),
        ...(sha256 ? { sha256 } : {}),
        signal,
        progress: (done, total) => options.progress(file.name, done, total),
      }).catch(explain(file.name));
      kept = { ...file, ...got, whole: true };
      fetched.push(file.name);
    }
    record = { ...record, files: record.files.with(index, kept) };
    keep(record);
  }
  const checked = await options.check(files.map(({ name }) => join(folder, name)));
  keep({ ...record, ...checked });
  dropOthers(folder, before, files);
  return { folder, record: { ...record, ...checked }, fetched };
};

const fetchable = (set: Published): Publication => {
  const { publication } = set;
  if (publication && publication.files.length > 0) return publication;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `${set.title} is in no place that it could be fetched from`,
    publication
      ? `ask for it, or make it: ${publication.page}; then: bifocal tasks pull ${set.id} --from PATH`
      : 'it is your own: name its PATH',
  );
};

const missing = ({ id, title }: Published, what: string): BifocalError =>
  new BifocalError('BIFOCAL_PROVISION', `${title} ${what}`, `without --offline: bifocal tasks pull ${id}`);

const recordOf = (set: Published, publication: Publication, files: readonly KeptFile[]): PublishedRecord => ({
  format: 'bifocal.published/1',
  set: set.id,
  version: publication.version,
  licence: publication.licence,
  asked: [...publication.files],
  files: [...files],
});

/** The files of an earlier pull of the same, at the hub that is asked now. */
const plannedBefore = (
  before: PublishedRecord | undefined,
  asked: readonly PublishedFile[],
  hub: Hub,
): KeptFile[] | undefined => {
  if (!before || JSON.stringify(before.asked) !== JSON.stringify(asked)) return undefined;
  return before.files.map((kept, index) => {
    const file = asked[index];
    if (!file || !('hub' in file) || !kept.revision) return kept;
    return { ...kept, url: hubUrl(hub, file.hub, kept.revision, file.path) };
  });
};
