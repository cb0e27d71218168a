import type { Language as LanguageId } from '../core/task.ts';
import type { LanguageProgram } from './program.ts';

/** What the extractor, the exporters and the tests need to know of a programming language. One object in the registry. */
export type Language = {
  readonly id: LanguageId;
  readonly title: string;
  readonly extension: string;
  /** Words that follow the opening fence of a code block in this language. */
  readonly fences: readonly string[];
  /** Whether the code is syntactically whole. Absent: nobody here can tell. */
  readonly parses?: (code: string) => boolean;
  /** How whole programs are compiled and run. Absent: they are not. */
  readonly program?: LanguageProgram;
};
