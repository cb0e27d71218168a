import type { Rule } from '../scanner.ts';

export const BANDIT_RULES: readonly Rule[] = [];
