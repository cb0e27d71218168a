import { mergeFindings } from '../../analysis/merge.ts';
import { counts } from '../../analysis/static-lens.ts';
import { jurorsOf } from '../../core/jurors.ts';
import type { Sample } from '../../core/sample.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { ExportMaterial } from './export.ts';

/** Text, whole number, number, yes or no, list of whole numbers. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'integers';

export type Value = string | number | boolean | readonly number[] | null;

/** A column of a table for notebooks. Null: nothing is known, or nothing applies. */
export type Column = { readonly name: string; readonly type: ColumnType; readonly values: readonly Value[] };

type Row = {
  readonly sample: Sample;
  readonly verdict: Verdict;
  /** CWEs of each weakness that the policy counts, whoever reported it. */
  readonly weaknesses: readonly (readonly number[])[];
};

type Field = readonly [name: string, type: ColumnType, value: (row: Row) => Value | undefined];

const FIELDS: readonly Field[] = [
  ['sample', 'text', ({ sample }) => sample.id],
  ['task', 'text', ({ sample }) => sample.task],
  ['model', 'text', ({ sample }) => sample.model],
  ['method', 'text', ({ sample }) => sample.method],
  ['index', 'integer', ({ sample }) => sample.index],
  ['language', 'text', ({ sample }) => sample.language],
  ['security', 'text', ({ verdict }) => verdict.security],
  ['function', 'text', ({ verdict }) => verdict.function],
  ['exploits', 'text', ({ verdict }) => verdict.exploits],
  ['cases', 'integer', ({ verdict }) => verdict.cases.total],
  ['cases_passed', 'integer', ({ verdict }) => verdict.cases.passed],
  ['cases_unknown', 'integer', ({ verdict }) => verdict.cases.unknown],
  ['findings', 'integer', ({ weaknesses }) => weaknesses.length],
  ['cwes', 'integers', ({ weaknesses }) => [...new Set(weaknesses.flat())].sort((a, b) => a - b)],
  ['security_is_recorded', 'boolean', ({ verdict }) => verdict.recorded.security],
  ['function_is_recorded', 'boolean', ({ verdict }) => verdict.recorded.function],
  ['unknown_because', 'text', ({ verdict }) => verdict.unknownBecause.join('; ') || null],
  ['prompt_tokens', 'integer', ({ sample }) => sample.usage?.promptTokens],
  ['completion_tokens', 'integer', ({ sample }) => sample.usage?.completionTokens],
  ['seconds', 'number', ({ sample }) => sample.usage?.seconds],
  ['usd', 'number', ({ sample }) => sample.usage?.usd],
];

/** One row for each sample that was handed in, sorted by id; a column for each scanner's own verdict at the end. */
export const sampleTable = ({ run, scored }: ExportMaterial): readonly Column[] => {
  const { verdicts, scores } = scored();
  const samples = new Map(run.samples.map((sample) => [sample.id, sample]));
  const jurors = new Set(jurorsOf(scores.policy, scores.scanners).map(({ id }) => id));
  const scans = Map.groupBy(
    run.findings
      .filter(({ scanner }) => jurors.has(scanner))
      .map((scan) => ({
        ...scan,
        findings: scan.findings.filter((finding) => counts(finding, scan.scanner, scores.policy)),
      })),
    ({ sample }) => sample,
  );
  const rows = verdicts.flatMap((verdict): Row[] => {
    const sample = samples.get(verdict.sample);
    if (sample === undefined) return [];
    return [
      { sample, verdict, weaknesses: mergeFindings(scans.get(sample.id) ?? []).map(({ cwes }) => cwes) },
    ];
  });
  const ofScanners = scores.scanners.map(
    ({ id }): Field => [
      `scanner:${id}`,
      'text',
      ({ verdict }) => verdict.scanners[id] ?? verdict.defects[id],
    ],
  );
  return [...FIELDS, ...ofScanners].map(([name, type, value]) => ({
    name,
    type,
    values: rows.map((row) => value(row) ?? null),
  }));
};

/** One row for each finding of each scanner, as it was reported; `counts`: the policy counts it. */
export const findingTable = ({ run, scored }: ExportMaterial): readonly Column[] => {
  const { verdicts, scores } = scored();
  const judged = new Set(verdicts.map(({ sample }) => sample));
  const jurors = new Set(jurorsOf(scores.policy, scores.scanners).map(({ id }) => id));
  const rows = run.findings
    .filter(({ sample }) => judged.has(sample))
    .flatMap(({ sample, scanner, findings }) => findings.map((finding) => ({ sample, scanner, finding })));
  const column = (
    name: string,
    type: ColumnType,
    value: (row: (typeof rows)[number]) => Value | undefined,
  ): Column => ({ name, type, values: rows.map((row) => value(row) ?? null) });
  return [
    column('sample', 'text', ({ sample }) => sample),
    column('scanner', 'text', ({ scanner }) => scanner),
    column('rule', 'text', ({ finding }) => finding.rule),
    column('cwes', 'integers', ({ finding }) => finding.cwes),
    column('severity', 'text', ({ finding }) => finding.severity),
    column('confidence', 'text', ({ finding }) => finding.confidence),
    column('line', 'integer', ({ finding }) => finding.line),
    column('column', 'integer', ({ finding }) => finding.column),
    column('end_line', 'integer', ({ finding }) => finding.endLine),
    column('message', 'text', ({ finding }) => finding.message),
    column(
      'counts',
      'boolean',
      ({ scanner, finding }) => jurors.has(scanner) && counts(finding, scanner, scores.policy),
    ),
  ];
};
