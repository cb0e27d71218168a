import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import type { Language } from './language.ts';

type Diagnostic = { readonly code: string | null };

let workspace: Workspace | undefined;

/** Ruff's parser, in process: every Python version's syntax up to the newest it knows. */
const parses = (code: string): boolean => {
  workspace ??= new Workspace({ lint: { select: [] } }, PositionEncoding.Utf32);
  try {
    const diagnostics: readonly Diagnostic[] = workspace.check(code);
    return diagnostics.every(({ code }) => code !== 'invalid-syntax');
  } catch {
    workspace = undefined; // a parser that overflowed its stack is not reused
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
