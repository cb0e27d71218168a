import type { Task } from '../../core/task.ts';
import { openNearIndex } from '../overlap/near-index.ts';
import { normalProse } from '../overlap/normal.ts';
import { shinglesOf } from '../overlap/shingles.ts';

/** A task whose prompt is nearly that of an earlier one. */
export type NearPrompt = { readonly task: string; readonly like: string; readonly similarity: number };

/** Runs of so many words are compared. */
const WORDS = 5;
const THRESHOLD = 0.9;

const wordsOf = ({ prompt }: Task): readonly string[] =>
  normalProse(`${prompt.instruction ?? ''}\n${prompt.completion ?? ''}`).tokens;

/**
 * Prompts that share nearly all of their runs of five words with that of an earlier task (Jaccard similarity of 0.9 or
 * more): each is told once, with the one that it is most like.
 */
export const nearPrompts = (tasks: readonly Task[]): NearPrompt[] => {
  const sets = tasks.map((task) => shinglesOf(wordsOf(task), WORDS));
  const index = openNearIndex(sets, { threshold: THRESHOLD, leastContained: Number.POSITIVE_INFINITY });
  return tasks.flatMap((task, at) => {
    const set = sets[at];
    if (!set || set.length === 0) return [];
    const [best] = index
      .matches(set)
      .filter((match) => match.set < at)
      .toSorted((a, b) => b.jaccard - a.jaccard || a.set - b.set);
    const like = best && tasks[best.set];
    return like ? [{ task: task.id, like: like.id, similarity: best.jaccard }] : [];
  });
};
