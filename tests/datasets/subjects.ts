import { CONTESTS } from './subjects/contests.ts';
import { FUNCTIONS } from './subjects/functions.ts';
import { SECURITY } from './subjects/security.ts';
import type { Subject } from './subjects/subject.ts';

export type { Subject } from './subjects/subject.ts';

/** Every kind of rows that the conformance suite tries. */
export const SUBJECTS: readonly Subject[] = [...FUNCTIONS, ...CONTESTS, ...SECURITY];
