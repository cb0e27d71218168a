import type { ReactNode, Ref } from 'react';
import './scroll.css';

type ScrollProps = {
  /** What is in it. */
  readonly label: string;
  readonly className?: string;
  readonly ref?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
};

/** What is wider or higher than its place: it scrolls by itself, and can be reached by keyboard for that. */
export const Scroll = ({ label, className = 'scroll', ref, children }: ScrollProps): ReactNode => (
  // biome-ignore lint/a11y/useSemanticElements: a group of content, no fieldset of a form
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus
  <div ref={ref} className={className} tabIndex={0} role="group" aria-label={label}>
    {children}
  </div>
);
