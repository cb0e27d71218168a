import type { Contestant } from '../contestant.ts';
import { contestant as bigcodebench } from './bigcodebench.ts';
import { contestant as bubblewrapPython } from './bubblewrap-python.ts';
import { contestant as evalplus } from './evalplus.ts';
import { contestant as freshPython } from './fresh-python.ts';
import { contestant as ours } from './ours.ts';

/** All contestants, in the order in which they run and are shown. The first is what the others are compared with. */
export const CONTESTANTS: readonly [Contestant, ...Contestant[]] = [
  ours,
  freshPython,
  bubblewrapPython,
  bigcodebench,
  evalplus,
];
