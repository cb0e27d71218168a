import { createRequire } from 'node:module';
import type { Workspace } from '@astral-sh/ruff-wasm-nodejs';
import type { Language } from './language.ts';
import { pythonProgram } from './python-program.ts';

type Diagnostic = { readonly code: string | null };

const require = createRequire(import.meta.url);

let workspace: Workspace | undefined;

/** Loaded when first needed: compiling 10 MB of WebAssembly is no part of `bifocal --help`. */
const openWorkspace = (): Workspace => {
  const ruff: typeof import('@astral-sh/ruff-wasm-nodejs') = require('@astral-sh/ruff-wasm-nodejs');
  return new ruff.Workspace({ lint: { select: [] } }, ruff.PositionEncoding.Utf32);
};

/**
 * The reader of comments ends where it meets one behind longer text beyond ASCII. Letters in its place leave whole
 * what is whole; what they mend (a currency sign for a name) the second look finds.
 */
const inAscii = (code: string): string => code.replaceAll(/\P{ASCII}/gu, 'x');

/**
 * Ruff's parser, in process: every Python version's syntax up to the newest it knows. Asked for comments, it stops
 * at the first error; `check` lists them all, which takes seconds on long prose, and knows those behind the grammar.
 */
const parses = (code: string): boolean => {
  workspace ??= openWorkspace();
  try {
    workspace.comments(inAscii(code));
  } catch (error) {
    if (error instanceof RangeError) workspace = undefined; // overflowed its stack: not reused
    return false;
  }
  try {
    const diagnostics: readonly Diagnostic[] = workspace.check(code);
    return diagnostics.every(({ code }) => code !== 'invalid-syntax');
  } catch {
    workspace = undefined;
    return false;
  }
};

export const python: Language = {
  id: 'python',
  title: 'Python',
  extension: '.py',
  fences: ['python', 'python3', 'py', 'py3'],
  parses,
  program: pythonProgram,
};
