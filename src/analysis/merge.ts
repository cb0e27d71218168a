import { type Finding, LEVELS, type Level, type Scan } from '../core/finding.ts';
import { mostExact, related } from '../cwe/index.ts';
import { compareText } from './order.ts';

/** A finding and who made it. */
export type Report = { readonly scanner: string; readonly finding: Finding };

/** One weakness at one place, whoever reported it. Lines count from 1. */
export type MergedFinding = {
  /** The most exact ids of all reports: none of them lies above another. Empty: nobody gave one. */
  readonly cwes: readonly number[];
  /** The highest that any report gives. */
  readonly severity: Level;
  readonly confidence: Level;
  /** The lines of the report that is narrowest. */
  readonly line: number;
  readonly endLine: number;
  /** Who reported it, by which rules: sorted, each once. */
  readonly reporters: readonly { readonly scanner: string; readonly rule: string }[];
  /** All that was merged: every finding of the scans is in exactly one merged finding. */
  readonly reports: readonly Report[];
};

/**
 * Merges what scanners say of one sample, so that a weakness that several report counts once.
 *
 * Two findings are one if they can mean the same weakness at the same place. The same weakness: an id of one is
 * related to an id of the other (see {@link related}). The same place: their lines overlap; or they are neighbours,
 * no scanner reports both, and neither has another such neighbour (one scanner names the line that builds a query,
 * another the line that runs it). What is merged is as exact as the most exact of its reports, in ids and in lines:
 * something vague (74, injection) or wide (a whole function) joins one of the exact findings that it could mean, and
 * does not tie two of them together. Findings without a CWE are merged only if rule and first line are equal, since
 * nothing else tells that they mean the same.
 *
 * The order of scans and findings does not matter, and merging what is merged changes nothing.
 *
 * @param scans of one sample, one per scanner; unknown ones have nothing to merge
 * @returns sorted by line
 */
export const mergeFindings = (scans: readonly Scan[]): MergedFinding[] => {
  const reports = scans.flatMap(({ scanner, findings }) => findings.map((finding) => ({ scanner, finding })));
  return settle(
    reports.map((report) => merged([report], report.finding.line, endOf(report.finding))),
  ).toSorted((a, b) => a.line - b.line || a.endLine - b.endLine || compareRank(rank(a), rank(b)));
};

/** Joins until nothing can be joined any more: a finding that was joined may have become more exact. */
const settle = (findings: readonly MergedFinding[]): readonly MergedFinding[] => {
  const next = joinNeighbours(joinOverlapping(byRank(findings)));
  return next.length === findings.length ? next : settle(next);
};

const joinOverlapping = (ranked: readonly MergedFinding[]): MergedFinding[] => {
  const kept: MergedFinding[] = [];
  for (const finding of ranked) {
    const at = kept.findIndex((other) => overlap(other, finding) && sameWeakness(other, finding));
    const other = kept[at];
    if (other) kept[at] = join(other, finding);
    else kept.push(finding);
  }
  return kept;
};

const joinNeighbours = (findings: readonly MergedFinding[]): readonly MergedFinding[] => {
  const ranked = byRank(findings);
  const place = new Map(ranked.map((finding, index) => [finding, index]));
  const starting = Map.groupBy(ranked, ({ line }) => line);
  const ending = Map.groupBy(ranked, ({ endLine }) => endLine);
  const onlyNeighbourOf = (finding: MergedFinding): MergedFinding | undefined => {
    const near = [...(starting.get(finding.endLine + 1) ?? []), ...(ending.get(finding.line - 1) ?? [])];
    const [neighbour, ...more] = near.filter((other) => complement(finding, other));
    return more.length === 0 ? neighbour : undefined;
  };
  const partners = new Map(
    ranked.flatMap((finding) => {
      const neighbour = onlyNeighbourOf(finding);
      return neighbour && onlyNeighbourOf(neighbour) === finding ? [[finding, neighbour] as const] : [];
    }),
  );
  return ranked.flatMap((finding, index) => {
    const partner = partners.get(finding);
    if (!partner) return [finding];
    return index < (place.get(partner) ?? 0) ? [join(finding, partner)] : [];
  });
};

const overlap = (a: MergedFinding, b: MergedFinding): boolean => a.line <= b.endLine && b.line <= a.endLine;

/** Whether two findings on neighbouring lines can be one: different scanners, one weakness. */
const complement = (a: MergedFinding, b: MergedFinding): boolean =>
  a.cwes.length > 0 &&
  sameWeakness(a, b) &&
  !a.reporters.some(({ scanner }) => b.reporters.some((other) => other.scanner === scanner));

const sameWeakness = (a: MergedFinding, b: MergedFinding): boolean => {
  if (a.cwes.length > 0) return a.cwes.some((cwe) => b.cwes.some((other) => related(cwe, other)));
  return (
    b.cwes.length === 0 &&
    a.line === b.line &&
    a.reporters.some(({ rule }) => b.reporters.some((other) => other.rule === rule))
  );
};

/** @param first of the two by rank: its place is the narrower one */
const join = (first: MergedFinding, second: MergedFinding): MergedFinding =>
  merged([...first.reports, ...second.reports], first.line, first.endLine);

const merged = (reports: readonly Report[], line: number, endLine: number): MergedFinding => {
  const sorted = reports.toSorted((a, b) => compareText(reportKey(a), reportKey(b)));
  const reporters = new Map(
    sorted.map(({ scanner, finding: { rule } }) => [JSON.stringify([scanner, rule]), { scanner, rule }]),
  );
  return {
    cwes: mostExact(sorted.flatMap(({ finding }) => finding.cwes)),
    severity: highest(sorted.map(({ finding }) => finding.severity)),
    confidence: highest(sorted.map(({ finding }) => finding.confidence)),
    line,
    endLine,
    reporters: [...reporters.values()],
    reports: sorted,
  };
};

/** A scanner's last line may be before its first one; such a finding has one line. */
const endOf = ({ line, endLine = line }: Finding): number => Math.max(line, endLine);

const highest = (levels: readonly Level[]): Level =>
  LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'low';

/** Two reports with the same key are the same in everything that is kept. */
const reportKey = ({ scanner, finding }: Report): string =>
  JSON.stringify([
    scanner,
    finding.rule,
    ...[finding.line, finding.column ?? null, finding.endLine ?? null],
    ...[finding.cwes, finding.severity, finding.confidence, finding.message],
  ]);

type Rank = { readonly width: number; readonly line: number; readonly text: string };

/** The narrow ones first; the rest makes the order total. */
const rank = ({ line, endLine, reports }: MergedFinding): Rank => ({
  width: endLine - line,
  line,
  text: JSON.stringify(reports.map(reportKey)),
});

const compareRank = (a: Rank, b: Rank): number =>
  a.width - b.width || a.line - b.line || compareText(a.text, b.text);

const byRank = (findings: readonly MergedFinding[]): MergedFinding[] =>
  findings
    .map((finding) => ({ finding, rank: rank(finding) }))
    .toSorted((a, b) => compareRank(a.rank, b.rank))
    .map(({ finding }) => finding);
