import { z } from 'zod';
import { type CaseResult, caseOutcomeSchema, type TestReport, trustSchema } from '../core/case.ts';
import { caseKindSchema } from '../core/task.ts';

/** What the judge says of one job. Every line carries the job's token, which the tested code never sees. */
const eventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('plan'),
    token: z.string(),
    trust: trustSchema,
    cases: z.array(z.object({ id: z.string(), kind: caseKindSchema })),
  }),
  z.object({
    event: z.literal('case'),
    token: z.string(),
    id: z.string(),
    outcome: caseOutcomeSchema,
    message: z.string(),
  }),
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

/**
 * One result per planned case, whatever was reported: the plan decides what counts.
 *
 * @param failure why the job did not come to its end; undefined if it did
 */
export const assemble = (
  events: readonly Event[],
  failure: string | undefined,
): Pick<TestReport, 'status' | 'reason' | 'trust' | 'cases'> => {
  const plan = events.find((event) => event.event === 'plan');
  if (!plan) return { status: 'unknown', reason: failure ?? 'the judge made no plan', cases: [] };
  const answers = new Map(events.flatMap((event) => (event.event === 'case' ? [[event.id, event]] : [])));
  const cases = plan.cases.map(({ id, kind }): CaseResult => {
    const answer = answers.get(id);
    if (!answer) return { id, kind, outcome: 'unknown', message: failure ?? 'no result' };
    return { id, kind, outcome: answer.outcome, ...(answer.message ? { message: answer.message } : {}) };
  });
  const { trust } = plan;
  return failure ? { status: 'unknown', reason: failure, trust, cases } : { status: 'ok', trust, cases };
};
