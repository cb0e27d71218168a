/**
 * Where a change begins to look degenerate. Measured on pairs whose fix is honest and on mechanical deletions of these
 * (`npm run bench:degeneracy`), and set so that honest fixes stay well on their side.
 */
export const THRESHOLDS = {
  /** A code that has fewer of its base's nodes (or tokens) has lost most of it. 98 in 100 honest fixes keep 0.7. */
  size: 0.5,
  /** With fewer of its base's calls left it does something else. 19 in 20 honest edits keep at least so many. */
  calls: 0.5,
  /** Code that keeps as many of its base's calls is the same code, perhaps in other words. */
  callsOfSameCode: 0.6,
  /** A text that repeats itself more is one thing over and over. Long tables in honest code reach a half. */
  repetition: 0.7,
  /**
   * A text that does not parse, with more of its words in rows, is prose: task descriptions have two thirds. In
   * languages that cannot be parsed here, code with long declarations reaches a half.
   */
  prose: { unparsed: 0.4, unknown: 0.55 },
  /**
   * A code that shares fewer of its words with base and task is about something else. 99 in 100 honest fixes share a
   * third; of solutions of other tasks 9 in 10 share less than 0.3, 3 in 4 about a fifth or less. Code that still has
   * the base's functions must be stranger to be called off the task, and so must texts of which no more is known.
   */
  vocabulary: { otherFunction: 0.35, otherParameters: 0.25, sameFunction: 0.12, text: 0.25 },
  /** A code with fewer words tells nothing about what it is about. */
  words: 4,
} as const;
