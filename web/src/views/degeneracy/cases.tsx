import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { FailureReport, JudgedCase } from '../../../../src/analysis/failures/report.ts';
import { count } from '../../data/numbers.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Tag } from '../../parts/verdict.tsx';
import { Visible } from '../../parts/visible.tsx';
import { hrefOf } from '../sample/href.ts';

const STEP = 100;

/** Every case with its evidence. */
export const FailureCases = ({
  report,
  run,
}: {
  readonly report: FailureReport;
  readonly run: string;
}): ReactNode => {
  const [shown, setShown] = useState(STEP);
  if (report.cases.length === 0) {
    return (
      <Empty what="No working code was made secure and broken.">
        <p>That is what a method should achieve.</p>
      </Empty>
    );
  }
  return (
    <>
      <DataTable<JudgedCase>
        caption="Samples whose base worked, and that are secure and do not work"
        items={report.cases.slice(0, shown)}
        keyOf={({ sample }) => sample}
        columns={[
          {
            key: 'task',
            head: 'Sample',
            value: ({ task }) => task,
            cell: ({ task, model, method, index }) => (
              <>
                <Link href={hrefOf({ run, task, model, method, index }, { flag: 'degenerate' })}>
                  <Visible text={task} />
                </Link>
                <br />
                <span className="soft small">
                  {model}, {method}
                </span>
              </>
            ),
          },
          {
            key: 'category',
            head: 'Looks like',
            value: (one) => categoryOf(one),
            cell: (one) => (
              <>
                {categoryOf(one)} {one.decided && <Tag>{one.decided.people} decided</Tag>}
              </>
            ),
          },
          {
            key: 'evidence',
            head: 'Because',
            cell: ({ suggestion }) => (
              <span className="small">
                <Visible
                  text={
                    suggestion.status === 'ok'
                      ? suggestion.value.evidence.join('; ') || 'nothing stands out'
                      : suggestion.reason
                  }
                />
              </span>
            ),
          },
        ]}
      />
      {report.cases.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + STEP)}>
          Show more of {count(report.cases.length)}
        </Button>
      )}
    </>
  );
};

const categoryOf = ({ decided, suggestion }: JudgedCase): string =>
  decided?.category ?? (suggestion.status === 'ok' ? suggestion.value.category : '?');
