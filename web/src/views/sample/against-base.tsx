import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Language } from '../../../../src/core/task.ts';
import { functionAt, rowAt, securityAt } from '../../data/sample-table.ts';
import { useSite } from '../../data/site.tsx';
import { useDetail } from '../../data/use-detail.ts';
import { Diff } from '../../parts/code/diff.tsx';
import { FunctionChip, SecurityChip } from '../../parts/verdict.tsx';
import { sampleHref } from './href.ts';

type AgainstBaseProps = { readonly base: number; readonly code: string; readonly language: Language };

/** The base's code and this one, side by side. */
export const AgainstBase = ({ base, code, language }: AgainstBaseProps): ReactNode => {
  const { table } = useSite();
  const { state } = useDetail(base);
  const { model, method, run } = rowAt(table, base);
  return (
    <>
      <h2>Against the base</h2>
      <p className="small">
        <Link href={sampleHref(table, base)}>
          {model}, {method}
          {table.runs.length > 1 && `, ${run}`}
        </Link>{' '}
        <SecurityChip verdict={securityAt(table, base)} /> <FunctionChip verdict={functionAt(table, base)} />
      </p>
      {state.status === 'loading' && <Loader size="sm" role="status" aria-label="reading the base" />}
      {state.status === 'failed' && <p className="soft">{state.message}</p>}
      {state.status === 'ready' &&
        (state.detail.code === code ? (
          <p className="soft">The code is the same.</p>
        ) : (
          <Diff before={state.detail.code} after={code} language={language} />
        ))}
    </>
  );
};
