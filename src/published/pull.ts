import { renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { RECORD_FILE } from '../io/row-files.ts';
import { checkHere, noRows } from './check-here.ts';
import { isRight } from './checksum.ts';
import { download } from './download.ts';
import { asPullError } from './failure.ts';
import { type Hub, hubOf, hubUrl } from './hub.ts';
import { localName, locate } from './locate.ts';
import type { Publication, Published, PublishedFile } from './publication.ts';
import {
  dropOthers,
  isWhole,
  type KeptFile,
  type PublishedRecord,
  pathIn,
  readRecord,
  writeRecord,
} from './record.ts';

/** What somebody who knows the set's rows says of files; `why`: what they are, where no row is one of the set. */
export type Checked = Pick<PublishedRecord, 'tasks' | 'problems' | 'fingerprint'> & { readonly why?: string };

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

/** Below the folder of a set: what takes the place of a whole copy, until it is whole itself. */
const NEXT = '.next';

/**
 * Fetches what is missing of a published set. Which commit a branch points to is asked once; the same is fetched from
 * then on, until another revision is named. A whole copy stays as it is until another one is whole.
 *
 * @throws BifocalError BIFOCAL_PROVISION if a file cannot be had, or is not what it should be; BIFOCAL_INPUT if no row
 *   of it is one of the set; BIFOCAL_USAGE if the set cannot be fetched at all; the signal's reason
 */
export const pull = async (set: Published, options: PullOptions): Promise<Pulled> => {
  if (options.offline) return checkHere(set, options);
  const { folder, env, signal } = options;
  const publication = fetchable(set);
  const hub = hubOf(env, signal);
  const explain = (name: string) => (error: unknown) => {
    signal.throwIfAborted();
    throw asPullError(error, set, name, Boolean(env.HF_TOKEN));
  };
  const next = join(folder, NEXT);
  const before = readRecord(folder);
  const planned = (record: PublishedRecord | undefined) =>
    options.revision === undefined ? plannedBefore(record, publication.files, hub) : undefined;
  const same = planned(before);
  const place = !same && before && isWhole(folder, before) ? next : folder;
  const known = same ?? (place === next ? planned(readRecord(next)) : undefined);
  const files = known ?? (await locate(publication.files, hub, options.revision).catch(explain('')));
  let record: PublishedRecord = {
    format: 'bifocal.published/1',
    set: set.id,
    version: publication.version,
    licence: publication.licence,
    asked: [...publication.files],
    files: [...files],
  };
  const keep = (where: string): void => {
    try {
      writeRecord(where, record);
    } catch (error) {
      explain(RECORD_FILE)(error);
    }
  };
  if (!known) keep(place);
  const paths: string[] = [];
  const fetched: string[] = [];
  for (const [index, file] of files.entries()) {
    const there = await firstRight([pathIn(folder, file.name), pathIn(place, file.name)], file);
    const path = there ?? pathIn(place, file.name);
    paths.push(path);
    let kept = { ...file, whole: true };
    if (!there) {
      const asked = publication.files[index];
      const itsHub = asked && 'hub' in asked ? hub : undefined;
      const got = await fetchFile(file, path, itsHub, options).catch(explain(file.name));
      kept = { ...kept, ...got };
      fetched.push(file.name);
    }
    record = { ...record, files: record.files.with(index, kept) };
    if (!there) keep(place);
  }
  const { why, ...checked } = await options.check(paths);
  if (!checked.tasks) {
    record = { ...record, files: record.files.map(forgotten) };
    for (const { name, whole } of record.files) if (!whole) rmSync(pathIn(place, name), { force: true });
    keep(place);
    throw noRows(set, paths, why);
  }
  for (const [index, { name }] of files.entries())
    await move(paths[index], pathIn(folder, name)).catch(explain(name));
  record = { ...record, ...checked };
  keep(folder);
  dropOthers(folder, before, files);
  rmSync(next, { recursive: true, force: true });
  return { folder, record, fetched };
};

const firstRight = async (paths: readonly string[], file: KeptFile): Promise<string | undefined> => {
  for (const path of paths) if (await isRight(path, file)) return path;
  return undefined;
};

/** @param hub the one that it is on, which is shown the token */
const fetchFile = (
  { name, url = '', bytes, sha256 }: KeptFile,
  path: string,
  hub: Hub | undefined,
  { signal, progress }: PullOptions,
): Promise<{ bytes: number; sha256: string }> => {
  const token = hub?.token;
  return download({
    url,
    path,
    ...(token ? { token } : {}),
    ...(bytes === undefined ? {} : { bytes }),
    ...(sha256 ? { sha256 } : {}),
    signal,
    progress: (done, total) => progress(name, done, total),
  });
};

const move = async (from: string | undefined, to: string): Promise<void> => {
  if (from === undefined || from === to) return;
  await mkdir(dirname(to), { recursive: true });
  renameSync(from, to);
};

/** A file of which only the first fetch said what it is, and that was wrong. */
const forgotten = ({ bytes, sha256, ...file }: KeptFile): KeptFile =>
  file.checksum === 'first fetch'
    ? { ...file, whole: false }
    : { ...file, ...(bytes === undefined ? {} : { bytes }), ...(sha256 ? { sha256 } : {}) };

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

/** The files of an earlier pull of the same, at the hub that is asked now. */
const plannedBefore = (
  before: PublishedRecord | undefined,
  asked: readonly PublishedFile[],
  hub: Hub,
): KeptFile[] | undefined => {
  if (!before || JSON.stringify(before.asked) !== JSON.stringify(asked)) return undefined;
  if (before.files.length !== asked.length) return undefined;
  return before.files.map((kept, index) => {
    const file = asked[index];
    if (!file) return kept;
    const url = 'hub' in file ? hubUrl(hub, file.hub, kept.revision ?? file.revision, file.path) : file.url;
    return { ...kept, name: localName(file), url };
  });
};
