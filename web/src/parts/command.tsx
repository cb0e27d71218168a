import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Visible } from './visible.tsx';
import './command.css';

/** A line for a terminal, to be copied. */
export const Command = ({ text }: { readonly text: string }): ReactNode => (
  <div className="command">
    <code className="mono">
      <Visible text={text} />
    </code>
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="default" className="no-print" onClick={copy}>
          {copied ? 'copied' : 'copy'}
        </Button>
      )}
    </CopyButton>
  </div>
);
