import type { Level } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Language, Task } from '../../core/task.ts';
import { compareShapes, type ShapeChange } from './change.ts';
import { type Shape, type Sink, shapeOf } from './shape.ts';
import { type TextShape, textShapeOf, vocabularyOf } from './text.ts';

/**
 * What a change is that left code without its function. Those of table 7 of "Rethinking the Evaluation of Secure Code
 * Generation", and `stub`, which the paper counts as removed code: what is left of a function does nothing.
 */
export const CATEGORIES = ['removed code', 'stub', 'junk', 'off-task', 'false negative', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a program takes a change for, and why. */
export type Suggestion = {
  readonly category: Category;
  readonly confidence: Level;
  /** Whole phrases, the weightiest first. */
  readonly evidence: readonly string[];
};

/** A place in the base code that somebody calls dangerous. Lines count from 1. */
export type Accusation = { readonly line: number; readonly endLine?: number; readonly by: string };

/** A code that was changed and does not work any more, though nobody accuses it. */
export type Suspect = {
  readonly task: Pick<Task, 'prompt' | 'entryPoint'> | undefined;
  readonly language: Language;
  readonly base: string;
  readonly changed: string;
  /** Of the base. Empty: nobody accused it, or nobody says where. */
  readonly accusations: readonly Accusation[];
};

/** All that can be told of a suspect before anybody judges it. */
export type Look = {
  readonly suspect: Suspect;
  readonly before: TextShape;
  readonly after: TextShape;
  /** Whether the changed code parses; undefined: nobody here can tell. */
  readonly parses: boolean | undefined;
  /** Unknown where one of the two has no syntax tree. */
  readonly change: Outcome<ShapeChange>;
  /** Empty for a code without a syntax tree. */
  readonly sinks: { readonly before: readonly Sink[]; readonly after: readonly Sink[] };
  /** Size of the changed code per size of the base: in nodes, or else in tokens. */
  readonly sizeLeft: number;
  /** The share of the base's calls that is left: by syntax, or else by what stands before a parenthesis. Undefined: it has none. */
  readonly callsKept: number | undefined;
  /** The share of the changed code's words that base or task have, too. 1: it has no words. */
  readonly shared: number;
};

export const lookAt = (suspect: Suspect): Look => {
  const { base, changed, language, task } = suspect;
  const [before, after] = [textShapeOf(base, language), textShapeOf(changed, language)];
  const [baseShape, changedShape] = [shapeOf(base, language), shapeOf(changed, language)];
  const change = compare(baseShape, changedShape);
  return {
    suspect,
    before,
    after,
    parses: language === 'python' ? changedShape.status === 'ok' : undefined,
    change,
    sinks: { before: sinksOf(baseShape), after: sinksOf(changedShape) },
    sizeLeft: change.status === 'ok' ? change.value.nodeRatio : after.tokens / Math.max(1, before.tokens),
    callsKept: callsKept(change, before, after),
    shared: sharedWords(after.vocabulary, before.vocabulary, task?.prompt),
  };
};

const sinksOf = (shape: Outcome<Shape>): readonly Sink[] => (shape.status === 'ok' ? shape.value.sinks : []);

const compare = (base: Outcome<Shape>, changed: Outcome<Shape>): Outcome<ShapeChange> => {
  if (changed.status === 'unknown') return changed;
  if (base.status === 'unknown') return unknown(`the base code: ${base.reason}`);
  return ok(compareShapes(base.value, changed.value));
};

const callsKept = (change: Outcome<ShapeChange>, before: TextShape, after: TextShape): number | undefined => {
  if (change.status === 'ok') return change.value.baseCalls > 0 ? change.value.callsKept : undefined;
  let [all, kept] = [0, 0];
  for (const [name, count] of before.calls) {
    all += count;
    kept += Math.min(count, after.calls.get(name) ?? 0);
  }
  return all > 0 ? kept / all : undefined;
};

const sharedWords = (
  words: TextShape['vocabulary'],
  before: TextShape['vocabulary'],
  prompt: Task['prompt'] | undefined,
): number => {
  const asked = vocabularyOf(`${prompt?.instruction ?? ''} ${prompt?.completion ?? ''}`);
  const shared = [...words].filter((word) => before.has(word) || asked.has(word));
  return words.size === 0 ? 1 : shared.length / words.size;
};
