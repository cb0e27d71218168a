import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorView } from '@codemirror/view';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Language } from '../../../../src/core/task.ts';
import { reading } from './languages.ts';

type DiffProps = { readonly before: string; readonly after: string; readonly language: Language };

const COLLAPSE = { margin: 3, minSize: 6 };

/** Two codes side by side; one below the other where there is no room. */
export const Diff = ({ before, after, language }: DiffProps): ReactNode => {
  const place = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const [base, own] = [reading(language, 'code of the base'), reading(language, 'code of the sample')];
    const view = isNarrow
      ? new EditorView({
          doc: after,
          parent,
          extensions: [
            own,
            unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: COLLAPSE }),
          ],
        })
      : new MergeView({
          a: { doc: before, extensions: base },
          b: { doc: after, extensions: own },
          parent,
          collapseUnchanged: COLLAPSE,
        });
    return () => view.destroy();
  }, [before, after, language, isNarrow]);
  return <div ref={place} className="code diff" />;
};
