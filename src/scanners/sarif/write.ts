import { createHash } from 'node:crypto';
import type { Invocation, Log, ReportingDescriptor, Result, Run, ToolComponent } from 'sarif';
import { type Finding, LEVELS, type Level } from '../../core/finding.ts';
import type { Outcome } from '../../core/outcome.ts';

/** What one scanner says of some files. `uri` is relative, with forward slashes, and not yet escaped. */
export type SarifSource = {
  readonly scanner: string;
  readonly version?: string | undefined;
  readonly files: readonly { readonly uri: string; readonly outcome: Outcome<readonly Finding[]> }[];
};

type Placed = { readonly uri: string; readonly finding: Finding };

/** GitHub refuses logs with more. */
const MAX_RESULTS_OF_RUN = 25_000;
const MAX_RUNS_OF_LOG = 20;
const MAX_TAGS = 20;

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const LEVEL: Readonly<Record<Level, Result.level>> = { low: 'note', medium: 'warning', high: 'error' };
const SECURITY_SEVERITY: Readonly<Record<Level, string>> = { low: '3.0', medium: '5.5', high: '8.0' };

/**
 * Findings as SARIF 2.1.0, one run for each scanner, within the limits of GitHub's code scanning: what does not
 * fit goes into further runs, and these into further logs. A file that is unknown becomes an error notification.
 */
export const toSarif = (sources: readonly SarifSource[]): Log[] => {
  const runs = sources.flatMap((source) => {
    const placed = source.files.flatMap(({ uri, outcome }) =>
      outcome.status === 'ok' ? outcome.value.map((finding): Placed => ({ uri, finding })) : [],
    );
    const identify = fingerprints();
    return chunks(placed, MAX_RESULTS_OF_RUN).map((part, index) => toRun(source, part, index, identify));
  });
  return chunks(runs, MAX_RUNS_OF_LOG).map((part) => ({ $schema: SCHEMA, version: '2.1.0', runs: part }));
};

/** At least one chunk, so that a scanner that found nothing is seen to have run. */
const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.max(1, Math.ceil(items.length / size)) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

const toRun = (
  { scanner, version, files }: SarifSource,
  placed: readonly Placed[],
  index: number,
  identify: (placed: Placed) => string,
): Run => {
  const uris = [...new Set(index === 0 ? files.map(({ uri }) => uri) : placed.map(({ uri }) => uri))];
  const byRule = Map.groupBy(placed, ({ finding }) => finding.rule);
  const rules = [...byRule].map(([id, found]) =>
    toRule(
      id,
      found.map(({ finding }) => finding),
    ),
  );
  const indexOfRule = new Map(rules.map(({ id }, position) => [id, position]));
  const indexOfUri = new Map(uris.map((uri, position) => [uri, position]));
  return {
    tool: {
      driver: {
        name: scanner,
        ...(version !== undefined && { version }),
        rules,
        supportedTaxonomies: [{ name: 'CWE', index: 0 }],
      },
    },
    automationDetails: { id: `${scanner}/${index + 1}` },
    columnKind: 'unicodeCodePoints',
    invocations: [toInvocation(index === 0 ? files : [])],
    taxonomies: [cweTaxonomy(placed.flatMap(({ finding }) => finding.cwes))],
    artifacts: uris.map((uri) => ({ location: { uri: escapeUri(uri) } })),
    results: placed.map((item) => toResult(item, identify(item), indexOfRule, indexOfUri)),
  };
};

const toRule = (id: string, findings: readonly Finding[]): ReportingDescriptor => {
  const cwes = unique(findings.flatMap(({ cwes }) => cwes));
  const worst = LEVELS[Math.max(...findings.map(({ severity }) => LEVELS.indexOf(severity)))] ?? 'medium';
  const text = findings[0]?.message ?? id;
  const tags = ['security', ...cwes.map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, '0')}`)];
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text },
    defaultConfiguration: { level: LEVEL[worst] },
    relationships: cwes.map((cwe) => ({ target: toTaxon(cwe), kinds: ['relevant'] })),
    properties: { tags: tags.slice(0, MAX_TAGS), 'security-severity': SECURITY_SEVERITY[worst] },
  };
};

const toResult = (
  { uri, finding }: Placed,
  fingerprint: string,
  indexOfRule: ReadonlyMap<string, number>,
  indexOfUri: ReadonlyMap<string, number>,
): Result => ({
  ruleId: finding.rule,
  ruleIndex: indexOfRule.get(finding.rule) ?? -1,
  level: LEVEL[finding.severity],
  message: { text: finding.message },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: escapeUri(uri), index: indexOfUri.get(uri) ?? -1 },
        region: {
          startLine: finding.line,
          ...(finding.column !== undefined && { startColumn: finding.column }),
          ...(finding.endLine !== undefined && { endLine: finding.endLine }),
        },
      },
    },
  ],
  taxa: unique(finding.cwes).map(toTaxon),
  partialFingerprints: { primaryLocationLineHash: fingerprint },
  properties: { severity: finding.severity, confidence: finding.confidence },
});

const toInvocation = (files: SarifSource['files']): Invocation => ({
  executionSuccessful: true,
  toolExecutionNotifications: files.flatMap(({ uri, outcome }) =>
    outcome.status === 'unknown'
      ? [
          {
            level: 'error' as const,
            message: { text: outcome.reason },
            locations: [{ physicalLocation: { artifactLocation: { uri: escapeUri(uri) } } }],
          },
        ]
      : [],
  ),
});

const cweTaxonomy = (cwes: readonly number[]): ToolComponent => ({
  name: 'CWE',
  organization: 'MITRE',
  shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
  taxa: unique(cwes).map((cwe) => ({
    id: String(cwe),
    helpUri: `https://cwe.mitre.org/data/definitions/${cwe}.html`,
  })),
});

const toTaxon = (cwe: number) => ({ id: String(cwe), toolComponent: { name: 'CWE', index: 0 } });

/** Does not hang on line numbers, which move; the n-th finding that looks the same gets the number n. */
const fingerprints = () => {
  const seen = new Map<string, number>();
  return ({ uri, finding }: Placed): string => {
    const hash = createHash('sha256').update(JSON.stringify([uri, finding.rule, finding.message]));
    const digest = hash.digest('hex').slice(0, 16);
    const nth = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, nth);
    return `${digest}:${nth}`;
  };
};

const unique = (ids: readonly number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);

const escapeUri = (uri: string): string => uri.split('/').map(encodeURIComponent).join('/');
