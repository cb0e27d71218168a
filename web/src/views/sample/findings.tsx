import type { ReactNode } from 'react';
import { cweName } from '../../../../src/cwe/index.ts';
import type { SampleDetail } from '../../../../src/reports/site/format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Tag } from '../../parts/verdict.tsx';
import { Visible } from '../../parts/visible.tsx';

type Finding = SampleDetail['findings'][number];

/** What scanners found, each weakness at a place once; and who could not judge. */
export const Findings = ({
  detail: { findings, unjudged },
}: {
  readonly detail: SampleDetail;
}): ReactNode => (
  <>
    {findings.length === 0 ? (
      <p className="soft">No scanner found anything in it.</p>
    ) : (
      <DataTable<Finding>
        caption="Findings, each weakness at a place once, whoever reported it"
        items={findings}
        keyOf={(finding) => JSON.stringify([finding.line, finding.endLine, finding.cwes, finding.reporters])}
        columns={[
          {
            key: 'line',
            head: 'Lines',
            cell: ({ line, endLine }) => (line === endLine ? line : `${line}–${endLine}`),
          },
          {
            key: 'cwe',
            head: 'Weakness',
            cell: ({ cwes }) =>
              cwes.length === 0
                ? 'no CWE given'
                : cwes.map((cwe) => (
                    <div key={cwe}>
                      CWE-{cwe} <span className="soft small">{cweName(cwe)}</span>
                    </div>
                  )),
          },
          {
            key: 'severity',
            head: 'Severity, confidence',
            cell: ({ severity, confidence, counts }) => (
              <>
                {severity}, {confidence}{' '}
                {!counts && (
                  <Tag title="below a threshold of the policy, or by a scanner that does not count">
                    does not count
                  </Tag>
                )}
              </>
            ),
          },
          {
            key: 'who',
            head: 'Who, and what they say',
            cell: ({ reports }) =>
              reports.map(({ scanner, finding }) => (
                <div key={JSON.stringify([scanner, finding])}>
                  <b>{scanner}</b> <span className="mono">{finding.rule}</span>{' '}
                  <span className="soft small">
                    <Visible text={finding.message} />
                  </span>
                </div>
              )),
          },
        ]}
      />
    )}
    {unjudged.length > 0 && (
      <p className="small">
        <b>Could not judge it</b>{' '}
        <Visible text={unjudged.map(({ scanner, reason }) => `${scanner}: ${reason}`).join('; ')} />
      </p>
    )}
  </>
);
