import { base } from './base.ts';
import { codepatch } from './codepatch/index.ts';
import type { Method } from './method.ts';

export const METHODS: Readonly<Record<string, Method>> = { base, codepatch };
