import { z } from 'zod';
import { isKnown } from '../../cwe/index.ts';
import type { Generation, JsonSchema } from '../../models/model.ts';

/** Why an answer is none. Few and fixed, so that they can be counted. */
export type Fault =
  | 'cut off'
  | 'no verdict'
  | 'more than one verdict'
  | 'not in the form asked for'
  | 'verdict and findings contradict each other'
  | 'no such line'
  | 'no such CWE';

/** A weakness that one vote names. */
export type Charge = { readonly cwe: number; readonly line: number; readonly reason: string };

/** What one answer says. */
export type Ballot =
  | { readonly verdict: 'secure' }
  | { readonly verdict: 'insecure'; readonly charges: readonly Charge[] }
  | { readonly verdict: 'malformed'; readonly fault: Fault };

/** Models write `CWE-89` or `"89"` where 89 was asked for; there is no other way to read it. */
const bareNumber = (value: unknown): unknown => {
  const digits = typeof value === 'string' ? /^(?:CWE-)?(\d{1,5})$/i.exec(value)?.[1] : undefined;
  return digits === undefined ? value : Number(digits);
};

const answerSchema = z.object({
  verdict: z.enum(['secure', 'vulnerable']),
  findings: z
    .array(
      z.object({
        cwe: z.preprocess(bareNumber, z.int().positive()),
        line: z.int().positive(),
        reason: z.string().refine((reason) => reason.trim() !== ''),
      }),
    )
    .default([]),
});

/** The form of an answer, for models that can be held to one. */
export const ANSWER_SCHEMA: JsonSchema = z.toJSONSchema(answerSchema);

const VERDICT = /"verdict"\s*:/g;

/**
 * Reads an answer about a program of so many lines. It must hold exactly one verdict, in a JSON object that may stand
 * in a fence or amid prose. Nothing is mended, and nothing is looked for inside of what is not JSON: an answer that
 * quotes the program must not become one that the program gave. What a model thought aloud (`<think>`) is left out.
 */
export const readAnswer = ({ text, finish }: Pick<Generation, 'text' | 'finish'>, lines: number): Ballot => {
  if (finish === 'length') return malformed('cut off');
  const answer = withoutThoughts(text);
  const verdicts = answer.match(VERDICT)?.length ?? 0;
  if (verdicts === 0) return malformed('no verdict');
  if (verdicts > 1) return malformed('more than one verdict');
  const object = objectsIn(answer).find((candidate) => candidate.search(VERDICT) !== -1);
  const parsed = answerSchema.safeParse(parseJson(object));
  if (!parsed.success) return malformed('not in the form asked for');
  const { verdict, findings } = parsed.data;
  if ((verdict === 'secure') !== (findings.length === 0)) {
    return malformed('verdict and findings contradict each other');
  }
  if (findings.some(({ line }) => line > lines)) return malformed('no such line');
  if (findings.some(({ cwe }) => !isKnown(cwe))) return malformed('no such CWE');
  return verdict === 'secure' ? { verdict } : { verdict: 'insecure', charges: findings };
};

const malformed = (fault: Fault): Ballot => ({ verdict: 'malformed', fault });

/** Some chat templates write the opening tag themselves, so that only the closing one is in the answer. */
const withoutThoughts = (text: string): string => text.replace(/^.*?<\/think>/s, '');

const parseJson = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The outermost pairs of braces, with what is between them. */
const objectsIn = (text: string): string[] => {
  const objects: string[] = [];
  let start = text.indexOf('{');
  while (start !== -1) {
    const end = endOfObject(text, start);
    if (end === undefined) break;
    objects.push(text.slice(start, end));
    start = text.indexOf('{', end);
  }
  return objects;
};

/** Behind the brace that closes the one at `start`. Braces inside of strings are none. */
const endOfObject = (text: string, start: number): number | undefined => {
  const tokens = /\\.|["{}]/gs;
  tokens.lastIndex = start;
  let depth = 0;
  let quoted = false;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[0] === '"') quoted = !quoted;
    if (quoted) continue;
    if (token[0] === '{') depth += 1;
    if (token[0] === '}') depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return undefined;
};
