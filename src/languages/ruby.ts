import type { Language } from './language.ts';

export const ruby: Language = { id: 'ruby', title: 'Ruby', extension: '.rb', fences: ['ruby', 'rb'] };
