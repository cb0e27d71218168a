import { z } from 'zod';
import {
  type CaseOutcome,
  type CaseResult,
  caseOutcomeSchema,
  type TestReport,
  trustSchema,
} from '../core/case.ts';
import { caseKindSchema } from '../core/task.ts';

const resultFields = {
  token: z.string(),
  id: z.string(),
  outcome: caseOutcomeSchema,
  message: z.string(),
  cpu: z.number(),
};

/** What the judge says of one job. Every line carries the job's token, which the tested code never sees. */
const eventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('plan'),
    token: z.string(),
    trust: trustSchema,
    cases: z.array(z.object({ id: z.string(), kind: caseKindSchema })),
  }),
  z.object({ event: z.literal('case'), ...resultFields }),
  z.object({ event: z.literal('twin'), ...resultFields }),
  z.object({ event: z.literal('failed'), token: z.string(), reason: z.string() }),
  z.object({ event: z.literal('done'), token: z.string() }),
]);
export type Event = z.infer<typeof eventSchema>;

/** What the server says of itself. */
const noticeSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready'), namespaces: z.boolean() }),
  z.object({ event: z.literal('ended') }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** Why a job did not come to its end, and what that makes of the cases without a result. */
export type Failure = { readonly outcome: 'lost' | 'unknown'; readonly reason: string };

/** What became of one job: the judge's events, and why they are not all, if so. */
export type Conversation = { readonly events: readonly Event[]; readonly failure: Failure | undefined };

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** One line of a server's output: its own, a judge's, or undefined for anything else. */
export const parseLine = (line: string): Event | Notice | undefined => {
  const value = parseJson(line);
  return eventSchema.safeParse(value).data ?? noticeSchema.safeParse(value).data;
};

/** A conversation in which nobody speaks of some cases: they were run, and are in no report. */
export const leaveOut = ({ events, failure }: Conversation, ids: readonly string[]): Conversation => ({
  failure,
  events: events.flatMap((event): Event[] => {
    if (event.event === 'plan')
      return [{ ...event, cases: event.cases.filter(({ id }) => !ids.includes(id)) }];
    return 'id' in event && ids.includes(event.id) ? [] : [event];
  }),
});

/** One result per planned case, whatever was reported: the plan decides what counts. */
export const assemble = ({
  events,
  failure,
}: Conversation): Pick<TestReport, 'status' | 'reason' | 'cases'> => {
  const plan = events.find((event) => event.event === 'plan');
  if (!plan) return { status: 'unknown', reason: failure?.reason ?? 'the judge made no plan', cases: [] };
  const answers = new Map(events.flatMap((event) => (event.event === 'case' ? [[event.id, event]] : [])));
  const cases = plan.cases.map(({ id, kind }): CaseResult => {
    const shared = { id, kind, trust: plan.trust };
    const answer = answers.get(id);
    if (!answer) {
      const { outcome, reason } = failure ?? { outcome: 'unknown', reason: 'no result' };
      return { ...shared, outcome, message: reason };
    }
    const { outcome, message, cpu } = answer;
    return { ...shared, outcome, ...(message ? { message } : {}), ...(cpu > 0 ? { cpuSeconds: cpu } : {}) };
  });
  return failure ? { status: 'unknown', reason: failure.reason, cases } : { status: 'ok', cases };
};

/**
 * What a job shows of each test that has a twin: `refuted` if it passed and its twin failed, as it must; `contradicted`
 * if both passed, which no honest solution does; `unsettled` if it passed and nobody can tell if its twin would.
 */
export type TwinFinding = 'refuted' | 'contradicted' | 'unsettled';

const FINDINGS: Partial<Record<CaseOutcome, TwinFinding>> = { failed: 'refuted', passed: 'contradicted' };

/** By case. Those that did not pass are left out: their twins show nothing. */
export const twinFindings = ({ events }: Conversation): Map<string, TwinFinding> => {
  const passed = new Set(
    events.flatMap((event) => (event.event === 'case' && event.outcome === 'passed' ? [event.id] : [])),
  );
  return new Map(
    events.flatMap((event) =>
      event.event === 'twin' && passed.has(event.id)
        ? [[event.id, FINDINGS[event.outcome] ?? 'unsettled']]
        : [],
    ),
  );
};
