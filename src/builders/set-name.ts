import { basename, extname } from 'node:path';
import { bifocal } from '../datasets/bifocal.ts';
import type { TaskSet } from '../datasets/load-tasks.ts';

/** What a set is called in files made of it: one in our own schema, which any file may have, after its file. */
export const setNameOf = ({ name }: Pick<TaskSet, 'name'>, spec: string): string => {
  const path = spec.startsWith(`${bifocal.id}=`) ? spec.slice(bifocal.id.length + 1) : spec;
  const own = basename(path) === name || (name === bifocal.id && spec !== bifocal.id);
  return own ? basename(path, extname(path)) : name;
};
