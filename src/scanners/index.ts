import { bandit } from './bandit/index.ts';
import { bearer, bearerRules } from './bearer/index.ts';
import { bifocal } from './bifocal/index.ts';
import { clangTidy } from './clang-tidy/index.ts';
import { codeql, codeqlSuites } from './codeql/index.ts';
import { cppcheck } from './cppcheck/index.ts';
import { eslint } from './eslint/index.ts';
import type { ScannerFamily } from './family.ts';
import { flawfinder } from './flawfinder/index.ts';
import { judge } from './judge/index.ts';
import { pyCompile } from './py-compile/index.ts';
import { pyright } from './pyright/index.ts';
import { ruff } from './ruff/index.ts';
import { ruffDefects } from './ruff-defects/index.ts';
import { sarifCommands } from './sarif-command.ts';
import type { Scanner } from './scanner.ts';
import { semgrep, semgrepWith } from './semgrep/index.ts';
import { svace } from './svace/index.ts';

/** Scanners by id, in the order in which outputs list them. */
export const scanners = {
  bandit,
  ruff,
  bifocal,
  semgrep,
  bearer,
  codeql,
  cppcheck,
  flawfinder,
  'clang-tidy': clangTidy,
  eslint,
  'ruff-defects': ruffDefects,
  'py-compile': pyCompile,
  pyright,
  svace,
} as const satisfies Record<string, Scanner>;

/** Scanners that take an argument, by the word before the colon. */
export const scannerFamilies = {
  judge,
  command: sarifCommands,
  semgrep: semgrepWith,
  bearer: bearerRules,
  codeql: codeqlSuites,
} as const satisfies Record<string, ScannerFamily>;
