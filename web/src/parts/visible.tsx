import type { ReactNode } from 'react';
import { visible } from '../../../src/reports/visible.ts';
import { Scroll } from './scroll.tsx';

/** A text of somebody else: what would hide, or turn the order of what is read, is named. */
export const Visible = ({ text }: { readonly text: string }): ReactNode =>
  text.split('\n').map(visible).join('\n');

/** The same as a block, with its lines. */
export const VisibleBlock = ({
  text,
  label,
}: {
  readonly text: string;
  readonly label: string;
}): ReactNode => (
  <Scroll label={label} className="text-block">
    <pre className="text">
      {text === '' ? <span className="soft">(empty)</span> : <Visible text={text} />}
    </pre>
  </Scroll>
);
