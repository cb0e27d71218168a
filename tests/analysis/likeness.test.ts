import { describe, expect, test } from 'vitest';
import { likenessTo, withLikeness } from '../../src/analysis/likeness.ts';
import { sampleOf, taskOf, verdictOf } from './support.ts';

const ORIGINAL = 'int f(int a) {\r\n  int b = a;\r\n  return b + 1;\r\n}\r\n';
const REFERENCE = 'def f(a): return a + 1';

describe('likeness', () => {
  test('is to the original, or else to the reference; without both there is none', () => {
    const both = likenessTo(taskOf({ original: ORIGINAL, solutions: { secure: REFERENCE } }));
    expect(both?.(sampleOf({ code: ORIGINAL.replaceAll('\r', '') }))).toBe(1);
    expect(both?.(sampleOf({ code: REFERENCE }))).toBeLessThan(0.2);
    expect(likenessTo(taskOf({ solutions: { secure: REFERENCE } }))?.(sampleOf({ code: REFERENCE }))).toBe(1);
    expect(likenessTo(taskOf())).toBeUndefined();
  });

  test('of a sample that begins with the lines given is that of what stands behind them; else all is compared', () => {
    const given = 'int f(int a) {\r\n  int b = a;\r\n';
    const compare = likenessTo(taskOf({ original: ORIGINAL, prompt: { completion: given } }));
    const rest = ORIGINAL.slice(given.length);
    expect(compare?.(sampleOf({ code: rest }))).toBeLessThan(0.5);
    expect(compare?.(sampleOf({ code: (given + rest).replaceAll('\r', '') }))).toBe(1);
    expect(compare?.(sampleOf({ code: `${given}${rest}`.replaceAll(/^ +/gm, '') }))).toBe(1);
    expect(compare?.(sampleOf({ code: given }))).toBe(0);
  });

  test('of a sample that is none is unknown', () => {
    const compare = likenessTo(taskOf({ original: ORIGINAL }));
    expect(compare?.(sampleOf({ code: '', problem: 'the model answered nothing' }))).toBe('unknown');
  });

  test('stands in the verdicts of tasks that have something to compare with', () => {
    const tasks = [taskOf({ id: 'a', original: ORIGINAL }), taskOf({ id: 'b' })];
    const samples = [sampleOf({ task: 'a', code: ORIGINAL }), sampleOf({ task: 'b' })];
    const verdicts = samples.map(({ task }) => verdictOf({ task }));
    expect(withLikeness(verdicts, samples, tasks)).toEqual([{ ...verdicts[0], bleu: 1 }, verdicts[1]]);
  });
});
