/**
 * Lets a small real model write with every method that needs no training, and prints what came of it. Shows that all of
 * it runs on a real model; a model of 135 million parameters shows little else.
 *
 *     node scripts/methods-check.ts [TASKS] [LIMIT] [MODEL]
 *
 * A run that was stopped goes on when started again. Exit code 1 if a method made no sample.
 */
import { execa } from 'execa';

const [tasks = 'core', limit = '12', model = 'local:smollm2'] = process.argv.slice(2);

const METHODS = [
  'base',
  'codepatch',
  'codepatch:look=defects',
  'promsec:variant=released',
  'promsec:variant=graph',
  'codeguard:from=scanners',
  'guarded',
];

const bifocal = (...args: readonly string[]) =>
  execa(process.execPath, ['src/cli/main.ts', ...args], { stdio: 'inherit', reject: false });

const folder = `bifocal-runs/methods-${tasks.replace(/[^\w]+/g, '-')}-${limit}`;
const run = await bifocal(
  ...['run', '--tasks', tasks, '--limit', limit, '--model', model, '--method', METHODS.join(',')],
  ...['--scanners', 'standard,semgrep,py-compile', '--rounds', '2', '--max-tokens', '160'],
  ...['--max-unknown', '1', '--out', folder],
);
if (run.exitCode !== 0) process.exit(run.exitCode ?? 1);
const report = await bifocal('methods', folder);
process.exitCode = report.exitCode ?? 1;
