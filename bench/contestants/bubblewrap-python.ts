import { bubblewrap } from '../../src/toolchain/bubblewrap.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';
import type { Contestant } from '../contestant.ts';
import { SEALS } from '../enclosure.ts';
import { runPool } from './pool.ts';

/** The same scripts, each in a bubblewrap of its own: no network, read-only root, private `/tmp`. */
export const contestant: Contestant = {
  id: 'bubblewrap-python',
  title: 'one bubblewrap per task',
  covers: () => true,
  prepare: async () => {
    await requireTool(bubblewrap);
  },
  judge: async (job) => {
    const { paths } = await requireTool(bubblewrap);
    const inside = ['--ro-bind', '{script}', '/tmp/task.py', '--dir', '/tmp/work', '--chdir', '/tmp/work'];
    return runPool(job, {
      wrapper: [paths.bwrap, ...SEALS, ...inside, '--'],
      script: '/tmp/task.py',
      home: '/tmp',
    });
  },
};
