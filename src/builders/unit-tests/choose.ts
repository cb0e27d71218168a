/** What decides whether a case is kept. */
export type Choosable = {
  readonly id: string;
  /** Mutants that it kills. */
  readonly kills: ReadonlySet<number>;
  /** Statements of the reference that it runs. */
  readonly statements: ReadonlySet<number>;
  /** Whether a stub answers as the reference does. */
  readonly stubbed: boolean;
  /** Its outcome: cases with different ones ask for more. */
  readonly outcome: string;
  /** Of its source: the shorter of two equals is kept. */
  readonly size: number;
};

export type Choice = {
  /** In the order of the candidates. */
  readonly kept: readonly string[];
  readonly stubs: readonly string[];
  readonly surplus: readonly string[];
};

/** What tests kill and run. */
export type Known = Pick<Choosable, 'kills' | 'statements'>;

const gain = (one: ReadonlySet<number>, known: ReadonlySet<number>): number =>
  [...one].filter((each) => !known.has(each)).length;

/** What a case adds to others: mutants, and statements, which a case that a stub passes does not add. */
const worth = (
  { kills, statements, stubbed }: Choosable,
  killed: ReadonlySet<number>,
  run: ReadonlySet<number>,
): readonly [number, number] => [gain(kills, killed), stubbed ? 0 : gain(statements, run)];

const union = (sets: readonly ReadonlySet<number>[]): Set<number> => new Set(sets.flatMap((set) => [...set]));

/**
 * Chooses cases that together kill what all of them kill and run what all of them run, few of them (greedy set cover,
 * Johnson 1974; cases that have become needless are taken out again), and more up to `most`, as long as their outcome or
 * their way through the code is new. A case that a stub passes is kept only if it kills what others do not.
 *
 * @param known what other tests kill and run: it counts for nothing
 */
export const choose = (
  candidates: readonly Choosable[],
  most: number,
  known: Known = { kills: new Set(), statements: new Set() },
): Choice => {
  const honest = candidates.filter(({ stubbed }) => !stubbed);
  const first = cover(honest, known, []);
  const needed = thinned(cover(candidates, known, first), known);
  const chosen = new Set(needed);
  const others = candidates.filter((one) => !chosen.has(one));
  const left = honest.filter((one) => !chosen.has(one));
  for (const one of diverse(left, needed, most - needed.length)) chosen.add(one);
  const ids = (list: readonly Choosable[]): readonly string[] => list.map(({ id }) => id);
  return {
    kept: ids(candidates.filter((one) => chosen.has(one))),
    stubs: ids(others.filter(({ stubbed }) => stubbed)),
    surplus: ids(others.filter((one) => !one.stubbed && !chosen.has(one))),
  };
};

/** With those that add something, the best one each time, until none does. */
const cover = (
  candidates: readonly Choosable[],
  known: Known,
  first: readonly Choosable[],
): readonly Choosable[] => {
  const chosen = [...first];
  for (;;) {
    const killed = union([known, ...chosen].map(({ kills }) => kills));
    const run = union([known, ...chosen].map(({ statements }) => statements));
    const best = candidates
      .map((one) => ({ one, worth: worth(one, killed, run) }))
      .filter(({ worth: [kill, lines] }) => kill + lines > 0)
      .sort((a, b) => b.worth[0] - a.worth[0] || b.worth[1] - a.worth[1] || a.one.size - b.one.size)[0]?.one;
    if (!best) return chosen;
    chosen.push(best);
  }
};

/** Without cases that others made needless, those first that a stub passes. */
const thinned = (chosen: readonly Choosable[], known: Known): readonly Choosable[] =>
  [...chosen]
    .sort((a, b) => Number(b.stubbed) - Number(a.stubbed))
    .reduce((kept, one) => {
      const rest = kept.filter((other) => other !== one);
      const killed = union([known, ...rest].map(({ kills }) => kills));
      const honest = rest.filter(({ stubbed }) => !stubbed);
      const run = union([known, ...honest].map(({ statements }) => statements));
      return worth(one, killed, run).every((added) => added === 0) ? rest : kept;
    }, chosen);

const diverse = (
  candidates: readonly Choosable[],
  chosen: readonly Choosable[],
  most: number,
): readonly Choosable[] => {
  const outcomes = new Set(chosen.map(({ outcome }) => outcome));
  const ways = new Set(chosen.map(wayOf));
  const left = [...candidates];
  const added: Choosable[] = [];
  const newness = (one: Choosable): number =>
    (outcomes.has(one.outcome) ? 0 : 2) + (ways.has(wayOf(one)) ? 0 : 1);
  while (added.length < most && left.length > 0) {
    const best = left.reduce((a, b) => (newness(b) > newness(a) ? b : a));
    if (newness(best) === 0) return added;
    left.splice(left.indexOf(best), 1);
    outcomes.add(best.outcome);
    ways.add(wayOf(best));
    added.push(best);
  }
  return added;
};

const wayOf = ({ statements }: Choosable): string => [...statements].sort((a, b) => a - b).join();
