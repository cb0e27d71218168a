import { editSize } from '../kit/edit-size.ts';
import type { Job, Place } from '../kit/job.ts';
import type { Output } from '../method.ts';
import type { HeardScan } from '../workbench.ts';
import type { Acceptable } from './choose.ts';
import { findingsOf, noFallOf, riseOf, unjudgedIn } from './findings.ts';
import type { FunctionJudge, FunctionVerdict } from './function-judge.ts';
import type { Guard } from './guard.ts';
import type { Scribe } from './scribe.ts';

/** A code that others may replace. */
export type Parent = {
  readonly output: Output;
  /** The solution in `output`. */
  readonly code: string;
  /** What the security scanners say of it. */
  readonly scans: readonly HeardScan[];
};

/** A code that may replace its parent, as far as was looked. */
export type Candidate = Parent & Acceptable & { readonly place: Place };

export type Refused = { readonly refused: string };

export const isRefused = (one: Candidate | Refused): one is Refused => 'refused' in one;

/** What all codes of one sample are held against. */
export type Standards = {
  readonly guard: Guard;
  /** What the analyzers of defects say of the first attempt; undefined: none is listened to. */
  readonly defects: readonly HeardScan[] | undefined;
  /** Undefined: nothing can tell, and that is accepted. */
  readonly function: FunctionJudge | undefined;
  /** Whether a code is accepted whose function is neither proven nor refuted. */
  readonly acceptsUnproven: boolean;
};

/** The gates that a candidate passes, from cheap to dear. What they decide, and why, is in the trace. */
export type Gates = {
  /** Form and findings. No code passes twice. */
  look(scribe: Scribe, by: Acceptable['by'], output: Output, parent: Parent): Promise<Candidate | Refused>;
  /** Function: runs the code. */
  prove(scribe: Scribe, candidate: Candidate): Promise<Candidate | Refused>;
};

export const openGates = (job: Job, standards: Standards): Gates => {
  const tried = new Set<string>();
  return {
    async look(scribe, by, output, parent) {
      const { place } = scribe;
      const code = job.codeOf(output);
      if (code.trim() === parent.code.trim()) return refuse(scribe, 'it is the same code');
      if (tried.has(code)) return refuse(scribe, 'it was tried before');
      tried.add(code);
      scribe.note({ step: 'code', ...place, code });
      const form = standards.guard(code);
      if (form !== undefined) return refuse(scribe, form);
      const scans = await scribe.scan(code, ['security']);
      const findings = unjudgedIn(scans) ?? noFallOf(parent.scans, scans);
      if (findings !== undefined) return refuse(scribe, findings);
      const defect = standards.defects && (await newDefect(scribe, code, standards.defects));
      if (defect !== undefined) return refuse(scribe, defect);
      const size = editSize(parent.code, code);
      return { output, code, scans, size, by, place, agreed: 0, judged: 0 };
    },
    async prove(scribe, candidate) {
      const { state, agreed, judged, because } = standards.function
        ? await standards.function.judge(scribe, candidate.code)
        : NOTHING_PROVEN;
      if (state === 'fallen') return refuse(scribe, `function falls: ${because}`);
      if (state === 'unproven' && !standards.acceptsUnproven)
        return refuse(scribe, `function not proven: ${because}`);
      scribe.decide('accepted', `findings: ${findingsOf(candidate.scans).length}; ${because}`);
      return { ...candidate, agreed, judged };
    },
  };
};

const NOTHING_PROVEN: FunctionVerdict = {
  state: 'unproven',
  agreed: 0,
  judged: 0,
  because: 'nothing can tell what it does',
};

const refuse = (scribe: Scribe, refused: string): Refused => {
  scribe.decide('refused', refused);
  return { refused };
};

const newDefect = async (
  scribe: Scribe,
  code: string,
  before: readonly HeardScan[],
): Promise<string | undefined> => {
  const scans = await scribe.scan(code, ['defects']);
  return unjudgedIn(scans) ?? riseOf(before, scans);
};
