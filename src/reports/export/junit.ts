import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'xmlbuilder2';
import { rowsOf } from '../../analysis/score.ts';
import { counts } from '../../analysis/static-lens.ts';
import type { TestReport } from '../../core/case.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Export } from './export.ts';

/**
 * JUnit XML for continuous integration: a suite for each model and method, a test case for each sample. A sample that is
 * insecure or does not work is a failure, of which the message says which. One that is unknown never passes: it is an
 * error, or skipped where it is only unknown because nobody was asked (a task without tests, a language without
 * scanners). The property `recorded` names lenses whose verdict is another benchmark's.
 */
export const junit: Export = {
  id: 'junit',
  title: 'JUnit XML, a suite for each model and method',
  write: ({ run, scored }, folder) => {
    const { verdicts, scores } = scored();
    const reports = new Map(run.cases.map((report) => [report.sample, report]));
    const scans = Map.groupBy(run.findings, ({ sample }) => sample);
    const placesOf = (verdict: Verdict): string[] =>
      (scans.get(verdict.sample) ?? [])
        .filter(({ scanner }) => verdict.scanners[scanner] === 'insecure')
        .flatMap(({ scanner, findings }) =>
          findings
            .filter((finding) => counts(finding, scanner, scores.policy))
            .map(({ line, rule, message }) => `line ${line}: ${scanner} ${rule}: ${message}`),
        );
    const tested = new Set(run.tasks.filter(({ tests }) => tests !== undefined).map(({ id }) => id));
    const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\ufffd' });
    const root = document.ele('testsuites', { name: `bifocal ${run.manifest.name}` });
    for (const { model, method, tasks } of rowsOf(verdicts)) {
      const cases = tasks.flat().map((verdict) => ({
        verdict,
        result: resultOf(
          verdict,
          [...placesOf(verdict), ...evidence(verdict, reports.get(verdict.sample))],
          tested.has(verdict.task),
        ),
      }));
      const count = (kind: Result['kind']): number =>
        cases.filter(({ result }) => result.kind === kind).length;
      const suite = root.ele('testsuite', {
        name: `${model}, ${method}`,
        tests: cases.length,
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
      });
      suite.ele('properties').ele('property', { name: 'policy', value: scores.policyText });
      for (const { verdict, result } of cases) {
        const name = `${verdict.task} ${verdict.index}`;
        const testCase = suite.ele('testcase', { classname: `${model}.${method}`, name });
        const theirs = (['security', 'function'] as const).filter((lens) => verdict.recorded[lens]);
        if (theirs.length > 0) {
          const value = theirs.join(', '); // another benchmark's verdict, not measured here
          testCase.ele('properties').ele('property', { name: 'recorded', value });
        }
        if (result.kind === 'passed') continue;
        const { kind, message, text, type } = result;
        testCase.ele(kind, { message, ...(type !== undefined && { type }) }).txt(text);
      }
    }
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'results.xml');
    writeFileSync(path, root.end({ prettyPrint: true }));
    return [path];
  },
};

type Result =
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failure' | 'error' | 'skipped';
      readonly type?: string;
      readonly message: string;
      readonly text: string;
    };

const resultOf = (verdict: Verdict, told: readonly string[], hasTests: boolean): Result => {
  const faults = [
    ...(verdict.security === 'insecure' ? ['insecure'] : []),
    ...(verdict.function === 'failing' || verdict.function === 'partial' ? ['not functional'] : []),
  ];
  const unknown = [
    ...(verdict.security === 'unknown' ? ['security unknown'] : []),
    ...(verdict.function === 'unknown' ? ['function unknown'] : []),
  ];
  const text = [...told, ...verdict.unknownBecause].join('\n') || 'no more is known';
  if (faults.length > 0)
    return { kind: 'failure', type: faults.join(', '), message: [...faults, ...unknown].join('; '), text };
  if (unknown.length === 0) return { kind: 'passed' };
  const message = unknown.join('; ');
  return isUnasked(verdict, hasTests)
    ? { kind: 'skipped', message, text }
    : { kind: 'error', type: 'unknown', message, text };
};

/** Whether each lens that is unknown is so because there was nothing to judge by. */
const isUnasked = (verdict: Verdict, hasTests: boolean): boolean => {
  const { security, function: works, scanners, exploits } = verdict;
  const nobodyLooked = Object.keys(scanners).length === 0 && exploits === null;
  return (security !== 'unknown' || nobodyLooked) && (works !== 'unknown' || !hasTests);
};

const evidence = ({ exploits, cases }: Verdict, report: TestReport | undefined): string[] => [
  ...(exploits === 'insecure' ? ['an exploit succeeds'] : []),
  ...(cases.total > 0 ? [`${cases.passed} of ${cases.total} functional cases passed`] : []),
  ...(report?.cases ?? [])
    .filter(({ outcome }) => outcome !== 'passed')
    .map(({ id, outcome, message }) => `${id}: ${outcome}${message ? `: ${message}` : ''}`),
];
