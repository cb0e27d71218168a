import { extname } from 'node:path';
import type { Language } from '../core/task.ts';
import { languages } from './index.ts';

const MORE_EXTENSIONS: Readonly<Record<string, Language>> = {
  '.pyw': 'python',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'typescript',
  '.h': 'c',
  '.cc': 'cpp',
  '.cxx': 'cpp',
  '.hpp': 'cpp',
};

const BY_EXTENSION: ReadonlyMap<string, Language> = new Map([
  ...Object.values(languages).map(({ extension, id }) => [extension, id] as const),
  ...Object.entries(MORE_EXTENSIONS),
]);

/** The language of a file by its name; undefined if that says none that we know. */
export const languageOfFile = (name: string): Language | undefined =>
  BY_EXTENSION.get(extname(name).toLowerCase());
