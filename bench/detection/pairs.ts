import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import type { Language } from '../../src/core/task.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';

/** One function in two versions: the secure one and the vulnerable one. */
export type LabelledPair = {
  readonly id: string;
  readonly language: Language;
  /** Id of the weakness. */
  readonly cwe: number;
  readonly secure: string;
  readonly vulnerable: string;
};

/** A fix as SVEN and SafeCoder publish them: a function before and after it. */
const fixSchema = z.object({
  func_src_before: z.string(),
  func_src_after: z.string(),
  file_name: z.string(),
  vul_type: z.string(),
});

const LANGUAGE_OF: Readonly<Record<string, Language>> = {
  '.py': 'python',
  '.js': 'javascript',
  '.c': 'c',
  '.cc': 'cpp',
  '.cpp': 'cpp',
  '.go': 'go',
  '.java': 'java',
  '.rb': 'ruby',
};

const firstNumber = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? 0);

/**
 * The pairs of a task set (its secure and its insecure solutions), or of a JSONL file of fixes.
 *
 * @param spec a task set as `--tasks` takes it, or `fixes=PATH`
 * @param withSetup whether a task's own code stands before its solutions; a run scans the solutions alone
 */
export const loadPairs = async (spec: string, withSetup: boolean): Promise<LabelledPair[]> =>
  spec.startsWith('fixes=') ? readFixes(spec.slice('fixes='.length)) : fromTasks(spec, withSetup);

const fromTasks = async (spec: string, withSetup: boolean): Promise<LabelledPair[]> => {
  const { tasks } = await loadTasks(spec);
  return tasks.flatMap(({ id, language, cwes, setup, solutions }) => {
    const { secure, insecure } = solutions ?? {};
    if (secure === undefined || insecure === undefined) return [];
    const whole = (code: string): string => (withSetup ? `${setup}\n${code}` : code);
    return [{ id, language, cwe: cwes[0] ?? 0, secure: whole(secure), vulnerable: whole(insecure) }];
  });
};

/** Methods are cut out of their class: the indentation that they share goes. */
const dedent = (code: string): string => {
  const margin = /^[ \t]*/.exec(code)?.[0] ?? '';
  return code
    .split('\n')
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .join('\n');
};

const readFixes = (path: string): LabelledPair[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line, index) => {
      const fix = fixSchema.parse(JSON.parse(line));
      const language = LANGUAGE_OF[extname(fix.file_name)];
      if (language === undefined) return [];
      return [
        {
          id: `${basename(path)}:${index + 1}`,
          language,
          cwe: firstNumber(fix.vul_type),
          secure: dedent(fix.func_src_after),
          vulnerable: dedent(fix.func_src_before),
        },
      ];
    });
