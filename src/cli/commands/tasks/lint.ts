import { Command } from 'commander';
import type { LintTools } from '../../../analysis/tasks/check.ts';
import { lintTasks } from '../../../analysis/tasks/lint.ts';
import { EXIT } from '../../../core/errors.ts';
import { loadTasks } from '../../../datasets/load-tasks.ts';
import { languages } from '../../../languages/index.ts';
import { languageOfFile } from '../../../languages/of-file.ts';
import { renderLint } from '../../../reports/task-lint.ts';
import { printInputNotes } from '../../input-notes.ts';
import { print, printJson } from '../../output.ts';

const tools: LintTools = {
  parses: (language, code) => languages[language].parses?.(code),
  languageOf: languageOfFile,
};

/** `bifocal tasks lint SET`: what is wrong with a set, as far as its text tells. */
export const lintCommand = (): Command =>
  new Command('lint')
    .description('check a set without running it; exit code 1 if there are errors')
    .argument('<set>', 'core, a known set, NAME=PATH, or a PATH')
    .option('--all', 'list every remark')
    .action(async (spec: string, _options: unknown, command: Command) => {
      const { json = false, all = false } = command.optsWithGlobals<{ json?: boolean; all?: boolean }>();
      const {
        name,
        tasks,
        problems,
        licence,
        notes = [],
      } = await loadTasks(spec, {
        quarantine: false,
        empty: true,
      });
      printInputNotes({ notes });
      const report = lintTasks({ tasks, problems, licence }, tools);
      if (json) printJson({ format: 'bifocal.lint/1', set: name, tasks: tasks.length, ...report });
      else print(renderLint(name, tasks.length, report, all));
      if (report.remarks.some(({ severity }) => severity === 'error')) process.exitCode = EXIT.gateFailed;
    });
