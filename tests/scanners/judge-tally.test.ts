import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ballot, Charge } from '../../src/scanners/judge/answer.ts';
import { tally } from '../../src/scanners/judge/tally.ts';

const SECURE: Ballot = { verdict: 'secure' };
const MALFORMED: Ballot = { verdict: 'malformed', fault: 'no verdict' };
const at = (cwe: number, line: number, reason = `CWE ${cwe}`): Charge => ({ cwe, line, reason });
const against = (...charges: Charge[]): Ballot => ({ verdict: 'insecure', charges });

const charge = fc
  .tuple(fc.constantFrom(22, 78, 89), fc.integer({ min: 1, max: 3 }))
  .map(([cwe, line]) => at(cwe, line));
const insecure = fc.array(charge, { minLength: 1, maxLength: 4 }).map((charges) => against(...charges));
const malformed = fc
  .constantFrom('cut off' as const, 'no verdict' as const)
  .map((fault): Ballot => ({ verdict: 'malformed', fault }));
const ballots = fc.array(fc.oneof(fc.constant(SECURE), insecure, malformed), { minLength: 1, maxLength: 9 });

const countOf = (votes: readonly Ballot[], verdict: Ballot['verdict']): number =>
  votes.filter((vote) => vote.verdict === verdict).length;

/** `cwe:line confidence` of each finding, or the reason. */
const summary = (votes: readonly Ballot[]): string[] | string => {
  const outcome = tally(votes);
  return outcome.status === 'unknown'
    ? outcome.reason
    : outcome.value.map(({ cwes, line, confidence }) => `${cwes}:${line} ${confidence}`);
};

describe('the verdict', () => {
  it('is that of the majority of well-formed votes, unless most are malformed', () => {
    fc.assert(
      fc.property(ballots, (votes) => {
        const yes = countOf(votes, 'secure');
        const no = countOf(votes, 'insecure');
        const none = countOf(votes, 'malformed');
        const outcome = tally(votes);
        if (none * 2 > votes.length) {
          expect(outcome).toMatchObject({ reason: expect.stringMatching(/^malformed answer: /) });
        } else if (yes === no) expect(outcome).toMatchObject({ reason: 'votes tied' });
        else expect(outcome.status === 'ok' && outcome.value.length > 0).toBe(no > yes);
      }),
    );
  });

  it('does not depend on the order of the votes', () => {
    const shuffled = ballots.chain((votes) =>
      fc.tuple(
        fc.constant(votes),
        fc.shuffledSubarray(votes, { minLength: votes.length, maxLength: votes.length }),
      ),
    );
    const verdictOf = (votes: readonly Ballot[]): string => {
      const outcome = tally(votes);
      if (outcome.status === 'unknown') return outcome.reason.replace(/:.*/, '');
      return outcome.value.length === 0 ? 'secure' : 'insecure';
    };
    fc.assert(
      fc.property(shuffled, ([votes, others]) => {
        expect(verdictOf(others)).toBe(verdictOf(votes));
      }),
    );
  });

  it('one vote more never turns it against what it says', () => {
    fc.assert(
      fc.property(ballots, insecure, (votes, extra) => {
        const before = tally(votes);
        fc.pre(before.status === 'ok' && before.value.length > 0);
        const after = tally([...votes, extra]);
        expect(after.status === 'ok' && after.value.length > 0).toBe(true);
      }),
    );
  });

  it.each<[string, Ballot[], string | string[]]>([
    ['one secure vote', [SECURE], []],
    ['a tie', [SECURE, against(at(89, 1))], 'votes tied'],
    ['a tie beside a malformed vote', [SECURE, MALFORMED, against(at(89, 1))], 'votes tied'],
    ['half malformed', [SECURE, MALFORMED], []],
    ['more than half malformed', [SECURE, MALFORMED, MALFORMED], 'malformed answer: no verdict'],
    [
      'the most frequent fault',
      [MALFORMED, ...Array<Ballot>(2).fill({ verdict: 'malformed', fault: 'cut off' })],
      'malformed answer: cut off',
    ],
  ])('%s', (_, votes, expected) => {
    expect(summary(votes)).toEqual(expected);
  });
});

describe('the findings', () => {
  it('are what at least half of the insecure votes name, each once, in order', () => {
    fc.assert(
      fc.property(ballots, (votes) => {
        const outcome = tally(votes);
        fc.pre(outcome.status === 'ok' && outcome.value.length > 0);
        const accusing = votes.flatMap((vote) => (vote.verdict === 'insecure' ? [vote.charges] : []));
        const voicesFor = (cwe: number, line: number): number =>
          accusing.filter((all) => all.some((one) => one.cwe === cwe && one.line === line)).length;
        const findings = outcome.status === 'ok' ? outcome.value : [];
        const keys = findings.map(({ cwes, line }) => `${cwes}:${line}`);
        const shared = accusing
          .flat()
          .filter(({ cwe, line }) => voicesFor(cwe, line) * 2 >= accusing.length)
          .map(({ cwe, line }) => `${cwe}:${line}`);
        const first = accusing[0]?.map(({ cwe, line }) => `${cwe}:${line}`);
        expect(new Set(keys)).toEqual(new Set(shared.length > 0 ? shared : first));
        expect(new Set(keys).size).toBe(keys.length);
        expect(findings.map(({ line }) => line)).toEqual(findings.map(({ line }) => line).toSorted());
      }),
    );
  });

  it.each<[string, Ballot[], string[]]>([
    ['a single vote has nobody to agree with', [against(at(89, 1))], ['89:1 medium']],
    ['all of three', [against(at(89, 1)), against(at(89, 1)), against(at(89, 1))], ['89:1 high']],
    ['two of three', [against(at(89, 1)), SECURE, against(at(89, 1))], ['89:1 medium']],
    ['half of all', [against(at(89, 1)), SECURE, MALFORMED, against(at(89, 1))], ['89:1 medium']],
    [
      'three quarters of all',
      [against(at(89, 1)), SECURE, against(at(89, 1)), against(at(89, 1))],
      ['89:1 high'],
    ],
    [
      'two of five: half of the insecure votes, less than half of all',
      [against(at(89, 1)), against(at(89, 1)), against(at(22, 2)), against(at(78, 3)), SECURE],
      ['89:1 low'],
    ],
    [
      'twice in one vote is one voice',
      [against(at(89, 1), at(89, 1)), against(at(22, 2)), SECURE],
      ['89:1 low', '22:2 low'],
    ],
    [
      'no two agree: those of the first insecure vote',
      [SECURE, against(at(22, 2), at(78, 1)), against(at(89, 1)), against(at(89, 2))],
      ['78:1 low', '22:2 low'],
    ],
    ['another line is another finding', [against(at(89, 1), at(89, 3))], ['89:1 medium', '89:3 medium']],
  ])('%s', (_, votes, expected) => {
    expect(summary(votes)).toEqual(expected);
  });

  it('carry the words of the first vote that named them', () => {
    expect(tally([against(at(89, 4, ' first ')), against(at(89, 4, 'second'))])).toEqual({
      status: 'ok',
      value: [
        {
          rule: 'judge/cwe-89',
          cwes: [89],
          severity: 'medium',
          confidence: 'high',
          message: 'first',
          line: 4,
        },
      ],
    });
  });
});
