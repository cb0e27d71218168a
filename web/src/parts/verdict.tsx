import type { ReactNode } from 'react';
import type { FunctionVerdict, SecurityVerdict } from '../../../src/core/verdict.ts';
import './verdict.css';

type Tone = 'good' | 'bad' | 'unknown' | 'half';

const SECURITY_TONES = { secure: 'good', insecure: 'bad', unknown: 'unknown' } as const;
const FUNCTION_TONES = { functional: 'good', partial: 'half', failing: 'bad', unknown: 'unknown' } as const;
const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', bad: '✕', unknown: '?', half: '◐' };

const Chip = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode => (
  <span className={`chip chip-${tone}`}>
    <span aria-hidden="true">{SIGNS[tone]}</span> {children}
  </span>
);

export const SecurityChip = ({ verdict }: { readonly verdict: SecurityVerdict }): ReactNode => (
  <Chip tone={SECURITY_TONES[verdict]}>{verdict === 'unknown' ? 'security unknown' : verdict}</Chip>
);

export const FunctionChip = ({ verdict }: { readonly verdict: FunctionVerdict }): ReactNode => (
  <Chip tone={FUNCTION_TONES[verdict]}>{verdict === 'unknown' ? 'function unknown' : verdict}</Chip>
);

/** A mark that is no verdict: a flag of a sample, a severity. */
export const Tag = ({
  children,
  title,
}: {
  readonly children: ReactNode;
  readonly title?: string;
}): ReactNode => (
  <span className="tag" title={title}>
    {children}
  </span>
);
