import { openNearIndex } from './near-index.ts';
import { LEAST_CONTAINED, PARTS, type Part, type Passage, SHINGLE_SIZE } from './passage.ts';
import { keepWorst, type OverlapPair, RELATIONS, type Relation } from './worst.ts';

export type OverlapOptions = {
  /** See {@link openNearIndex}. */
  readonly threshold: number;
  /** Pairs that are listed, of each part. */
  readonly worst: number;
  /** Called between texts, so that the work gives way, and can be stopped. */
  readonly breathe: () => Promise<void>;
};

/** Items of one side: all that have such a text, and those with one in the other set, each under its strongest relation. */
export type Touched = { readonly items: number } & Readonly<Record<Relation, number>>;

export type PartOverlap = {
  readonly part: Part;
  /** Tokens in a shingle. */
  readonly shingle: number;
  /** Shingles that a text must have to be called contained. */
  readonly leastContained: number;
  readonly a: Touched;
  readonly b: Touched;
  readonly worst: readonly OverlapPair[];
};

/** How far two sets are made of the same texts. */
export type OverlapReport = {
  /** Whether a set was compared with itself: other items of it count, and both sides are the same. */
  readonly self: boolean;
  readonly threshold: number;
  readonly parts: readonly PartOverlap[];
};

/**
 * Compares all texts of two sets, prompts with prompts and code with code.
 *
 * @param b undefined: the set is compared with itself, where an item is not held against itself
 */
export const overlapReport = async (
  a: readonly Passage[],
  b: readonly Passage[] | undefined,
  options: OverlapOptions,
): Promise<OverlapReport> => {
  const parts: PartOverlap[] = [];
  for (const part of PARTS) parts.push(await overlapOf(part, a, b, options));
  return { self: b === undefined, threshold: options.threshold, parts };
};

const overlapOf = async (
  part: Part,
  a: readonly Passage[],
  b: readonly Passage[] | undefined,
  options: OverlapOptions,
): Promise<PartOverlap> => {
  const left = textsOf(a.filter((passage) => passage.part === part));
  const right = b === undefined ? left : textsOf(b.filter((passage) => passage.part === part));
  const tallies = { a: new Map<string, Relation>(), b: new Map<string, Relation>() };
  const worst = keepWorst(options.worst);
  const self = b === undefined;
  const touch = (tally: Map<string, Relation>, { items }: Text, others: Text, relation: Relation): void => {
    for (const item of items)
      if (others.items.some((other) => !self || other !== item)) strengthen(tally, item, relation);
  };
  const note = (one: Text, other: Text, like: Omit<OverlapPair, 'a' | 'b'>): void => {
    touch(tallies.a, one, other, like.relation);
    touch(tallies.b, other, one, like.relation);
    for (const a of one.items.slice(0, options.worst))
      for (const b of other.items.slice(0, options.worst)) if (!self || a < b) worst.add({ ...like, a, b });
  };

  const byKey = new Map(right.map((text) => [text.key, text]));
  const index = openNearIndex(
    right.map(({ shingles }) => shingles),
    { threshold: options.threshold, leastContained: LEAST_CONTAINED[part] },
  );
  for (const one of left) {
    await options.breathe();
    const same = byKey.get(one.key);
    const size = one.shingles.length;
    if (same) note(one, same, { relation: 'exact', shared: size, jaccard: 1, containment: 1 });
    for (const { set, ...like } of index.matches(one.shingles)) {
      const other = right[set];
      if (other && other !== same) note(one, other, like);
    }
  }
  return {
    part,
    shingle: SHINGLE_SIZE[part],
    leastContained: LEAST_CONTAINED[part],
    a: touched(left, tallies.a),
    b: touched(right, tallies.b),
    worst: worst.all(),
  };
};

/** One text and all items that have it. */
type Text = Pick<Passage, 'key' | 'shingles'> & { readonly items: readonly string[] };

const textsOf = (passages: readonly Passage[]): Text[] =>
  [...Map.groupBy(passages, ({ key }) => key)].flatMap(([key, same]) =>
    same[0] ? [{ key, shingles: same[0].shingles, items: [...new Set(same.map(({ item }) => item))] }] : [],
  );

const strengthen = (tally: Map<string, Relation>, item: string, relation: Relation): void => {
  const before = tally.get(item);
  if (before === undefined || RELATIONS.indexOf(relation) < RELATIONS.indexOf(before))
    tally.set(item, relation);
};

const touched = (texts: readonly Text[], tally: ReadonlyMap<string, Relation>): Touched => {
  const count = (relation: Relation): number => [...tally.values()].filter((one) => one === relation).length;
  return {
    items: new Set(texts.flatMap(({ items }) => items)).size,
    exact: count('exact'),
    near: count('near'),
    contained: count('contained'),
  };
};
