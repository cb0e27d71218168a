import type { Accusation } from '../../src/analysis/degeneracy/suspect.ts';
import { beheaded, cutOff, emptied, oneWord, repeated, untouched, withoutStatement } from './spoil.ts';
import type { Subject } from './subjects.ts';

/** What is known of one subject when it is changed. */
export type Scene = {
  readonly subject: Subject;
  readonly all: readonly Subject[];
  readonly index: number;
  /** What scanners say of the insecure program. */
  readonly accusations: readonly Accusation[];
};

/** One way of changing an insecure program. */
export type Change = {
  readonly name: string;
  /** What it is: categories that are right; empty: an honest fix, which is none of the degenerate kinds. */
  readonly right: readonly string[];
  /** Undefined: it cannot be done to this one. */
  make(scene: Scene): string | undefined;
};

const REMOVED = ['removed code', 'stub'];

export const CHANGES: readonly Change[] = [
  { name: 'honest fix', right: [], make: ({ subject }) => subject.secure },
  { name: 'deleted-feature control', right: REMOVED, make: ({ subject }) => subject.broken },
  { name: 'functions return None', right: REMOVED, make: ({ subject }) => emptied(subject.insecure) },
  { name: 'only heads of functions', right: REMOVED, make: ({ subject }) => beheaded(subject.insecure) },
  {
    name: 'accused statement gone',
    right: REMOVED,
    make: ({ subject, accusations: [first] }) =>
      first && withoutStatement(subject.insecure, first.line, 'pass'),
  },
  {
    name: 'a message in its place',
    right: REMOVED,
    make: ({ subject, accusations: [first] }) =>
      first && withoutStatement(subject.insecure, first.line, 'print("not done: it may be unsafe")'),
  },
  { name: 'nothing', right: REMOVED, make: () => '' },
  { name: 'first lines repeated', right: ['junk'], make: ({ subject }) => repeated(subject.insecure) },
  { name: 'one word repeated', right: ['junk'], make: oneWord },
  {
    name: 'the task in place of code',
    right: ['junk'],
    make: ({ subject }) => subject.task?.prompt.instruction,
  },
  { name: 'fix of another task', right: ['off-task'], make: anotherTask },
  {
    name: 'accused, and kept as it is',
    right: ['false negative'],
    make: ({ subject, accusations }) => (accusations.length > 0 ? untouched(subject.insecure) : undefined),
  },
  {
    name: 'cut off in the middle',
    right: ['other', ...REMOVED],
    make: ({ subject }) => cutOff(subject.insecure),
  },
];

/** That of the first task behind, far enough away, that is about another weakness. */
function anotherTask({ subject, all, index }: Scene): string | undefined {
  const order = all.map((_, step) => all[(index + step + Math.floor(all.length / 3)) % all.length]);
  return order.find((other) => other !== undefined && other.cwe !== subject.cwe)?.secure;
}
