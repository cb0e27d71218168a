import { Command } from 'commander';
import { taskStats } from '../../../analysis/tasks/stats.ts';
import { loadTasks } from '../../../datasets/load-tasks.ts';
import { applyQuarantine, readQuarantine } from '../../../datasets/quarantine.ts';
import { fingerprintOf, likenessOf } from '../../../published/fingerprint.ts';
import { type CountedSet, renderTaskStats } from '../../../reports/task-stats.ts';
import { print, printJson } from '../../output.ts';

/** `bifocal tasks stats SET...`: what sets are made of. */
export const statsCommand = (): Command =>
  new Command('stats')
    .description('count what sets are made of, side by side')
    .argument('<sets...>', 'core, known sets, NAME=PATH, or PATHs')
    .action(async (specs: string[], _options: unknown, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const sets: CountedSet[] = [];
      for (const spec of specs) sets.push(await countedSet(spec));
      if (json) printJson({ format: 'bifocal.task-stats/1', sets });
      else print(renderTaskStats(sets));
    });

const countedSet = async (spec: string): Promise<CountedSet> => {
  const {
    name,
    tasks,
    problems,
    publication,
    licence = null,
    others = {},
    notes = [],
  } = await loadTasks(spec, { quarantine: false });
  const list = readQuarantine(name);
  const { quarantined } = applyQuarantine(tasks, list);
  const fingerprint = fingerprintOf(tasks);
  return {
    name,
    licence,
    publication: publication ?? null,
    stats: taskStats(tasks),
    problems: problems.length,
    others,
    notes,
    quarantined: list
      ? {
          tasks: new Set(quarantined.filter(({ cases }) => !cases).map(({ task }) => task)).size,
          cases: quarantined.reduce((sum, { cases = [] }) => sum + cases.length, 0),
        }
      : null,
    fingerprint,
    likeness: likenessOf(publication, fingerprint) ?? null,
  };
};
