import { EditorView } from '@codemirror/view';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Language } from '../../../../src/core/task.ts';
import { reading } from './languages.ts';
import { type Finding, inlineNotes } from './notes.ts';

type CodeProps = {
  readonly code: string;
  readonly language: Language;
  readonly findings?: readonly Finding[];
  /** What it is the code of. */
  readonly label: string;
};

const NONE: readonly Finding[] = [];

/** Code to be read, with what was found in it below the lines that it is about. */
export const Code = ({ code, language, findings = NONE, label }: CodeProps): ReactNode => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const view = new EditorView({
      doc: code,
      parent: place.current,
      extensions: [reading(language, label), inlineNotes(findings)],
    });
    return () => view.destroy();
  }, [code, language, findings, label]);
  return <div ref={place} className="code" />;
};
