import type { ReactNode } from 'react';
import type { CaseResult } from '../../../../src/core/case.ts';
import type { Language } from '../../../../src/core/task.ts';
import type { SampleDetail, TaskDetail } from '../../../../src/reports/site/format.ts';
import { counted } from '../../data/numbers.ts';
import { Code } from '../../parts/code/code.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Tag } from '../../parts/verdict.tsx';
import { Visible } from '../../parts/visible.tsx';

type CasesProps = {
  readonly detail: SampleDetail;
  readonly task: TaskDetail | undefined;
  readonly language: Language;
};

/** How the tests came out: what did not pass first, with input, expected value, and what came. */
export const Cases = ({ detail: { cases }, task, language }: CasesProps): ReactNode => {
  const bad = cases.filter(({ outcome }) => outcome !== 'passed');
  const good = cases.filter(({ outcome }) => outcome === 'passed');
  return (
    <>
      <h2>Tests</h2>
      {cases.length === 0 && (
        <p className="soft">No test was run: the task has none, or the run is not through.</p>
      )}
      {bad.length > 0 && (
        <CaseTable cases={bad} task={task} caption={`${counted(bad.length, 'case')} that did not pass`} />
      )}
      {good.length > 0 && (
        <details>
          <summary>{counted(good.length, 'case')} passed</summary>
          <CaseTable cases={good} task={task} caption={`${counted(good.length, 'case')} that passed`} />
        </details>
      )}
      {task?.tests.map(({ name, text }) => (
        <details key={name}>
          <summary>
            Source of the tests: <span className="mono">{name}</span>
          </summary>
          <Code code={text} language={language} label={`source of ${name}`} />
        </details>
      ))}
    </>
  );
};

const CaseTable = ({
  cases,
  task,
  caption,
}: {
  readonly cases: readonly CaseResult[];
  readonly task: TaskDetail | undefined;
  readonly caption: string;
}): ReactNode => (
  <DataTable<CaseResult>
    caption={caption}
    items={cases}
    keyOf={({ kind, id }) => `${kind} ${id}`}
    columns={[
      {
        key: 'id',
        head: 'Case',
        cell: ({ id, kind }) => (
          <>
            <Visible text={id} />
            {kind === 'security' && (
              <>
                {' '}
                <Tag>exploit</Tag>
              </>
            )}
          </>
        ),
      },
      {
        key: 'outcome',
        head: 'Outcome',
        cell: ({ outcome, trust }) => <span title={`trust: ${trust}`}>{outcome}</span>,
      },
      { key: 'input', head: 'Input', cell: ({ id }) => <Source text={textsOf(task, id)?.input} /> },
      { key: 'expected', head: 'Expected', cell: ({ id }) => <Source text={textsOf(task, id)?.expected} /> },
      { key: 'got', head: 'Got', cell: ({ message }) => <Got message={message} /> },
    ]}
  />
);

const textsOf = (task: TaskDetail | undefined, id: string): TaskDetail['cases'][string] | undefined =>
  task && Object.hasOwn(task.cases, id) ? task.cases[id] : undefined;

/** What Python says of `assert` alone. */
const BARE_ASSERTION = /^AssertionError:?\s*$/;

const Got = ({ message }: { readonly message: string | undefined }): ReactNode =>
  message !== undefined && BARE_ASSERTION.test(message) ? (
    <span className="soft">an assertion failed, without a message</span>
  ) : (
    <Source text={message} />
  );

const Source = ({ text }: { readonly text: string | undefined }): ReactNode =>
  text === undefined ? (
    <span className="soft">–</span>
  ) : (
    <span className="mono source">
      <Visible text={text} />
    </span>
  );
