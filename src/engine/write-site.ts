import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BifocalError } from '../core/errors.ts';
import { partScript, RECEIVES } from '../reports/site/script.ts';
import { siteOf } from '../reports/site/site.ts';
import { placeFault } from './place-fault.ts';
import { siteMaterial, titleOf } from './site-material.ts';
import type { Study } from './study.ts';

/** The page that reads a report's data, as it comes with the package. */
const PAGE = fileURLToPath(new URL('../../web/dist', import.meta.url));
const PAGE_FILES = ['index.html', 'app.js', 'app.css'] as const;
const DATA = 'data';
/** What file managers leave in a folder that somebody looked at. */
const TRACES = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];

export type SiteOptions = {
  /** The names of the runs unless told otherwise. */
  readonly title?: string;
  /** The folder of another page than ours. */
  readonly page?: string;
  /** Told how many files of data are written, and of how many. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
};

/** A report on disk. */
export type WrittenSite = {
  readonly folder: string;
  /** What a browser opens. */
  readonly page: string;
  readonly samples: number;
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
};

/**
 * The files of the page.
 * @throws BifocalError BIFOCAL_TOOL_MISSING if it is not built
 */
export const pageFiles = (folder = PAGE): readonly { readonly name: string; readonly path: string }[] => {
  const files = PAGE_FILES.map((name) => ({ name, path: join(folder, name) }));
  const missing = files.find(({ path }) => !existsSync(path));
  if (!missing) return files;
  throw new BifocalError(
    'BIFOCAL_TOOL_MISSING',
    `the page of reports is not built: ${missing.path} is missing`,
    'npm run build:web',
  );
};

/**
 * Writes the page of a study and its data into a folder that opens from disk. The folder is made beside its place and
 * moved there when it is whole; a report that lies there already is replaced.
 *
 * @throws BifocalError BIFOCAL_TOOL_MISSING if the page is not built; BIFOCAL_USAGE if something else lies in the folder,
 *   or it cannot be written; the reason of the signal
 */
export const writeSite = async (
  study: Study,
  folder: string,
  { title = titleOf(study), page, progress, signal }: SiteOptions = {},
): Promise<WrittenSite> => {
  const files = pageFiles(page);
  const site = siteOf(siteMaterial(study, { title, live: false, version: 0 }));
  const place = resolve(folder);
  const staging = `${place}.part-${process.pid}`;
  try {
    await mustBeFree(place);
    await mkdir(join(staging, DATA), { recursive: true });
    let bytes = 0;
    for (const { name, path } of files) {
      await copyFile(path, join(staging, name));
      bytes += (await stat(path)).size;
    }
    const total = site.parts + 2;
    const write = async (name: string, content: unknown, done: number): Promise<void> => {
      signal?.throwIfAborted();
      const script = Buffer.from(partScript(name, content));
      bytes += script.length;
      await writeFile(join(staging, DATA, `${name}.js`), script);
      progress?.(done, total);
    };
    await write('index', site.index, 1);
    await write('samples', site.samples, 2);
    for (let part = 0; part < site.parts; part++) {
      await write(`details-${part}`, site.details(part), part + 3);
    }
    await putInPlace(staging, place);
    return {
      folder,
      page: join(place, 'index.html'),
      samples: site.index.samples,
      files: total + files.length,
      bytes,
    };
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw placeFault(error, 'report', folder);
  }
};

/** An empty folder, an earlier report and nothing beside it, or nothing: what lies there is going to be deleted. */
const mustBeFree = async (place: string): Promise<void> => {
  await mkdir(dirname(place), { recursive: true });
  if (!existsSync(place)) return;
  const names = await readdir(place);
  if (names.length === 0 || (await isReport(place, names))) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `${place} holds something that is no report`,
    'choose another folder with --out',
  );
};

const isReport = async (place: string, names: readonly string[]): Promise<boolean> => {
  const index = join(place, DATA, 'index.js');
  const own: readonly string[] = [DATA, ...PAGE_FILES, ...TRACES];
  if (!names.every((name) => own.includes(name)) || !existsSync(index)) return false;
  return (await readFile(index, 'utf8')).startsWith(RECEIVES);
};

const putInPlace = async (staging: string, place: string): Promise<void> => {
  const old = `${staging}-old`;
  if (existsSync(place)) await rename(place, old);
  await rename(staging, place);
  await rm(old, { recursive: true, force: true });
};
