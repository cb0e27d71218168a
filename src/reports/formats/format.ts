import type { Figure, Table } from '../exhibits/exhibit.ts';

/** A way to write exhibits to files: one file in this folder, one line in the registry. */
export type Format = {
  /**
   * @param id of the exhibit, which names its file
   * @returns the file's content; null if it cannot hold this one
   */
  write(id: string, exhibit: Table | Figure): string | null;
};
