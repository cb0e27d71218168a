import type { ReactNode } from 'react';
import type { SampleDetail } from '../../../../src/reports/site/format.ts';
import { Command } from '../../parts/command.tsx';

/** The command that tells all of this in a terminal. */
export const Reproduce = ({ detail: { command, id } }: { readonly detail: SampleDetail }): ReactNode => (
  <>
    <h2>Reproduce</h2>
    <Command text={command} />
    <p className="small soft">
      In the run's files it is <span className="mono">{id}</span>.
    </p>
  </>
);
