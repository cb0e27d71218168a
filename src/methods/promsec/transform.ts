import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { editsFor, nearFindings } from '../../edits/index.ts';
import { sampleSeed } from '../../models/seed.ts';
import { codeGraph, nodesOn } from '../../syntax/graph.ts';
import { readProgram } from '../../syntax/python.ts';
import { editSize } from '../kit/edit-size.ts';
import { findingsIn } from '../kit/state.ts';
import type { VisibleTask } from '../method.ts';
import type { HeardScan } from '../workbench.ts';
import type { Plan } from './rounds.ts';
import type { PlacedEdit, ScoreContext, Scorer } from './scorer.ts';
import { openTries } from './tries.ts';

/** Edits in one round: for programs in which a scorer would never have done. */
const MAX_EDITS = 20;

/**
 * Makes edits of the catalogue near the findings, one after the other, each the one that the scorer likes best, until
 * it likes none or none is left. What there was to choose from, every scan and every choice is noted.
 *
 * @returns the code with the edits; as it was, if there are none
 */
export const transform =
  (scorer: Scorer): NonNullable<Plan['edit']> =>
  async (job, round, state) => {
    const { task, index, seed = 0 } = job.request;
    const tries = openTries(job, round, state);
    const made = [state.code];

    const next = async (code: string, scans: readonly HeardScan[]): Promise<Outcome<Choice>> => {
      if (made.length > MAX_EDITS) return unknown(`${MAX_EDITS} edits are made`);
      if (job.limitReached() === 'time') return unknown('the time is up');
      const material = materialOf(code, task, scans, made);
      if (material.status === 'unknown') return material;
      tries.show(material.value.edits);
      const lots = sampleSeed(seed, `${task.id} edits`, index, made.length);
      return choose(scorer, { ...material.value, rescan: tries.rescan, seed: lots });
    };

    let { code, scans } = state;
    let choice = await next(code, scans);
    while (choice.status === 'ok') {
      code = choice.value.edit.code;
      made.push(code);
      tries.make(code, `${scorer.id}: ${Number(choice.value.score.toFixed(3))}`);
      [scans = []] = await tries.rescan([code]);
      choice = await next(code, scans);
    }
    const decision = made.length === 1 ? 'leave the code as it is' : 'make no more edits';
    job.decide({ round }, decision, choice.reason);
    return code;
  };

type Choice = { readonly edit: PlacedEdit; readonly score: number };

/** What a scorer goes by. Unknown where there is nothing to choose from. */
const materialOf = (
  code: string,
  { language }: VisibleTask,
  scans: readonly HeardScan[],
  made: readonly string[],
): Outcome<Omit<ScoreContext, 'rescan' | 'seed'>> => {
  const found = findingsIn(scans);
  if (found.length === 0) return unknown('no finding');
  const edits = editsFor(code, language);
  if (edits.status === 'unknown') return edits;
  const program = readProgram(code);
  if (program.status === 'unknown') return program;
  const graph = codeGraph(program.value);
  if (graph.status === 'unknown') return graph;
  const on = (line: number, endLine = line): readonly number[] =>
    nodesOn(graph.value, line, endLine).map(({ id }) => id);
  const near = nearFindings(edits.value, found).filter((edit) => !made.includes(edit.code));
  if (near.length === 0) return unknown(`the catalogue has no edit for what was found (${kindsOf(scans)})`);
  return ok({
    code,
    graph: graph.value,
    scans,
    findings: scans.flatMap(({ scanner, findings }) =>
      findings.map((each) => ({ ...each, scanner, nodes: on(each.line, each.endLine) })),
    ),
    edits: near.map((edit) => ({ ...edit, nodes: on(edit.line, edit.endLine) })),
  });
};

const kindsOf = (scans: readonly HeardScan[]): string =>
  [
    ...new Set(scans.flatMap(({ scanner, findings }) => findings.map(({ rule }) => `${scanner} ${rule}`))),
  ].join(', ');

/** The edit with the highest score; of equals the smallest change, then the first. Unknown: none is above 0. */
const choose = async (scorer: Scorer, context: ScoreContext): Promise<Outcome<Choice>> => {
  const scores = await scorer.score(context);
  const best = Math.max(...scores);
  if (!(best > 0)) return unknown(`${scorer.id}: no edit has a score above 0`);
  const [edit] = context.edits
    .filter((_, at) => scores[at] === best)
    .map((each) => ({ each, size: editSize(context.code, each.code).tokens }))
    .toSorted((a, b) => a.size - b.size)
    .map(({ each }) => each);
  return edit === undefined ? unknown(`${scorer.id}: no scores`) : ok({ edit, score: best });
};
