import { type ReactNode, useEffect, useState } from 'react';
import { useSite } from '../data/site.tsx';
import { Tag } from '../parts/verdict.tsx';

/** Tells whether the report follows its runs; reads it anew when the server says that something changed. */
export const Live = ({ reload }: { readonly reload: () => void }): ReactNode => {
  const { index } = useSite();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const events = new EventSource('events');
    events.addEventListener('version', ({ data }: MessageEvent<string>) => {
      setProblem('');
      if (Number(data) !== index.version) reload();
    });
    events.addEventListener('problem', ({ data }: MessageEvent<string>) => setProblem(data));
    events.onerror = () => setProblem('no connection to the server: the report stands still');
    return () => events.close();
  }, [index.version, reload]);
  const running = index.runs.some(({ health }) => health.running);
  return (
    <span role="status">
      <Tag title={problem || 'The report follows its runs.'}>
        {problem ? 'not live' : running ? 'running' : 'live'}
      </Tag>
    </span>
  );
};
