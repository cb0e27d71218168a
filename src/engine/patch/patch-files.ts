import pMap from 'p-map';
import { inspectCode, mendCode, type PatchOptions, type Work } from '../patch.ts';
import type { FilePatch, Patched, Written } from './file-patch.ts';
import type { Target } from './targets.ts';
import { replaceFile } from './write-file.ts';

export type PatchFilesOptions = PatchOptions & {
  /** Whether files are replaced by their new code as soon as it is there. */
  readonly write: boolean;
  /** Called when nothing more will become of a file. */
  readonly onFile: (patched: Patched) => void;
};

/**
 * Mends files, each for itself, and gives what became of them in their order. With a test command one comes after the
 * other, and each is tested together with what became of those before, so that all changes together pass it, too.
 *
 * Rejects when aborted; files that were written by then are whole.
 */
export const patchFiles = async (
  targets: readonly Target[],
  options: PatchFilesOptions,
): Promise<Patched[]> => {
  const { model, tests, signal, onFile } = options;
  // All at once: a scanner reads many codes together as fast as one.
  const inspected = await Promise.all(targets.map((target) => inspectCode(target, options)));
  return pMap(
    inspected,
    async (one) => {
      signal.throwIfAborted();
      const patched = isWork(one)
        ? await mendAndWrite(one, options)
        : { patch: one, written: 'shown' as const };
      onFile(patched);
      return patched;
    },
    { concurrency: tests ? 1 : model.concurrency },
  );
};

const isWork = (one: Work | FilePatch): one is Work => 'judged' in one;

const mendAndWrite = async (work: Work, options: PatchFilesOptions): Promise<Patched> => {
  const { target } = work;
  const patch = await mendCode(work, options);
  options.signal.throwIfAborted();
  const { path } = target;
  if (patch.new === patch.old || path === undefined) return { patch, written: 'shown' };
  const written = options.write ? write(path, target.bytes, patch.new) : 'shown';
  if (typeof written === 'string') await options.tests?.keep({ path, content: patch.new });
  return { patch, written };
};

const write = (path: string, was: Uint8Array, content: string): Written => {
  const done = replaceFile(path, was, content);
  return done.status === 'ok' ? 'written' : { refused: done.reason };
};
