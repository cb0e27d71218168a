import type { Scan, ScannerRole } from '../core/finding.ts';
import { type Juror, jurorsOf } from '../core/jurors.ts';
import type { Policy } from '../core/policy.ts';
import type { Verdict } from '../core/verdict.ts';
import { GROUPINGS } from '../cwe/index.ts';
import {
  type AccusedSet,
  accusedSets,
  exploitRater,
  type PairAgreement,
  pairAgreements,
  policyRater,
  scannerRater,
} from './agreement.ts';
import { reachable, rulesWithoutCwe } from './cwe-coverage.ts';
import {
  type CweDistribution,
  cweDistributions,
  mergedCweDistribution,
  mergedCwes,
} from './cwe-distribution.ts';
import type { ScoreOptions } from './score.ts';
import { type PolicyScores, policyVariants, sensitivity } from './sensitivity.ts';
import { counts } from './static-lens.ts';
import { countReasons } from './unknowns.ts';

/** The rules of each scanner of a run. Null: it does not list them. */
export type RulesByScanner = Readonly<
  Record<string, readonly { readonly id: string; readonly cwes: readonly number[] }[] | null>
>;

/** One scanner of a run. */
export type ScannerSummary = {
  readonly id: string;
  readonly role: ScannerRole;
  /** Samples in the languages that it covers, those of them that it accuses, and those that it could not judge. */
  readonly samples: number;
  readonly accused: number;
  readonly unknown: number;
  /** The most frequent reasons for that. */
  readonly unknownBecause: readonly { readonly reason: string; readonly samples: number }[];
  /** Samples that no other scanner for vulnerabilities accuses. */
  readonly alone: number;
  /** Null: the scanner does not list its rules. */
  readonly rules: number | null;
  readonly rulesWithoutCwe: readonly string[];
};

/** The kinds of weakness that each scanner found, in one grouping of CWEs (paper A, figure 5). */
export type CweTable = {
  readonly title: string;
  readonly scanners: Readonly<Record<string, CweDistribution>>;
  /** Of those together that the policy counts. */
  readonly merged: CweDistribution;
  /** Groups that a scanner has a rule for. Null: it does not list its rules. */
  readonly reachable: Readonly<Record<string, readonly string[] | null>>;
};

/** The content of `scanners.json`: how the scanners of a run agree, and what hangs on the choice of a policy. */
export type ScannerReport = {
  readonly format: 'bifocal.scanners/1';
  readonly scanners: readonly ScannerSummary[];
  readonly pairs: readonly PairAgreement[];
  /** Of scanners for vulnerabilities; judges and exploit tests are left to `pairs`. */
  readonly sets: readonly AccusedSet[];
  readonly cwes: Readonly<Record<keyof typeof GROUPINGS, CweTable>>;
  readonly sensitivity: readonly PolicyScores[];
};

/** What a run's scanners say, beside its scores. */
export const scannerReport = (run: {
  readonly scanners: readonly Juror[];
  readonly scans: readonly Scan[];
  readonly rules: RulesByScanner;
  readonly policy: Policy;
  readonly verdicts: readonly Verdict[];
  /** Gives the verdicts under another policy. */
  readonly judge: (policy: Policy) => readonly Verdict[];
  readonly by?: ScoreOptions['by'];
}): ScannerReport => {
  const { scanners, rules, policy, verdicts, judge, by } = run;
  const forVulnerabilities = scanners.filter(({ role }) => role !== 'defects');
  const raters = forVulnerabilities.map(({ id }) => scannerRater(id));
  const jury = scanners.filter(({ role }) => role === 'security').map(({ id }) => scannerRater(id));
  const sets = accusedSets(verdicts, jury);
  const ids = new Set(forVulnerabilities.map(({ id }) => id));
  const scans = run.scans
    .filter(({ scanner }) => ids.has(scanner))
    .map((scan) => ({
      ...scan,
      findings: scan.findings.filter((finding) => counts(finding, scan.scanner, policy)),
    }));
  const counting = new Set(jurorsOf(policy, scanners).map(({ id }) => id));
  const together = mergedCwes(scans.filter(({ scanner }) => counting.has(scanner)));
  const others = [exploitRater, policyRater].filter(({ verdictOf }) =>
    verdicts.some((verdict) => verdictOf(verdict) !== null),
  );
  /** Without exploits and recorded verdicts there is one lens only. */
  const attacked = verdicts.some(({ exploits, recorded }) => exploits !== null || recorded.security);
  return {
    format: 'bifocal.scanners/1',
    scanners: scanners.map((scanner) => ({
      ...summary(scanner, verdicts, sets, rules[scanner.id] ?? null),
      unknownBecause: reasonsOf(run.scans.filter((scan) => scan.scanner === scanner.id)),
    })),
    pairs: pairAgreements(verdicts, [...raters, ...others]),
    sets,
    cwes: Object.fromEntries(
      Object.entries(GROUPINGS).map(([key, grouping]) => [
        key,
        {
          title: grouping.title,
          scanners: cweDistributions(scans, grouping),
          merged: mergedCweDistribution(together, grouping),
          reachable: Object.fromEntries(
            forVulnerabilities.map(({ id }) => {
              const own = rules[id];
              return [id, own ? reachable(own, grouping) : null];
            }),
          ),
        },
      ]),
    ) as ScannerReport['cwes'],
    sensitivity: sensitivity(
      policyVariants(policy, scanners).filter(({ kind }) => kind !== 'lens' || attacked),
      judge,
      by,
    ),
  };
};

const MAX_REASONS = 3;

const reasonsOf = (scans: readonly Scan[]): ScannerSummary['unknownBecause'] => {
  const unknown = scans.filter(({ status }) => status === 'unknown');
  return countReasons(unknown.map(({ reason = 'no reason given' }) => reason)).slice(0, MAX_REASONS);
};

const summary = (
  { id, role }: Juror,
  verdicts: readonly Verdict[],
  sets: readonly AccusedSet[],
  rules: RulesByScanner[string],
): Omit<ScannerSummary, 'unknownBecause'> => {
  const said = verdicts.flatMap(({ scanners, defects }) => scanners[id] ?? defects[id] ?? []);
  return {
    id,
    role,
    samples: said.length,
    accused: said.filter((verdict) => verdict === 'insecure' || verdict === 'defective').length,
    unknown: said.filter((verdict) => verdict === 'unknown').length,
    alone: sets.find(({ scanners }) => scanners.length === 1 && scanners[0] === id)?.samples ?? 0,
    rules: rules?.length ?? null,
    rulesWithoutCwe: rules ? rulesWithoutCwe(rules) : [],
  };
};
