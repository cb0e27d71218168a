import type { ComponentType } from 'react';
import { Comparison } from '../views/comparison/comparison.tsx';
import { Cwes } from '../views/cwes/cwes.tsx';
import { Degeneracy } from '../views/degeneracy/degeneracy.tsx';
import { Health } from '../views/health/health.tsx';
import { Leaderboard } from '../views/leaderboard/leaderboard.tsx';
import { Sample } from '../views/sample/sample.tsx';
import { Samples } from '../views/samples/samples.tsx';
import { Scanners } from '../views/scanners/scanners.tsx';
import { TradeOff } from '../views/trade-off/trade-off.tsx';
import { Transitions } from '../views/transitions/transitions.tsx';
import { Validation } from '../views/validation/validation.tsx';

export type ViewEntry = {
  readonly path: string;
  readonly title: string;
  /** Pressed after `g`. */
  readonly key: string;
  readonly component: ComponentType;
};

/** The views in the order of the menu. */
export const VIEWS: readonly ViewEntry[] = [
  { path: '/', title: 'Leaderboard', key: 'l', component: Leaderboard },
  { path: '/trade-off', title: 'Trade-off', key: 't', component: TradeOff },
  { path: '/comparison', title: 'Comparison', key: 'c', component: Comparison },
  { path: '/transitions', title: 'Transitions', key: 'm', component: Transitions },
  { path: '/samples', title: 'Samples', key: 's', component: Samples },
  { path: '/scanners', title: 'Scanners', key: 'a', component: Scanners },
  { path: '/cwes', title: 'Weaknesses', key: 'w', component: Cwes },
  { path: '/degeneracy', title: 'Degeneracy', key: 'd', component: Degeneracy },
  { path: '/validation', title: 'Validation', key: 'v', component: Validation },
  { path: '/health', title: 'Run health', key: 'h', component: Health },
];

/** One sample: reached from lists, not from the menu. */
export const SAMPLE_VIEW = { path: '/sample/*', component: Sample } as const;
