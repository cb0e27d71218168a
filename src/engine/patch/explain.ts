import type { HeardScan } from '../../methods/workbench.ts';
import type { Change, Fixed, Remaining } from './file-patch.ts';
import { type Found, foundIn, pairFindings } from './findings.ts';
import { mapLines } from './line-map.ts';
import { chainTo, refusalOf, type Tried } from './read-trace.ts';

/** A code and what was found in it. */
export type Scanned = { readonly code: string; readonly findings: readonly Found[] };

export type Explanation = {
  readonly fixed: readonly Fixed[];
  readonly remaining: readonly Remaining[];
  readonly accepted: readonly Change[];
  readonly refused: readonly Change[];
};

export type Attempted = {
  readonly first: string;
  readonly last: string;
  readonly tried: readonly Tried[];
  /** Who wrote what no edit did: a model, a method. */
  readonly writer: string;
  /** Why a finding is there still, where nothing that was tried for it tells. */
  readonly otherwise: string;
  readonly scan: (code: string) => Promise<readonly HeardScan[]>;
};

/** Refusals that say nothing of the code. */
const IDLE = /^it (is the same code|was tried before)/;

/** What happened to each finding on the way from the first code to the last, and by which change. */
export const explain = async ({
  first,
  last,
  tried,
  writer,
  otherwise,
  scan,
}: Attempted): Promise<Explanation> => {
  const scanned = async (code: string): Promise<Scanned> => ({ code, findings: foundIn(await scan(code)) });
  const chain = chainTo(last, tried);
  const steps: readonly Pick<Tried, 'code' | 'edit'>[] =
    chain.length > 0 ? chain : first === last ? [] : [{ code: last }];
  const fixed: Fixed[] = [];
  const start = await scanned(first);
  let at = start;
  /** By finding of `at`: the one of the first code that it was. */
  let origins = new Map(start.findings.map((finding) => [finding, finding]));
  for (const { code = last, edit } of steps) {
    const next = await scanned(code);
    const pairs = pairFindings(at, next);
    const followed = new Map<Found, Found>();
    for (const [finding, origin] of origins) {
      const same = pairs.get(finding);
      if (same) followed.set(same, origin);
      else fixed.push({ ...origin, by: edit?.what ?? writer });
    }
    origins = followed;
    at = next;
  }
  const refused = refusalsOf(tried, chain, first, last, writer);
  const remaining = at.findings.map((finding): Remaining => {
    const isNew = !origins.has(finding);
    const because = isNew ? 'the change brought it' : becauseOf(finding, refused, otherwise);
    return { ...finding, isNew, because };
  });
  return {
    fixed: fixed.toSorted((a, b) => a.line - b.line),
    remaining,
    accepted: chain.map((one) => changeOf(one, one.decisions[0]?.because ?? '', writer)),
    refused: refused.map(({ change }) => change),
  };
};

const changeOf = ({ edit }: Pick<Tried, 'edit'>, because: string, writer: string): Change =>
  edit
    ? { kind: 'edit', line: edit.line, what: edit.what, because }
    : { kind: 'rewrite', what: writer, because };

/** `line`: where an edit would have been made, in the last code. */
type Refusal = { readonly change: Change; readonly line: number | undefined };

const refusalsOf = (
  tried: readonly Tried[],
  chain: readonly Tried[],
  first: string,
  last: string,
  writer: string,
): Refusal[] =>
  tried.flatMap((one): Refusal[] => {
    const because = refusalOf(one);
    if (because === undefined || chain.includes(one)) return [];
    const change = changeOf(one, because, writer);
    if (one.edit === undefined) return [{ change, line: undefined }];
    const parent = chain.findLast((earlier) => tried.indexOf(earlier) < tried.indexOf(one))?.code ?? first;
    return [{ change, line: mapLines(parent, last)(one.edit.line).from }];
  });

/** The most telling of what was tried: an edit at its line, or else the last rewrite. */
const becauseOf = (finding: Found, refused: readonly Refusal[], otherwise: string): string => {
  const telling = refused.filter(({ change }) => !IDLE.test(change.because));
  const end = finding.endLine ?? finding.line;
  const near = telling.find(({ line }) => line !== undefined && finding.line <= line && line <= end);
  const { change } = near ?? telling.findLast(({ line }) => line === undefined) ?? {};
  return change ? `${change.what}: ${change.because}` : otherwise;
};
