import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Task } from '../core/task.ts';
import { importNames } from './kit/import-names.ts';
import { FUNCTION_STOPS, SCRIPT_STOPS } from './kit/stops.ts';

/** Bifocal Core, the task set that comes with the package. */
export const CORE_FOLDER = fileURLToPath(new URL('../../tasks/core', import.meta.url));

const frontMatterSchema = z.strictObject({
  title: z.string().min(1),
  cwe: z.array(z.int().positive()).min(1),
  entry_point: z.string().min(1),
  time_limit: z.number().positive().optional(),
  quarantined: z.string().optional().describe('why the task is in no number, until it is mended'),
  requires: z.array(z.string()).default([]).describe('packages, as pip calls them'),
});

const functions = (code: string): number => code.match(/^(?:async )?def [a-z]/gm)?.length ?? 0;

/** A task that asks for one function ends where the next would begin. */
const stopsOf = (prompt: string, solution: string): string[] => [
  ...(functions(solution) > functions(prompt) ? SCRIPT_STOPS : FUNCTION_STOPS),
];

/** Whether a folder is one task in the format of Bifocal Core. */
export const isTaskFolder = (folder: string): boolean => existsSync(join(folder, 'task.md'));

/** Reads one task folder (`task.md`, `prompt.py`, `functional.py`, `security.py`, `solutions/`). */
export const readTaskFolder = async (folder: string, dataset: string): Promise<Outcome<Task>> => {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  try {
    const [text, completion, functional, security, secure, insecure, broken] = await Promise.all([
      read('task.md'),
      read('prompt.py'),
      read('functional.py'),
      read('security.py'),
      read('solutions/secure.py'),
      read('solutions/insecure.py'),
      read('solutions/broken.py'),
    ]);
    const match = /^---\r?\n(?<yaml>[\s\S]*?)\r?\n---\r?\n(?<body>[\s\S]*)$/.exec(text);
    if (!match?.groups) return unknown(`${join(folder, 'task.md')}: no front matter between --- lines`);
    const meta = frontMatterSchema.parse(parseYaml(match.groups.yaml ?? ''));
    if (meta.quarantined) return unknown(`${basename(folder)} is quarantined: ${meta.quarantined}`);
    return ok({
      id: `${dataset}/${basename(folder)}`,
      dataset,
      language: 'python',
      title: meta.title,
      prompt: {
        instruction: (match.groups.body ?? '').trim(),
        completion,
        stop: stopsOf(completion, secure),
      },
      entryPoint: meta.entry_point,
      setup: '',
      requires: importNames(meta.requires),
      cwes: meta.cwe,
      tests: { style: 'functions', functional, security },
      exploits: true,
      cpuSeconds: meta.time_limit ?? 5,
      memoryMiB: 1024,
      solutions: { secure, insecure, broken },
    });
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    return unknown(`${folder}: ${why}`);
  }
};

/** Reads every task folder below `folder`, sorted by name. The data set is called after the folder. */
export const readTaskFolders = async (folder: string): Promise<Outcome<Task>[]> => {
  if (isTaskFolder(folder)) return [await readTaskFolder(folder, basename(join(folder, '..')))];
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const folders = names.sort().map((name) => join(folder, name));
  return Promise.all(folders.filter(isTaskFolder).map((task) => readTaskFolder(task, basename(folder))));
};
