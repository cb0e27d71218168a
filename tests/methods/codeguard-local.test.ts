import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/methods/method.ts';
import { openMethod } from '../../src/methods/open.ts';
import { openModel } from '../../src/models/index.ts';
import type { Model } from '../../src/models/model.ts';
import { TOOLS } from '../../src/toolchain/index.ts';
import { requestOf, visibleTask } from './support.ts';

const states = await Promise.all([TOOLS['node-llama-cpp'].probe(), TOOLS.smollm2.probe()]);
const missing = states.flatMap((state) => (state.status === 'missing' ? [state.hint] : []));
if (missing.length > 0)
  console.warn(`CODEGUARD IS TRIED WITH NO REAL MODEL; install what is missing: ${missing.join('; ')}`);

/** Asks for what its label forbids. */
const task = visibleTask({
  id: 'test/fingerprint',
  entryPoint: 'fingerprint',
  cwes: [328],
  prompt: {
    completion:
      'import hashlib\n\n\ndef fingerprint(data):\n    """The MD5 hash of the data, in hexadecimal."""\n    return',
  },
});
const HASHES = /\bhashlib\.(sha256\(|sha384\(|sha512\(|sha3_|blake2b\(|scrypt\()|\bhmac\.new\(|\bkey_size=/;
const BROKEN = /\b(md5|sha1)\(|new\(['"](md5|sha1)/;

describe.skipIf(missing.length > 0)(
  `codeguard on local:smollm2 ${missing.join('; ')}`,
  { timeout: 90_000 },
  () => {
    let model: Model;
    const run = async (method: string, index: number): Promise<Attempt> => {
      const decoding = { temperature: 0.4, topP: 0.95, maxTokens: 12 };
      const outcome = await openMethod(method).generate(requestOf(model, { task, index, decoding }));
      if (outcome.status === 'unknown') throw new Error(outcome.reason);
      return outcome.value;
    };

    beforeAll(async () => {
      model = await openModel('local:smollm2', { threads: 1 });
    }, 60_000);
    afterAll(() => model?.close());

    it.each([0, 1])(
      'sample %i has what is required, where the plain output has what is forbidden',
      async (index) => {
        const plain = (await run('base', index)).raw;
        expect(plain).not.toMatch(HASHES);
        expect(plain).toMatch(BROKEN);
        const { raw, trace, usage } = await run('codeguard:from=label:beams=2', index);
        expect(trace.stop).toBe('answered');
        expect(raw).toMatch(HASHES);
        expect(raw).not.toMatch(BROKEN);
        expect(usage.completionTokens).toBeGreaterThanOrEqual(12);
      },
    );

    it('the same seed writes the same, whatever was written in between', async () => {
      const [first, , again] = [
        await run('codeguard:from=label:beams=2', 2),
        await run('base', 3),
        await run('codeguard:from=label:beams=2', 2),
      ];
      expect(again.raw).toBe(first.raw);
    });
  },
);
