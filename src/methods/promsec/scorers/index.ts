import type { Scorer } from '../scorer.ts';
import { greedy } from './greedy.ts';
import { random } from './random.ts';

export const SCORERS = { greedy, random } as const satisfies Record<string, Scorer>;
