import { describe, expect, it } from 'vitest';
import { judge } from '../../src/scanners/judge/index.ts';
import { TOOLS } from '../../src/toolchain/index.ts';
import { fixture, python } from './support.ts';

const states = await Promise.all([TOOLS['node-llama-cpp'].probe(), TOOLS.smollm2.probe()]);
const missing = states.flatMap((state) => (state.status === 'missing' ? [state.hint] : []));
if (missing.length > 0)
  console.warn(`NO LOCAL JUDGE IS TESTED; install what is missing: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)(`judge:local:smollm2 ${missing.join('; ')}`, { timeout: 180_000 }, () => {
  it('answers in form, once for each vote, and the same when asked again', async () => {
    const scanner = judge.open('local:smollm2', {
      judge: { votes: 2, maxTokens: 60 },
      models: { threads: 1 },
    });
    try {
      expect(await scanner.probe()).toMatchObject({ status: 'ok' });
      const input = python(fixture('python/vulnerable.py'));
      const outcome = (await scanner.scan([input])).get('sample');
      const said = outcome?.votes?.map(({ answer }) => answer) ?? [];
      expect(said).toHaveLength(2);
      for (const answer of said) {
        expect(answer).toMatch(/^\{\s*"verdict": "(secure|vulnerable)",\s*"findings": \[/);
      }
      expect(outcome?.usage).toMatchObject({ promptTokens: expect.any(Number), seconds: expect.any(Number) });
      const again = (await scanner.scan([input])).get('sample');
      expect(again?.votes).toEqual(outcome?.votes);
    } finally {
      await scanner.close?.();
    }
  });
});
