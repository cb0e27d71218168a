import type { Command } from 'commander';
import { compareCommand } from './compare.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { evalCommand } from './eval.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { improveCommand } from './improve.ts';
import { methodsCommand } from './methods.ts';
import { patchCommand } from './patch.ts';
import { reportCommand } from './report.ts';
import { reviewCommand } from './review.ts';
import { runCommand } from './run.ts';
import { scannersCommand } from './scanners.ts';
import { scoreCommand } from './score.ts';
import { setupCommand } from './setup.ts';
import { tasksCommand } from './tasks.ts';
import { verifyCommand } from './verify.ts';
import { viewCommand } from './view.ts';

/** Every command, in the order of `bifocal --help`. A new one is a file here and a line below. */
export const commands: readonly (() => Command)[] = [
  demoCommand,
  evalCommand,
  runCommand,
  improveCommand,
  patchCommand,
  scoreCommand,
  explainCommand,
  scannersCommand,
  methodsCommand,
  compareCommand,
  reportCommand,
  viewCommand,
  reviewCommand,
  verifyCommand,
  tasksCommand,
  importCommand,
  exportCommand,
  setupCommand,
  doctorCommand,
];
