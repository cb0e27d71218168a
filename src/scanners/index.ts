import type { Language } from '../core/task.ts';
import { bandit } from './bandit/index.ts';
import { ruff } from './ruff/index.ts';
import type { Scanner } from './scanner.ts';

export const scanners = { bandit, ruff } as const satisfies Record<string, Scanner>;

export const scannersFor = (language: Language): readonly Scanner[] =>
  Object.values<Scanner>(scanners).filter(({ languages }) => languages.includes(language));
