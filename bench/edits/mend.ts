import { type Finding, LEVELS, type Level } from '../../src/core/finding.ts';
import { EDITS, type EditCandidate, editsFor, nearFindings } from '../../src/edits/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import type { Subject } from './programs.ts';

/** A program before and after all edits that a scanner was content with. */
export type Mended = {
  readonly subject: Subject;
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
  readonly code: string;
  /** Ids, in the order in which they were made. */
  readonly edits: readonly string[];
};

/** What one scanner saw of a set. */
export type Mending = {
  readonly scanner: string;
  readonly unknown: number;
  readonly mended: readonly Mended[];
};

/** A program takes no more edits than this. */
const MAX_EDITS = 8;

type Draft = { -readonly [K in keyof Mended]: Mended[K] };

/**
 * Mends every program in which a scanner finds something: again and again by the one edit near a finding that leaves
 * fewest findings, as long as these get fewer; of equal ones, the first that keeps the behaviour. The scanner alone
 * decides: no test is run.
 *
 * @param least findings of less severity do not count
 */
export const mend = async (
  scanner: Scanner,
  subjects: readonly Subject[],
  least: Level = 'low',
): Promise<Mending> => {
  const scanAll = scanning(scanner, least);
  const first = await scanAll(subjects.map(({ code }) => code));
  const all = subjects.flatMap((subject, at): Draft[] => {
    const before = first[at];
    return before && before.length > 0
      ? [{ subject, before, after: before, code: subject.code, edits: [] }]
      : [];
  });
  let open: readonly Draft[] = all;
  for (let round = 0; round < MAX_EDITS && open.length > 0; round += 1) {
    const tried = open.flatMap((draft) => candidatesOf(draft).map((candidate) => ({ draft, candidate })));
    const scans = await scanAll(tried.map(({ candidate }) => candidate.code));
    open = open.filter((draft) => {
      const best = tried
        .map(({ draft: owner, candidate }, at) => ({ owner, candidate, findings: scans[at] }))
        .filter(
          ({ owner, findings }) =>
            owner === draft && findings !== undefined && findings.length < draft.after.length,
        )
        .toSorted(
          (a, b) =>
            (a.findings?.length ?? 0) - (b.findings?.length ?? 0) || rank(a.candidate) - rank(b.candidate),
        )[0];
      if (best?.findings === undefined) return false;
      draft.code = best.candidate.code;
      draft.after = best.findings;
      draft.edits = [...draft.edits, best.candidate.edit];
      return draft.after.length > 0;
    });
  }
  return { scanner: scanner.id, unknown: first.filter((one) => one === undefined).length, mended: all };
};

const candidatesOf = ({ code, after }: Mended): readonly EditCandidate[] => {
  const candidates = editsFor(code, 'python');
  return candidates.status === 'ok' ? nearFindings(candidates.value, after) : [];
};

const rank = ({ edit }: EditCandidate): number =>
  Object.values(EDITS).find(({ id }) => id === edit)?.keeps === 'behaviour' ? 0 : 1;

/** Findings by program; undefined where the scanner could not judge. */
const scanning =
  (scanner: Scanner, least: Level) =>
  async (codes: readonly string[]): Promise<readonly (readonly Finding[] | undefined)[]> => {
    const inputs = codes.map((code, index) => ({ id: String(index), language: 'python' as const, code }));
    const found = new Map<string, readonly Finding[]>();
    const counts = ({ severity }: Finding): boolean => LEVELS.indexOf(severity) >= LEVELS.indexOf(least);
    for (let at = 0; at < inputs.length; at += scanner.batch) {
      for (const [id, outcome] of await scanner.scan(inputs.slice(at, at + scanner.batch)))
        if (outcome.status === 'ok') found.set(id, outcome.value.filter(counts));
    }
    return codes.map((_, index) => found.get(String(index)));
  };
