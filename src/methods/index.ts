import { base } from './base.ts';
import { codeguard } from './codeguard/index.ts';
import { codepatch } from './codepatch/index.ts';
import { guarded } from './guarded/index.ts';
import type { Method } from './method.ts';
import { promsec } from './promsec/index.ts';

export const METHODS: Readonly<Record<string, Method>> = { base, codeguard, codepatch, guarded, promsec };
