import { type Finding, LEVELS, type Scan } from '../core/finding.ts';
import type { Policy } from '../core/policy.ts';
import type { SecurityVerdict } from '../core/verdict.ts';

type Thresholds = Pick<Policy, 'minSeverity' | 'minConfidence'>;

/** What scanners say of one sample. */
export type StaticLens = {
  /** Of all scanners together, see {@link union}. Null: no scanner covers the language. */
  readonly verdict: SecurityVerdict | null;
  readonly scanners: Readonly<Record<string, SecurityVerdict>>;
  /** A reason for each scanner that could not judge. */
  readonly unknownBecause: readonly string[];
};

/**
 * Looks at one sample through scanners.
 *
 * @param scans of this sample; those by other scanners are ignored
 * @param scanners ids of those that cover the sample's language; one without a scan is unknown
 */
export const staticLens = (
  scans: readonly Scan[],
  scanners: readonly string[],
  thresholds: Thresholds,
): StaticLens => {
  const views = scanners.map((scanner) => {
    const scan = scans.find((candidate) => candidate.scanner === scanner);
    return { scanner, verdict: scanVerdict(scan, thresholds), reason: scan ? scan.reason : 'no result' };
  });
  return {
    verdict: views.length === 0 ? null : union(views.map(({ verdict }) => verdict)),
    scanners: Object.fromEntries(views.map(({ scanner, verdict }) => [scanner, verdict])),
    unknownBecause: views
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ scanner, reason = 'no reason given' }) => `${scanner}: ${reason}`),
  };
};

const scanVerdict = (scan: Scan | undefined, thresholds: Thresholds): SecurityVerdict => {
  if (scan?.status !== 'ok') return 'unknown';
  return scan.findings.some((finding) => counts(finding, thresholds)) ? 'insecure' : 'secure';
};

/** Whether a finding counts against a sample: it reaches both thresholds. */
export const counts = (finding: Finding, { minSeverity, minConfidence }: Thresholds): boolean =>
  LEVELS.indexOf(finding.severity) >= LEVELS.indexOf(minSeverity) &&
  LEVELS.indexOf(finding.confidence) >= LEVELS.indexOf(minConfidence);

/** Insecure if any is; else unknown if any is; else secure. */
export const union = (verdicts: readonly SecurityVerdict[]): SecurityVerdict => {
  if (verdicts.includes('insecure')) return 'insecure';
  return verdicts.includes('unknown') ? 'unknown' : 'secure';
};
