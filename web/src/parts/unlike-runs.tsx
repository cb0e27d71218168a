import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useSite } from '../data/site.tsx';

/** Says that rows of several runs may not be held against each other; nothing where there is one run. */
export const UnlikeRuns = (): ReactNode => {
  const { index } = useSite();
  const { runs, comparison } = index;
  if (runs.length < 2 || comparison.warnings.length === 0) return null;
  return (
    <p className="small">
      The runs may not be alike in policy, scanners or tasks: <Link href="/comparison">Comparison</Link> tells
      how they differ.
    </p>
  );
};
