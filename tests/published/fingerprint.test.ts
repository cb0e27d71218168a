import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import { fingerprintOf, likenessOf } from '../../src/published/fingerprint.ts';
import { task } from '../analysis/tasks/support.ts';

const TASKS = ['a', 'b', 'c'].map((id) => task({ id, solutions: { secure: 'x', insecure: 'y' } }));

test('it does not depend on the order of rows, nor on that of fields', () => {
  const expected = fingerprintOf(TASKS);
  const reversed = <Fields extends object>(fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).toReversed()) as Fields;
  const turned = (one: Task): Task => reversed({ ...one, solutions: reversed(one.solutions) });
  fc.assert(
    fc.property(fc.shuffledSubarray(TASKS, { minLength: 3 }), (tasks) => {
      expect(fingerprintOf(tasks.map(turned))).toBe(expected);
    }),
  );
  expect(expected).toMatch(/^[0-9a-f]{64}$/);
});

test.each<[string, Partial<Task>]>([
  ['the prompt', { prompt: { instruction: 'Something else' } }],
  ['the code to continue', { prompt: { ...task().prompt, completion: 'def add' } }],
  ['the tests', { tests: undefined }],
  ['a solution', { solutions: {} }],
  ['the setup', { setup: 'import os' }],
  ['the original', { original: 'x' }],
])('it depends on %s', (_, fields) => {
  expect(fingerprintOf([task(fields)])).not.toBe(fingerprintOf([task()]));
});

test('it does not depend on limits, titles and stop words', () => {
  const other = { title: 'x', cpuSeconds: 9, prompt: { ...task().prompt, stop: ['\n'] } };
  expect(fingerprintOf([task(other)])).toBe(fingerprintOf([task()]));
});

test('a fewer task makes another one', () => {
  expect(fingerprintOf(TASKS.slice(1))).not.toBe(fingerprintOf(TASKS));
});

test('what it says of a copy', () => {
  const publication = { page: '', licence: 'MIT', version: '1', files: [] };
  expect(likenessOf(undefined, 'a')).toBeUndefined();
  expect(likenessOf(publication, 'a')).toBe('never compared with the real file');
  expect(likenessOf({ ...publication, fingerprint: 'a' }, 'a')).toBe('as published');
  expect(likenessOf({ ...publication, fingerprint: 'b' }, 'a')).toBe('differs from the published version');
});
