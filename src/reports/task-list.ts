import type { Task } from '../core/task.ts';
import { cwesText } from '../cwe/index.ts';
import type { Publication } from '../published/publication.ts';
import { dim } from './methods/cells.ts';
import { plainTable } from './plain-table.ts';
import { visible } from './visible.ts';

/** A known set, and whether it is here. */
export type ListedSet = {
  readonly id: string;
  readonly title: string;
  readonly licence: string;
  readonly version: string;
  readonly size: number | null;
  readonly page: string;
  /** Whether `bifocal tasks pull` can fetch it. */
  readonly fetchable: boolean;
  /** `here`; `not whole`: a pull was not ended; `absent`. */
  readonly state: 'here' | 'not whole' | 'absent';
  /** Its folder or file, if it is here. */
  readonly path: string | null;
  /** Whether the loader was run on the real file; null: there is none but ours. */
  readonly loader: 'run on the real file' | 'not yet run on the real file' | null;
  /** What the fingerprint of the copy says; null: there is none, or nobody has taken it. */
  readonly likeness: string | null;
};

const MARKS: Readonly<Record<ListedSet['state'], string>> = {
  here: '✓',
  'not whole': 'part',
  absent: '',
};

/** Known sets for a terminal. */
export const renderSets = (sets: readonly ListedSet[], folder: string): string =>
  [
    plainTable(
      ['set', 'title', 'licence', 'version', 'loader', 'here', 'tasks'],
      sets.map(({ id, title, licence, version, loader, state, size }) => [
        id,
        title,
        licence,
        version,
        loader === 'not yet run on the real file' ? 'untried' : '',
        MARKS[state],
        size ?? '',
      ]),
      6,
    ),
    '',
    ...sets.flatMap(({ id, path, likeness }) =>
      path === null ? [] : [`${id}  ${path}${likeness ? `  ${likeness}` : ''}`],
    ),
    dim(`pulled sets lie in ${folder}; bifocal tasks pull NAME`),
    dim('untried: the loader was written from the published description, and not yet run on the real file'),
  ].join('\n');

/**
 * Tasks of a set for a terminal, a line each.
 * @param left ids of tasks that the quarantine list leaves out
 */
export const renderTasks = (tasks: readonly Task[], left: ReadonlySet<string>): string =>
  tasks
    .map(({ id, cwes, title, entryPoint }) => {
      const text = `${id.padEnd(36)} ${cwesText(cwes).padEnd(22)} ${title ?? entryPoint ?? ''}`.trimEnd();
      return visible(left.has(id) ? `${text}  (in quarantine)` : text);
    })
    .join('\n');

/** What is known of a set in general. */
export const listedPublication = ({ page, licence, version, size, files }: Publication) => ({
  page,
  licence,
  version,
  size: size ?? null,
  fetchable: files.length > 0,
});
