import type { ReactNode } from 'react';
import type { SampleDetail, TaskDetail } from '../../../../src/reports/site/format.ts';
import { flagsAt } from '../../data/sample-table.ts';
import { useSite } from '../../data/site.tsx';
import { Code } from '../../parts/code/code.tsx';
import { FunctionChip, SecurityChip, Tag } from '../../parts/verdict.tsx';
import { Visible } from '../../parts/visible.tsx';
import { AgainstBase } from './against-base.tsx';
import { Cases } from './cases.tsx';
import { Findings } from './findings.tsx';
import { Output } from './output.tsx';
import { Reproduce } from './reproduce.tsx';
import { Rounds } from './rounds.tsx';

type DetailProps = {
  readonly row: number;
  readonly detail: SampleDetail;
  readonly task: TaskDetail | undefined;
};

/** Everything that is known of a sample. */
export const Detail = ({ row, detail, task }: DetailProps): ReactNode => {
  const { table } = useSite();
  const { columns } = table;
  const language = columns.languages[columns.rows.language[row] ?? 0] ?? 'python';
  const { verdict } = detail;
  const recorded = (['security', 'function'] as const).filter((lens) => verdict.recorded[lens]);
  return (
    <>
      <p className="sample-verdicts">
        <SecurityChip verdict={verdict.security} />
        <FunctionChip verdict={verdict.function} />
        {verdict.exploits && <Tag>exploit tests: {verdict.exploits}</Tag>}
        {flagsAt(table, row).map((flag) => (
          <Tag key={flag}>{flag}</Tag>
        ))}
      </p>
      {recorded.length > 0 && (
        <p className="small">
          <b>Recorded</b> The verdict on {recorded.join(' and ')} is another benchmark's, not measured here.
        </p>
      )}
      {verdict.unknownBecause.length > 0 && (
        <p className="small">
          <b>Unknown because</b> <Visible text={verdict.unknownBecause.join('; ')} />
        </p>
      )}
      {detail.problem !== undefined && (
        <p className="small">
          <b>Cannot be judged</b> <Visible text={detail.problem} />
        </p>
      )}
      {detail.degenerate && (
        <p className="small">
          <b>Looks like {detail.degenerate.category}</b>{' '}
          <Visible text={detail.degenerate.evidence.join('; ') || 'a program cannot tell'} />
        </p>
      )}
      <h2>Code</h2>
      {detail.code === '' ? (
        <p className="soft">Nothing could be extracted.</p>
      ) : (
        <Code code={detail.code} language={language} findings={detail.findings} label="code of the sample" />
      )}
      <Findings detail={detail} />
      <Cases detail={detail} task={task} language={language} />
      {detail.base !== undefined && <AgainstBase base={detail.base} code={detail.code} language={language} />}
      <Rounds detail={detail} language={language} />
      <Output detail={detail} task={task} />
      <Reproduce detail={detail} />
    </>
  );
};
