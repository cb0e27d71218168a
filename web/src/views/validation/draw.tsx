import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ReviewPost } from '../../../../src/reports/site/format.ts';

/** Has the live server draw samples; the page is read anew when it has. */
export const Draw = ({ run }: { readonly run: string }): ReactNode => {
  const [problem, setProblem] = useState('');
  const draw = async (): Promise<void> => {
    const body: ReviewPost = { run };
    const answer = await fetch('api/reviews', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) setProblem(((await answer.json()) as { readonly message: string }).message);
  };
  return (
    <>
      <p>The sample is stratified by who accuses the code, and the same each time.</p>
      <Button onClick={() => draw().catch(({ message }: Error) => setProblem(message))}>Draw samples</Button>
      {problem && <p role="alert">{problem}</p>}
    </>
  );
};
