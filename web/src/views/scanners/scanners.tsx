import type { ReactNode } from 'react';
import { Empty } from '../../parts/empty.tsx';
import { RunPicker, useRun } from '../../parts/run-picker.tsx';
import { View } from '../../parts/view.tsx';
import { Agreement } from './agreement.tsx';
import { Ranks } from './ranks.tsx';
import { Sets } from './sets.tsx';
import { Summary } from './summary.tsx';

/** How far scanners agree, and what hangs on the choice among them. */
export const Scanners = (): ReactNode => {
  const run = useRun();
  return (
    <View
      title="Scanners"
      lede="Who accuses which samples, how far scanners agree beyond chance, and whether leaving one out changes the ranking."
      {...(run && { runs: [run.name] })}
    >
      <div className="controls">
        <RunPicker />
      </div>
      {!run || run.scanners.scanners.length === 0 ? (
        <Empty what="No scanner has read this code.">
          <p>
            Run <code>bifocal run --scanners standard,semgrep</code>, or bring results of your own with{' '}
            <code>bifocal import RUN FILE</code>.
          </p>
        </Empty>
      ) : (
        <>
          <h2>Each alone</h2>
          <Summary report={run.scanners} />
          <Sets report={run.scanners} />
          <Agreement report={run.scanners} />
          <Ranks report={run.scanners} />
        </>
      )}
    </View>
  );
};
