import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { languageSchema } from '../../core/task.ts';
import { loadTasks } from '../../datasets/load-tasks.ts';
import { fileSource, withoutSuffix } from '../../engine/sample-files.ts';
import { judgeSamples } from '../judge.ts';
import { quarantineOptions, quarantineSchema, runOptions } from '../options.ts';
import { presentEvaluation } from '../output.ts';

const optionsSchema = z.object({
  tasks: z.string().optional(),
  quarantine: quarantineSchema,
  model: z.string().optional(),
  method: z.string().optional(),
  language: languageSchema.optional(),
});

/** `bifocal eval SAMPLES --tasks SET`: judges code that somebody already has. */
export const evalCommand = (): Command =>
  quarantineOptions(runOptions(new Command('eval')))
    .description('judge generated code that you already have, as JSONL')
    .argument('<samples...>', 'JSONL files with task_id and solution or completion (and model, method, ...)')
    .option(
      '--tasks <set>',
      'core, humaneval, bigcodebench, seccodeplt, seccodeplt+, NAME=PATH, or a PATH; without it code is only scanned',
    )
    .option('--model <name>', 'name for samples that carry none (default: the file name)')
    .option('--method <name>', 'method of samples that carry none')
    .addOption(
      new Option('--language <id>', 'language of samples that carry none').choices(languageSchema.options),
    )
    .action(async (files: string[], _options: unknown, command: Command) => {
      const { quarantine, tasks, model, method, language } = optionsSchema.parse(command.opts());
      const { evaluation, options } = await judgeSamples(command, {
        name: withoutSuffix(basename(files[0] ?? 'samples')),
        tasks: tasks === undefined ? undefined : await loadTasks(tasks, { quarantine }),
        sources: () => [
          fileSource(files, {
            ...(model ? { model } : {}),
            ...(method ? { method } : {}),
            ...(language ? { language } : {}),
          }),
        ],
      });
      presentEvaluation(evaluation, options);
    });
