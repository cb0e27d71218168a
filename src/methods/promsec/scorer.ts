import type { Finding } from '../../core/finding.ts';
import type { EditCandidate } from '../../edits/index.ts';
import type { CodeGraph } from '../../syntax/graph.ts';
import type { HeardScan } from '../workbench.ts';

/** An edit that can be made, and where in the graph. */
export type PlacedEdit = EditCandidate & {
  /** The nodes on its lines, the statement first: it stands for the place. Ids of the graph. */
  readonly nodes: readonly number[];
};

/** What a scanner found, and where in the graph. */
export type PlacedFinding = Finding & {
  readonly scanner: string;
  /** The nodes on its lines, the statement first. Empty: its lines hold no code. */
  readonly nodes: readonly number[];
};

/** Everything that a scorer may go by. */
export type ScoreContext = {
  readonly code: string;
  readonly graph: CodeGraph;
  /** What the scanners say that the method listens to. */
  readonly scans: readonly HeardScan[];
  /** The same, in the graph. */
  readonly findings: readonly PlacedFinding[];
  /** The edits to choose from; never empty. Every other pair of a node and an edit is ruled out. */
  readonly edits: readonly PlacedEdit[];
  /** What the scanners say of other codes, in their order. Costs a scan each, which the trace shows. */
  readonly rescan: (codes: readonly string[]) => Promise<readonly (readonly HeardScan[])[]>;
  /** For those that draw lots. The same code at the same point of the work has the same. */
  readonly seed: number;
};

/**
 * Says which edit is to be made. One object per scorer, in the registry `scorers/index.ts`.
 *
 * A trained generator is one more of them. Its forward pass reads, per node of `context.graph`: `role`, `kind` and
 * `name` as categories, `features` as numbers in the order of `FEATURES`, and what the findings on it say (the CWEs in
 * `context.findings`); per kind of edge, an adjacency list (`child`, `flow`, `data`; of `flow`, those that raise apart).
 * `context.edits` is the sparse mask over nodes × catalogue: an entry stands for the pair (`nodes[0]`, `edit`), or for
 * all of `nodes` where it pools. Its output, one score per entry, is what `score` returns, shifted so that 0 means "no
 * edit". It needs no scan. Whatever it loads, it loads in its own module, when first asked; it may be a process that
 * answers in batches, since `score` is asynchronous. In training, `edits[i].code` is the edited program, whose graph
 * (`codeGraph`) is what its discriminator tells from that of real code, and `rescan` gives the reward.
 */
export type Scorer = {
  readonly id: string;
  readonly title: string;
  /** One score per edit of the context, in its order. The highest is made, if it is above 0. */
  score(context: ScoreContext): Promise<readonly number[]>;
};
