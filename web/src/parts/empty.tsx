import type { ReactNode } from 'react';
import './empty.css';

/** Says that there is nothing to show, why, and what would fill it. */
export const Empty = ({
  what,
  children,
}: {
  readonly what: string;
  readonly children: ReactNode;
}): ReactNode => (
  <div className="empty">
    <p className="empty-what">{what}</p>
    <div className="soft">{children}</div>
  </div>
);
