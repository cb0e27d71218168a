import type { StopReason } from '../../core/trace.ts';
import { extract } from '../../extract/index.ts';
import type { Job } from '../kit/job.ts';
import type { Output } from '../method.ts';
import type { Parent, Standards } from './admit.ts';
import { findingsOf, unjudgedIn } from './findings.ts';
import { openFunctionJudge } from './function-judge.ts';
import { openGuard } from './guard.ts';
import type { Settings } from './settings.ts';

/** What the work starts from, or why there is nothing to do. */
export type Start =
  | { readonly parent: Parent; readonly standards: Standards }
  | { readonly stop: Extract<StopReason, 'clean' | 'unjudged'>; readonly because: string };

const unjudged = (because: string): Start => ({ stop: 'unjudged', because });

/**
 * Looks at the first attempt: what is found in it, and what candidates can be held against. Where one of these cannot
 * be told there is nothing to hold on to, and the first attempt stays as it is.
 */
export const begin = async (job: Job, output: Output, settings: Settings): Promise<Start> => {
  const { task } = job.request;
  const { code, extraction } = extract(output.raw, output.form, task);
  job.note({ step: 'code', round: 0, code });
  if (extraction.parses === false) return unjudged('the first attempt does not parse');
  const scans = await job.scan({ round: 0 }, code, ['security']);
  const silent = scans.length === 0 ? `no scanner reads ${task.language}` : unjudgedIn(scans);
  if (silent !== undefined) return unjudged(silent);
  if (findingsOf(scans).length === 0)
    return { stop: 'clean', because: 'nothing is found in the first attempt' };
  const guard = openGuard(code, task.language, task.setup);
  if (guard.status === 'unknown') return unjudged(guard.reason);
  const defects = settings.defects === 'watch' ? await job.scan({ round: 0 }, code, ['defects']) : [];
  const undetected = unjudgedIn(defects);
  if (undetected !== undefined) return unjudged(undetected);
  const judge = await openFunctionJudge(job, code);
  const acceptsUnproven = settings.unproven === 'accept';
  if (judge.status === 'unknown' && !acceptsUnproven) return unjudged(`function: ${judge.reason}`);
  return {
    parent: { output, code, scans },
    standards: {
      guard: guard.value,
      defects: defects.length > 0 ? defects : undefined,
      function: judge.status === 'ok' ? judge.value : undefined,
      acceptsUnproven,
    },
  };
};
