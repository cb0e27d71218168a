import { createRequire } from 'node:module';
import type { Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { neutralise } from '../ruff/suppressions.ts';

/** `# pyright: ignore`, `# pyright: basic`, `# pyright: reportX=false`; for `# type: ignore` there is a setting. */
const DIRECTIVE = /pyright/gi;
const COMMENT_OF_LINE = /#[^\r\n]*/g;

const require = createRequire(import.meta.url);

let workspace: Workspace | undefined;

/** Loaded when first needed: hardly any program has such a comment. */
const openWorkspace = (): Workspace => {
  const ruff: typeof import('@astral-sh/ruff-wasm-nodejs') = require('@astral-sh/ruff-wasm-nodejs');
  return new ruff.Workspace({ lint: { select: [] } }, ruff.PositionEncoding.Utf32);
};

/**
 * Takes the meaning from Pyright's comments; no line or column moves. Ruff's tokens say what a comment is; where it
 * cannot say, all that follows a `#` counts as one.
 */
export const withoutDirectives = (code: string): string => {
  if (code.search(DIRECTIVE) === -1) return code;
  workspace ??= openWorkspace();
  try {
    return neutralise(code, workspace.tokens(code), DIRECTIVE);
  } catch {
    workspace = undefined;
    return code.replace(COMMENT_OF_LINE, (comment) => comment.replace(DIRECTIVE, '_______'));
  }
};
