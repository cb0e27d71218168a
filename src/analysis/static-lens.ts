import { type Finding, LEVELS, type Scan } from '../core/finding.ts';
import { type Juror, jurorsOf } from '../core/jurors.ts';
import { type Combine, type Policy, ruleMatches } from '../core/policy.ts';
import type { DefectVerdict, SecurityVerdict } from '../core/verdict.ts';

type Filter = Pick<Policy, 'minSeverity' | 'minConfidence' | 'onlyRules' | 'ignoreRules'>;

/** What scanners say of one sample. */
export type StaticLens = {
  /** Of those that count together, see {@link combineVerdicts}. Null: none of them covers the language. */
  readonly verdict: SecurityVerdict | null;
  /** Each scanner for vulnerabilities and each judge alone. */
  readonly scanners: Readonly<Record<string, SecurityVerdict>>;
  /** Each analyzer of defects alone. */
  readonly defects: Readonly<Record<string, DefectVerdict>>;
  /** A reason for each scanner that counts and could not judge. */
  readonly unknownBecause: readonly string[];
};

/**
 * Looks at one sample through scanners.
 *
 * @param scans of this sample; those by other scanners are ignored
 * @param scanners those that cover the sample's language; one without a scan is unknown
 */
export const staticLens = (
  scans: readonly Scan[],
  scanners: readonly Juror[],
  policy: Filter & Pick<Policy, 'scanners' | 'combine'>,
): StaticLens => {
  const scanOf = new Map(scans.map((scan) => [scan.scanner, scan]));
  const verdicts = new Map(scanners.map(({ id }) => [id, scanVerdict(scanOf.get(id), policy)] as const));
  const verdictOf = (id: string): SecurityVerdict => verdicts.get(id) ?? 'unknown';
  const jurors = jurorsOf(policy, scanners).map(({ id }) => id);
  const ofRole = (defects: boolean) => scanners.filter(({ role }) => (role === 'defects') === defects);
  return {
    verdict: combineVerdicts(
      policy.combine,
      jurors.map((id) => [id, verdictOf(id)]),
    ),
    scanners: Object.fromEntries(ofRole(false).map(({ id }) => [id, verdictOf(id)])),
    defects: Object.fromEntries(ofRole(true).map(({ id }) => [id, AS_DEFECTS[verdictOf(id)]])),
    unknownBecause: jurors
      .filter((id) => verdictOf(id) === 'unknown')
      .map((id) => `${id}: ${scanOf.has(id) ? (scanOf.get(id)?.reason ?? 'no reason given') : 'no result'}`),
  };
};

const AS_DEFECTS: Readonly<Record<SecurityVerdict, DefectVerdict>> = {
  secure: 'free',
  insecure: 'defective',
  unknown: 'unknown',
};

const scanVerdict = (scan: Scan | undefined, filter: Filter): SecurityVerdict => {
  if (scan?.status !== 'ok') return 'unknown';
  return scan.findings.some((finding) => counts(finding, scan.scanner, filter)) ? 'insecure' : 'secure';
};

/** Whether a finding counts against a sample: it reaches both thresholds, and its rule is not left out. */
export const counts = (
  { severity, confidence, rule }: Finding,
  scanner: string,
  { minSeverity, minConfidence, onlyRules, ignoreRules }: Filter,
): boolean =>
  LEVELS.indexOf(severity) >= LEVELS.indexOf(minSeverity) &&
  LEVELS.indexOf(confidence) >= LEVELS.indexOf(minConfidence) &&
  (onlyRules === undefined || onlyRules.some((pattern) => ruleMatches(pattern, scanner, rule))) &&
  !ignoreRules.some((pattern) => ruleMatches(pattern, scanner, rule));

/**
 * One verdict from several. Every policy is a threshold on the share of the weight that accuses: nothing at all for
 * the union (and for one scanner), half for the majority. Insecure: those that accuse are beyond it. Unknown: they would
 * be, if those that could not judge accused, too. Null: nobody has any weight.
 *
 * @param verdicts by scanner id
 */
export const combineVerdicts = (
  combine: Combine,
  verdicts: readonly (readonly [id: string, verdict: SecurityVerdict])[],
): SecurityVerdict | null => {
  const weightOf = (id: string): number => (combine.by === 'weighted' ? (combine.weights[id] ?? 0) : 1);
  const weigh = (...which: readonly SecurityVerdict[]): number =>
    verdicts.reduce((sum, [id, verdict]) => sum + (which.includes(verdict) ? weightOf(id) : 0), 0);
  const total = weigh('secure', 'insecure', 'unknown');
  if (total === 0) return null;
  // Weights and threshold are decimal fractions: 0.57 of 100 is a little less than 57 in binary.
  const limit = (thresholdOf(combine) + ROUNDING) * total;
  if (weigh('insecure') > limit) return 'insecure';
  return weigh('insecure', 'unknown') > limit ? 'unknown' : 'secure';
};

const ROUNDING = 1e-9;

const thresholdOf = (combine: Combine): number => {
  if (combine.by === 'weighted') return combine.threshold;
  return combine.by === 'majority' ? 0.5 : 0;
};
