import type { NextTokens, Token } from '../../models/model.ts';
import type { Layout, Region } from './layout.ts';
import { begunOf, type Constraints, mayBegin, meets } from './phrases.ts';

/** The tokens that would complete a phrase from here. */
type Way = readonly Token[];

/** Something that has yet to be written, and the ways to do so from here. */
type Goal = {
  readonly id: string;
  /** Ways into which the answer has gone already, on purpose or by chance. */
  readonly begun: readonly Way[];
  /** Other ways that can be entered just now. */
  readonly fresh: readonly Way[];
  /** Tokens it takes at least. */
  readonly least: number;
  /** Tokens to the end of the way that is begun; if none is, of the longest way: whoever sets out comes nearer. */
  readonly left: number;
};

/** How far an answer is. A phrase may serve several goals, which each count by themselves. */
export type Progress = {
  readonly region: Region;
  readonly goals: readonly Goal[];
  readonly least: number;
  readonly left: number;
};

export type GoalKeeper = {
  /** @param since what the last token was written behind; absent: nothing is known of that */
  progressOf(text: string, since?: { readonly progress: Progress; readonly token: Token }): Progress;
};

const OPENING = 'opening';

const shortest = (ways: readonly Way[]): Way | undefined => ways.toSorted((a, b) => a.length - b.length)[0];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What has yet to be written of a phrase, and whether some of it is there. */
type Rest = { readonly text: string; readonly begun: boolean };

/** What has to be written to begin code, behind a text without any. */
const restOfOpening = (text: string, opening: string): Rest => {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return opening.startsWith(line)
    ? { text: opening.slice(line.length), begun: line !== '' }
    : { text: `\n${opening}`, begun: false };
};

/** Behind these an attribute may follow. */
const HAS_ATTRIBUTES = /[\p{L}\p{N}_)\]"']$/u;

/** What has to be written to complete a phrase behind a code, where it fits: what is begun is not begun again. */
const restsOf = (code: string, phrase: string): Rest[] => {
  const begun = begunOf(code, phrase);
  if (begun > 0) return [{ text: phrase.slice(begun), begun: true }];
  const fresh = (text: string): Rest => ({ text, begun: false });
  if (phrase.startsWith('.')) return HAS_ATTRIBUTES.test(code) ? [fresh(phrase)] : [];
  return [
    ...(mayBegin(code, phrase) ? [fresh(phrase)] : []),
    // Behind a word most vocabularies have the blank and what follows as one token.
    ...(/\S$/.test(code) && /^\S/.test(phrase) ? [fresh(` ${phrase}`)] : []),
  ];
};

/**
 * Keeps account of what an answer has yet to say. What counts is the decoded text, whatever its tokens; but once a way
 * is entered its own tokens are followed, so that each takes the answer one token nearer.
 */
export const goalKeeper = (
  { require }: Pick<Constraints, 'require'>,
  layout: Layout,
  tokenise: (text: string) => Token[],
): GoalKeeper => {
  const known = new Map<string, Way>();
  const wayTo = (text: string): Way => {
    const way = known.get(text) ?? tokenise(text);
    known.set(text, way);
    return way;
  };

  return {
    progressOf(text, since) {
      const region = layout.regionOf(text);
      const entered = (id: string): readonly Way[] => {
        if (since?.progress.region.state !== region.state) return [];
        const from = since.progress.goals.find((goal) => goal.id === id);
        return [...(from?.begun ?? []), ...(from?.fresh ?? [])]
          .filter((way) => way[0] === since.token && way.length > 1)
          .map((way) => way.slice(1));
      };
      const goal = (id: string, rests: readonly Rest[], phrases: readonly string[]): Goal => {
        const begun = [...entered(id), ...rests.flatMap((rest) => (rest.begun ? [wayTo(rest.text)] : []))];
        const fresh = rests.flatMap((rest) => (rest.begun ? [] : [wayTo(rest.text)]));
        const whole = phrases.map((phrase) => wayTo(phrase).length);
        const least = Math.min(...whole, ...[...begun, ...fresh].map((way) => way.length));
        const left = shortest(begun)?.length ?? Math.max(...whole);
        return { id, begun, fresh, least: Math.max(1, least), left: Math.max(1, left) };
      };

      const { opening } = layout;
      const goals: Goal[] = [];
      if (opening !== undefined && region.state === 'before')
        goals.push(goal(OPENING, [restOfOpening(text, opening)], [opening]));
      for (const [index, requirement] of require.entries()) {
        if (meets(region.code, requirement)) continue;
        const rests =
          region.state === 'open' ? requirement.flatMap((phrase) => restsOf(region.code, phrase)) : [];
        goals.push(goal(String(index), rests, requirement));
      }
      return {
        region,
        goals,
        least: sum(goals.map((one) => one.least)),
        left: sum(goals.map((one) => one.left)),
      };
    },
  };
};

/**
 * The tokens by which an answer comes nearer to each goal: of the ways that are begun and of those that are not, the
 * one that the model finds likeliest; where room becomes scarce, the first of the shortest way, too.
 *
 * @param room tokens that the answer may yet have
 */
export const stepsOf = ({ goals, least }: Progress, next: NextTokens, room: number): Token[] => {
  const likeliest = (ways: readonly Way[]): Way | undefined =>
    ways.toSorted((a, b) => (next.get(b[0] ?? -1) ?? 0) - (next.get(a[0] ?? -1) ?? 0))[0];
  const isScarce = room <= least + 1;
  return goals.flatMap(({ begun, fresh }) => {
    const ways = [likeliest(begun), likeliest(fresh), ...(isScarce ? [shortest([...begun, ...fresh])] : [])];
    return ways.flatMap((way) => way?.[0] ?? []);
  });
};
