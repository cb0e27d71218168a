import { expect, test } from 'vitest';
import { usageByModel } from '../../src/analysis/usage.ts';

test('adds up what each model took, judges by their own name; what has no usage is no model', () => {
  expect(
    usageByModel([
      { model: 'm', usage: { promptTokens: 10, completionTokens: 5, seconds: 2 } },
      { model: 'brought' },
      { model: 'judge:openai:j', usage: { promptTokens: 100, completionTokens: 1, seconds: 1, usd: 0.25 } },
      { model: 'm', usage: { promptTokens: 1, completionTokens: 1 } },
      { model: 'judge:openai:j', usage: { promptTokens: 100, completionTokens: 1, seconds: 1, usd: 0.25 } },
    ]),
  ).toEqual([
    { model: 'm', promptTokens: 11, completionTokens: 6, seconds: 2 },
    { model: 'judge:openai:j', promptTokens: 200, completionTokens: 2, seconds: 2, usd: 0.5 },
  ]);
});
