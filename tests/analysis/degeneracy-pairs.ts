import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Suspect } from '../../src/analysis/degeneracy/suspect.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/degeneracy', import.meta.url));
const SEPARATOR = '# === changed';

/** A base, what was made of it, and what that is: a category, or `nothing` for an honest fix. */
export type Pair = { readonly name: string; readonly expected: string; readonly suspect: Suspect };

const read = (name: string): Pair => {
  const [before = '', changed = ''] = readFileSync(`${FOLDER}/${name}`, 'utf8').split(`${SEPARATOR}\n`);
  const lines = before.split('\n');
  const isHead = (line: string): boolean => /^# (expect|task|entry|accused): /.test(line);
  const said = (key: string): string | undefined =>
    lines.find((line) => line.startsWith(`# ${key}: `))?.slice(key.length + 4);
  const [line, by = ''] = said('accused')?.split(' ') ?? [];
  return {
    name,
    expected: said('expect') ?? '',
    suspect: {
      task: { prompt: { instruction: said('task') }, entryPoint: said('entry') },
      language: 'python',
      base: lines.filter((each) => !isHead(each)).join('\n'),
      changed,
      accusations: line === undefined ? [] : [{ line: Number(line), by }],
    },
  };
};

/** The pairs of tests/fixtures/degeneracy. The heads of the files are no part of the codes. */
export const PAIRS: readonly Pair[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.py'))
  .sort()
  .map(read);
