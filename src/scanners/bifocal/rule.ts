import type { Finding, Level } from '../../core/finding.ts';
import type { Node } from '../../syntax/python.ts';
import type { Events } from './flow/events.ts';

/** Where a rule has found something, if it is not where the event was, and what differs from the rule itself. */
export type Report = Partial<Pick<Finding, 'message' | 'severity' | 'confidence'>> & { readonly node?: Node };

type Answer = Report | boolean | undefined;

/**
 * A rule: what it is, and what it says of the things that happen in a program. It answers `true`, or with a report,
 * where it has found something. Of several findings of a rule in one line, one is kept.
 */
export type Rule = {
  /** `py/` and a name that says what is wrong. */
  readonly id: string;
  /** The most telling first. */
  readonly cwes: readonly [number, ...number[]];
  readonly severity: Level;
  readonly confidence: Level;
  /** What is wrong, and what to do instead. */
  readonly message: string;
  /** For each kind of event (see flow/events.ts) that it looks at. */
  readonly on: { readonly [E in keyof Events]?: (event: Events[E]) => Answer };
};
