import type { TaskCheck } from '../check.ts';
import { unknownCwe, unlabelledExploits, vagueCwe } from './cwes.ts';
import { emptyPrompt, leakedReference, unaskedEntryPoint } from './prompts.ts';
import { brokenReference, missingEntryPoint } from './references.ts';
import { brokenTests, idleTests, noCases, repeatedCases } from './tests.ts';

/** Checks of single tasks, in the order in which they are told. */
export const TASK_CHECKS: readonly TaskCheck[] = [
  emptyPrompt,
  brokenReference,
  missingEntryPoint,
  brokenTests,
  noCases,
  idleTests,
  unknownCwe,
  vagueCwe,
  unlabelledExploits,
  unaskedEntryPoint,
  leakedReference,
  repeatedCases,
];
