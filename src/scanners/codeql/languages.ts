import type { Language } from '../../core/task.ts';

/** A language as CodeQL sees it: one database, one pack of queries. */
export type CodeqlLanguage = { readonly id: string; readonly pack: string };

const javascript: CodeqlLanguage = { id: 'javascript', pack: 'javascript-queries' };
const cpp: CodeqlLanguage = { id: 'cpp', pack: 'cpp-queries' };

/**
 * What CodeQL analyses without building it (`--build-mode=none`). Go and Swift it must see built, and Rust wants
 * whole packages.
 */
export const CODEQL_LANGUAGES: Readonly<Partial<Record<Language, CodeqlLanguage>>> = {
  python: { id: 'python', pack: 'python-queries' },
  javascript,
  typescript: javascript,
  java: { id: 'java', pack: 'java-queries' },
  csharp: { id: 'csharp', pack: 'csharp-queries' },
  ruby: { id: 'ruby', pack: 'ruby-queries' },
  c: cpp,
  cpp,
};
