import { cpp } from '@codemirror/lang-cpp';
import { go } from '@codemirror/lang-go';
import { java } from '@codemirror/lang-java';
import { javascript } from '@codemirror/lang-javascript';
import { php } from '@codemirror/lang-php';
import { python } from '@codemirror/lang-python';
import { rust } from '@codemirror/lang-rust';
import { syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Language } from '../../../../src/core/task.ts';
import './code.css';

/** Grammars; languages without one are shown plain. */
const GRAMMARS: Readonly<Partial<Record<Language, () => Extension>>> = {
  python,
  javascript: () => javascript(),
  typescript: () => javascript({ typescript: true }),
  java,
  c: cpp,
  cpp,
  go,
  php: () => php({ plain: true }),
  rust,
};

/**
 * What every view of code has: it is read and not changed, coloured by its grammar, and characters that hide or turn the
 * order of text are named.
 */
export const reading = (language: Language, label: string): Extension => [
  GRAMMARS[language]?.() ?? [],
  syntaxHighlighting(classHighlighter),
  lineNumbers(),
  highlightSpecialChars(),
  EditorView.lineWrapping,
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-readonly': 'true' }),
];
