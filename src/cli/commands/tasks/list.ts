import { Command } from 'commander';
import { BifocalError } from '../../../core/errors.ts';
import type { Task } from '../../../core/task.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { findFiles, folderOf } from '../../../datasets/find-files.ts';
import { datasets } from '../../../datasets/index.ts';
import { loadTasks } from '../../../datasets/load-tasks.ts';
import { readQuarantine } from '../../../datasets/quarantine.ts';
import { dataFolder } from '../../../published/data-folder.ts';
import { likenessOf } from '../../../published/fingerprint.ts';
import { resizedIn } from '../../../published/record.ts';
import { type ListedSet, listedPublication, renderSets, renderTasks } from '../../../reports/task-list.ts';
import { VERSION } from '../../../version.ts';
import { printInputNotes } from '../../input-notes.ts';
import { print, printJson } from '../../output.ts';

/** `bifocal tasks list [SET]`: the sets there are, or the tasks of one. */
export const listCommand = (): Command =>
  new Command('list')
    .description('list the known sets, or the tasks of one')
    .argument('[set]', 'core, a known set, NAME=PATH, or a PATH')
    .action(async (spec: string | undefined, _options: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      if (spec === undefined) {
        const sets = [await coreSet(), ...Object.values<Dataset>(datasets).flatMap(listed)];
        if (json) printJson({ format: 'bifocal.task-sets/1', folder: dataFolder(), sets });
        else print(renderSets(sets, dataFolder()));
        return;
      }
      const { name, tasks, problems, notes = [] } = await loadTasks(spec, { quarantine: false });
      printInputNotes({ problems, notes });
      const entries = Map.groupBy(readQuarantine(name)?.entries ?? [], ({ task }) => task);
      const isLeft = ({ id }: Task): boolean => entries.get(id)?.some(({ cases }) => !cases) ?? false;
      if (json) printJson(tasks.map((task) => ({ ...task, quarantined: entries.get(task.id) ?? [] })));
      else print(renderTasks(tasks, new Set(tasks.filter(isLeft).map(({ id }) => id))));
    });

const coreSet = async (): Promise<ListedSet> => {
  const { tasks, licence = '' } = await loadTasks('core');
  return {
    id: 'core',
    title: 'Bifocal Core, which comes with the package',
    licence,
    version: VERSION,
    size: tasks.length,
    page: 'tasks/core',
    fetchable: false,
    state: 'here',
    path: null,
    loader: null,
    likeness: null,
  };
};

const listed = (dataset: Dataset): ListedSet[] => {
  const { id, title, publication } = dataset;
  if (!publication) return [];
  const common = {
    id,
    title,
    ...listedPublication(publication),
    loader: publication.fingerprint ? 'run on the real file' : 'not yet run on the real file',
  } as const;
  try {
    const found = findFiles(dataset);
    if (!found) return [{ ...common, state: 'absent', path: null, likeness: null }];
    const { fingerprint } = found.record ?? {};
    const hasChanged = found.record && resizedIn(folderOf(dataset), found.record).length > 0;
    const likeness = fingerprint ? (likenessOf(publication, fingerprint) ?? null) : null;
    return [
      {
        ...common,
        state: 'here',
        path: found.record ? folderOf(dataset) : (found.paths[0] ?? null),
        likeness: hasChanged ? 'changed since it was pulled' : likeness,
      },
    ];
  } catch (error) {
    if (!(error instanceof BifocalError)) throw error;
    return [{ ...common, state: 'not whole', path: folderOf(dataset), likeness: null }];
  }
};
