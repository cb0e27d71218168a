import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Language } from '../../../../src/core/task.ts';
import { useDetail } from '../../data/use-detail.ts';
import { Code } from '../../parts/code/code.tsx';
import { VisibleBlock } from '../../parts/visible.tsx';

/** The task and the code, and nothing else: who wrote it and who accuses it stays hidden. */
export const Look = ({
  row,
  language = 'python',
}: {
  readonly row: number;
  readonly language?: Language | undefined;
}): ReactNode => {
  const { state } = useDetail(row);
  if (state.status === 'loading') return <Loader size="sm" role="status" aria-label="reading the sample" />;
  if (state.status === 'failed') return <p role="alert">{state.message}</p>;
  return (
    <>
      <h2>Asked for</h2>
      <VisibleBlock label="task" text={state.task?.prompt || 'nobody described the task'} />
      <h2>Code</h2>
      <Code code={state.detail.code} language={language} label="code to label" />
    </>
  );
};
