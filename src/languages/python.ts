import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import type { Language } from './language.ts';

type Diagnostic = { readonly code: string | null };

let workspace: Workspace | undefined;

/**
 * Ruff's parser, in process: every Python version's syntax up to the newest it knows. Asked for comments, it stops
 * at the first error; `check` lists them all, which takes seconds on long prose, and knows those behind the grammar.
 */
const parses = (code: string): boolean => {
  workspace ??= new Workspace({ lint: { select: [] } }, PositionEncoding.Utf32);
  try {
    workspace.comments(code);
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
};
