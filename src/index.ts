/**
 * Bifocal as a library: the only public door.
 *
 * Judge code that you have, or let a model write it; score a run again; or use the pure formulas alone.
 *
 * @module
 */

export {
  type AccusedSet,
  accusedSets,
  exploitRater,
  type PairAgreement,
  pairAgreements,
  policyRater,
  type Rater,
  scannerRater,
} from './analysis/agreement.ts';
export { type ComparedRun, type CompareOptions, compare } from './analysis/comparison/compare.ts';
export type { Arm, Comparison, Contrast, MetricContrast } from './analysis/comparison/terms.ts';
export { type Detection, detection, type PairVerdicts } from './analysis/detection.ts';
export type { Explanation } from './analysis/explanation.ts';
export { heldOutPolicy } from './analysis/held-out.ts';
export { lesson } from './analysis/lesson.ts';
export { type MergedFinding, mergeFindings } from './analysis/merge.ts';
export { type MethodReport, methodReport } from './analysis/method-report.ts';
export { type Corrected, correctScores, correctSecure } from './analysis/review/corrected.ts';
export { type ReviewReport, reviewReport } from './analysis/review/report.ts';
export { type ScannerReport, scannerReport } from './analysis/scanner-report.ts';
export { type ScoreOptions, score } from './analysis/score.ts';
export { type PolicyScores, policyVariants, sensitivity } from './analysis/sensitivity.ts';
export { transitions } from './analysis/transitions.ts';
export { judge } from './analysis/verdict.ts';
export { type Config, defineConfig } from './config.ts';
export type { CaseOutcome, CaseResult, TestReport, Trust } from './core/case.ts';
export { BifocalError, type ErrorCode } from './core/errors.ts';
export type { Finding, Level, Scan } from './core/finding.ts';
export type { Juror } from './core/jurors.ts';
export type { Outcome } from './core/outcome.ts';
export { type Combine, describePolicy, type Lens, type Policy } from './core/policy.ts';
export type { Problem } from './core/problem.ts';
export type { Manifest, MethodRecord } from './core/run.ts';
export { type Sample, type SampleKey, sampleId } from './core/sample.ts';
export type { Estimate, ScoreRow, Scores } from './core/score.ts';
export type { Language, Solutions, Task, TestSuite } from './core/task.ts';
export type { StopReason, Trace, TraceStep } from './core/trace.ts';
export type { FunctionVerdict, SecurityVerdict, Verdict } from './core/verdict.ts';
export * as cwe from './cwe/index.ts';
export { loadTasks, type TaskSet } from './datasets/load-tasks.ts';
export { type EditCandidate, editsFor, nearFindings } from './edits/index.ts';
export { type Audit, auditOf } from './engine/audit/audit.ts';
export { openAuditFolder } from './engine/audit/audit-folder.ts';
export { type AuditOptions, runAudit } from './engine/audit/run-audit.ts';
export { type Budget, openBudget } from './engine/budget.ts';
export { controlSource } from './engine/controls.ts';
export { type Equipment, type EquipmentOptions, equip } from './engine/equipment.ts';
export { type Evaluation, type EvaluationOptions, evaluate } from './engine/evaluate.ts';
export { explain } from './engine/explain.ts';
export { improvedSource, parentSource, readParents } from './engine/improve.ts';
export { methodReportOf } from './engine/method-run.ts';
export { type GenerationOptions, modelSource } from './engine/model-source.ts';
export type { Listener, Progress } from './engine/progress.ts';
export { fileSource, type SampleDefaults } from './engine/sample-files.ts';
export { assessRun, type ScoredRun, type ScoringOptions, scoreRun } from './engine/score-run.ts';
export type { Draft, SampleSource, SourceContext } from './engine/source.ts';
export { openStudy, type Study, type StudyRun } from './engine/study.ts';
export { openWorkbenches, type Workbenches } from './engine/workbench.ts';
export { type SiteOptions, type WrittenSite, writeSite } from './engine/write-site.ts';
export { type Extracted, extract } from './extract/index.ts';
export { METHODS } from './methods/index.ts';
export type { Attempt, Limits, Method, MethodRequest, VisibleTask } from './methods/method.ts';
export { type OpenMethod, openMethod } from './methods/open.ts';
export type { Workbench } from './methods/workbench.ts';
export { corpusBleu } from './metrics/bleu/score.ts';
export { passAtK } from './metrics/pass-at-k.ts';
export { safeTerm } from './metrics/safe.ts';
export { openModel } from './models/index.ts';
export type { GenerationRequest, Model, ModelProvider } from './models/model.ts';
export { renderTable } from './reports/table.ts';
export { scanners } from './scanners/index.ts';
export { openScanners } from './scanners/open.ts';
export { readSarif, toSarif } from './scanners/sarif.ts';
export type { Rule, ScanInput, Scanner } from './scanners/scanner.ts';
export { VERSION } from './version.ts';
