import { extname } from 'node:path';
import { Command } from 'commander';
import type { LintTools } from '../../../analysis/tasks/check.ts';
import { lintTasks } from '../../../analysis/tasks/lint.ts';
import { EXIT } from '../../../core/errors.ts';
import { loadTasks } from '../../../datasets/load-tasks.ts';
import { languages } from '../../../languages/index.ts';
import { renderLint } from '../../../reports/task-lint.ts';
import { print, printJson } from '../../output.ts';

const tools: LintTools = {
  parses: (language, code) => languages[language].parses?.(code),
  languageOf: (path) => Object.values(languages).find(({ extension }) => extension === extname(path))?.id,
};

/** `bifocal tasks lint SET`: what is wrong with a set, as far as its text tells. */
export const lintCommand = (): Command =>
  new Command('lint')
    .description('check a set without running it; exit code 1 if there are errors')
    .argument('<set>', 'core, a known set, NAME=PATH, or a PATH')
    .option('--all', 'list every remark')
    .action(async (spec: string, _options: unknown, command: Command) => {
      const { json = false, all = false } = command.optsWithGlobals<{ json?: boolean; all?: boolean }>();
      const { name, tasks, problems, licence } = await loadTasks(spec, { quarantine: false });
      const report = lintTasks({ tasks, problems, licence }, tools);
      if (json) printJson({ format: 'bifocal.lint/1', set: name, tasks: tasks.length, ...report });
      else print(renderLint(name, tasks.length, report, all));
      if (report.remarks.some(({ severity }) => severity === 'error')) process.exitCode = EXIT.gateFailed;
    });
