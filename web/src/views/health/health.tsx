import type { ReactNode } from 'react';
import type { RunHealth, SiteRun } from '../../../../src/reports/site/format.ts';
import { formatFilter } from '../../data/filter.ts';
import { count, counted, percent } from '../../data/numbers.ts';
import { Command } from '../../parts/command.tsx';
import { RunPicker, useRun } from '../../parts/run-picker.tsx';
import { Tag } from '../../parts/verdict.tsx';
import { View } from '../../parts/view.tsx';
import { CostTable } from './costs.tsx';
import { CountTable } from './count-table.tsx';
import { ManifestList } from './manifest.tsx';

/** How a run went, and what it was made of. */
export const Health = (): ReactNode => {
  const run = useRun();
  return (
    <View
      title="Run health"
      lede="What could not be judged and why, what was left out, what it took, and what the run was made of."
      {...(run && { runs: [run.name] })}
    >
      <div className="controls">
        <RunPicker />
      </div>
      {run && <OfRun run={run} />}
    </View>
  );
};

const OfRun = ({ run }: { readonly run: SiteRun }): ReactNode => {
  const { health, unknowns, manifest } = run;
  return (
    <>
      <p>
        {counted(health.samples, 'sample')}
        {health.untested > 0 &&
          `; ${count(health.untested)} with tests have no result: the run is not through`}
        . {health.running && <Tag>a process is at work</Tag>}
      </p>
      <h2>Unknown</h2>
      <p>
        <a href={`#/samples${formatFilter({ run: run.name, security: 'unknown' })}`}>
          {count(unknowns.security)} in security
        </a>{' '}
        and{' '}
        <a href={`#/samples${formatFilter({ run: run.name, function: 'unknown' })}`}>
          {count(unknowns.function)} in function
        </a>
        : {counted(unknowns.samples, 'sample')} of {count(health.samples)} (
        {percent(unknowns.samples / Math.max(1, health.samples))}). They count as bad in every number.
      </p>
      <div className="counts">
        <CountTable
          caption="Why; a sample counts once under each of its reasons"
          what="Reason"
          unit="Samples"
          rows={unknowns.reasons.map(({ reason, samples }) => [reason, samples])}
          empty="Everything could be judged."
        />
        <CountTable
          caption="Samples that cannot be judged at all"
          what="Problem"
          unit="Samples"
          rows={health.problems.map(({ reason, samples }) => [reason, samples])}
        />
      </div>
      <h2>Cases</h2>
      <div className="counts">
        <CountTable
          caption={caseCaption(health)}
          what="Outcome"
          unit="Cases"
          rows={Object.entries(health.cases)}
          empty="No test was run here."
        />
        <CountTable
          caption="How hard their verdicts are to forge"
          what="Trust"
          unit="Cases"
          rows={Object.entries(health.trust)}
        />
        <CountTable
          caption="Tasks with flaky cases: tried again, they came out otherwise"
          what="Task"
          unit="Cases"
          rows={health.flaky.map(({ task, cases }) => [task, cases])}
        />
        <CountTable
          caption="Where the code ran"
          what="Sandbox"
          unit="Samples"
          rows={health.sandboxes.map(({ sandbox, samples }) => [sandbox, samples])}
        />
      </div>
      <h2>Left out</h2>
      {manifest.omitted.length === 0 ? (
        <p className="soft">Nothing was quarantined or left out.</p>
      ) : (
        <ul>
          {manifest.omitted.map((omitted) => (
            <li key={omitted}>{omitted}</li>
          ))}
        </ul>
      )}
      <CostTable run={run} />
      <ManifestList manifest={manifest} />
      <h2>Score again</h2>
      <Command text={run.command} />
      <p className="small soft">
        Counts again what is in the run’s records, under this policy or another one; nothing is generated,
        tested or scanned anew.
      </p>
    </>
  );
};

const caseCaption = ({ cpuSeconds }: RunHealth): string =>
  `How test cases came out; they took ${count(Math.round(cpuSeconds))} seconds of CPU time`;
