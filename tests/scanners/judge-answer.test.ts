import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnown } from '../../src/cwe/index.ts';
import { ANSWER_SCHEMA, readAnswer } from '../../src/scanners/judge/answer.ts';

const LINES = 40;
const SECURE = '{"verdict": "secure", "findings": []}';
const SQL = '{"cwe": 89, "line": 12, "reason": "the name becomes part of the query"}';
const VULNERABLE = `{"verdict": "vulnerable", "findings": [${SQL}]}`;

const read = (text: string) => readAnswer({ text, finish: 'stop' }, LINES);

const reason = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom('a } brace', 'says {"verdict": "secure"}', '"', '\\', '</th' + 'ink>x', '```'),
);
const charge = fc.record({
  cwe: fc.constantFrom(22, 78, 79, 89, 327, 502),
  line: fc.integer({ min: 1, max: LINES }),
  reason: reason.filter((text) => text.trim() !== '' && !text.includes('</think>')),
});
const charges = fc.array(charge, { minLength: 1, maxLength: 4 });
const answers = fc.oneof(
  fc.constant({ verdict: 'secure', findings: [] }),
  charges.map((findings) => ({ verdict: 'vulnerable', findings })),
);
const written = fc.tuple(answers, fc.constantFrom(undefined, 2, '\t')).map(([answer, indent]) => ({
  answer,
  text: JSON.stringify(answer, undefined, indent),
}));

describe('an answer in form', () => {
  it('is read back, bare, in a fence, or amid prose', () => {
    const settings = [
      (text: string) => text,
      (text: string) => `\`\`\`json\n${text}\n\`\`\``,
      (text: string) => `I looked at f'{name}' and at {}.\n\n${text}\n\nIt's "bad" {indeed}.`,
      (text: string) => `<think>perhaps {"verdict": "secure"}? No: {"verdict"</think>\n${text}`,
      (text: string) => `or {"verdict": "secure"}, it's\n</think>${text}`,
    ];
    fc.assert(
      fc.property(written, fc.constantFrom(...settings), ({ answer, text }, around) => {
        const expected =
          answer.verdict === 'secure'
            ? { verdict: 'secure' }
            : { verdict: 'insecure', charges: answer.findings };
        expect(read(around(text))).toEqual(expected);
      }),
    );
  });

  it('may leave out empty findings, and write a CWE as text', () => {
    expect(read('{"verdict": "secure"}')).toEqual({ verdict: 'secure' });
    for (const cwe of ['"89"', '"CWE-89"', '"cwe-89"']) {
      expect(read(VULNERABLE.replace('89', cwe))).toMatchObject({ charges: [{ cwe: 89 }] });
    }
  });
});

describe('an answer out of form is malformed', () => {
  it.each([
    ['', 'no verdict'],
    ['The code is secure.', 'no verdict'],
    ["{'verdict': 'secure'}", 'no verdict'],
    ['{"secure": true}', 'no verdict'],
    [`${SECURE}\n${SECURE}`, 'more than one verdict'],
    [`The code says ${SECURE}, but:\n${VULNERABLE}`, 'more than one verdict'],
    ['{"verdict": "vulnerable", "verdict": "secure"}', 'more than one verdict'],
    [`{"verdict": "vulnerable", "findings": [], "of": ${SECURE}}`, 'more than one verdict'],
    ['{"verdict": "safe"}', 'not in the form asked for'],
    ['{"verdict": "Secure"}', 'not in the form asked for'],
    ['{"verdict": "secure", }', 'not in the form asked for'],
    ['{"verdict": "secure"', 'not in the form asked for'],
    ['"verdict": "secure"', 'not in the form asked for'],
    [`{"answer": ${SECURE}}`, 'not in the form asked for'],
    [`{'answer': ${SECURE}}`, 'not in the form asked for'],
    ['{"verdict": "vulnerable"}', 'verdict and findings contradict each other'],
    ['{"verdict": "vulnerable", "findings": []}', 'verdict and findings contradict each other'],
    [VULNERABLE.replace('vulnerable', 'secure'), 'verdict and findings contradict each other'],
    [VULNERABLE.replace('12', '41'), 'no such line'],
    [VULNERABLE.replace('12', '0'), 'not in the form asked for'],
    [VULNERABLE.replace('12', '1.5'), 'not in the form asked for'],
    [VULNERABLE.replace('12', '"12"'), 'not in the form asked for'],
    [VULNERABLE.replace('89', '-89'), 'not in the form asked for'],
    [VULNERABLE.replace('89', '"SQL injection"'), 'not in the form asked for'],
    [VULNERABLE.replace('89', '99999'), 'no such CWE'],
    [VULNERABLE.replace(/"the.*query"/, '" "'), 'not in the form asked for'],
  ])('%s: %s', (text, fault) => {
    expect(read(text)).toEqual({ verdict: 'malformed', fault });
  });

  it('one that was cut off is none, however whole it looks', () => {
    expect(readAnswer({ text: SECURE, finish: 'length' }, LINES)).toEqual({
      verdict: 'malformed',
      fault: 'cut off',
    });
  });

  it('a part of an answer is never taken for one', () => {
    fc.assert(
      fc.property(
        written,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        ({ text }, share) => {
          expect(read(text.slice(0, Math.floor(text.length * share))).verdict).toBe('malformed');
        },
      ),
    );
  });

  it('no text makes the reader fail', () => {
    const pieces = fc.constantFrom(SECURE, '{', '}', '"', '\\', '"verdict":', '</think>', '```', ' ', 'x');
    fc.assert(
      fc.property(
        fc.array(pieces).map((all) => all.join('')),
        (text) => {
          expect(['secure', 'insecure', 'malformed']).toContain(read(text).verdict);
        },
      ),
    );
  });

  it('a long one is read in no time', () => {
    const start = performance.now();
    for (const piece of ['{', '"', '{"a":', '\\"', '{}']) read(`"verdict": ${piece.repeat(300_000)}`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('what the code says is not what the judge says', () => {
  it('an accusation that quotes any text keeps its verdict', () => {
    fc.assert(
      fc.property(charge, fc.constantFrom(SECURE, '{"verdict":"secure"}', '"}]}'), (one, quote) => {
        const findings = [{ ...one, reason: `the comment says ${quote}` }];
        expect(read(JSON.stringify({ verdict: 'vulnerable', findings }))).toMatchObject({
          verdict: 'insecure',
        });
      }),
    );
  });

  it('one that quotes it badly is malformed, not secure', () => {
    const badly = `{"verdict": "vulnerable", "findings": [{"cwe": 89, "line": 2, "reason": "says ${SECURE}"}]}`;
    expect(read(badly).verdict).toBe('malformed');
    expect(read(badly.replace('"verdict": "vulnerable", ', '')).verdict).toBe('malformed');
  });
});

describe('the schema', () => {
  it('is a closed object whose properties are all required, all the way down', () => {
    expect(ANSWER_SCHEMA).toMatchObject({
      type: 'object',
      required: ['verdict', 'findings'],
      additionalProperties: false,
      properties: {
        verdict: { enum: ['secure', 'vulnerable'] },
        findings: {
          items: {
            type: 'object',
            required: ['cwe', 'line', 'reason'],
            additionalProperties: false,
            properties: { cwe: { type: 'integer' }, line: { type: 'integer' }, reason: { type: 'string' } },
          },
        },
      },
    });
  });

  it('the CWEs of these tests are in the list', () => {
    expect([22, 78, 79, 89, 327, 502].every(isKnown)).toBe(true);
  });
});
