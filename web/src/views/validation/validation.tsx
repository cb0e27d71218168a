import { type ReactNode, useState } from 'react';
import type { SiteRun } from '../../../../src/reports/site/format.ts';
import { useSite } from '../../data/site.tsx';
import { Command } from '../../parts/command.tsx';
import { Empty } from '../../parts/empty.tsx';
import { RunPicker, useRun } from '../../parts/run-picker.tsx';
import { View } from '../../parts/view.tsx';
import { Begin } from './begin.tsx';
import { Draw } from './draw.tsx';
import { type Kind, reviewCommand } from './queue.ts';
import { ReviewResults } from './results.tsx';
import { Session } from './session.tsx';
import './validation.css';

/** Who is at work here. */
export type Worker = { readonly name: string; readonly kind: Kind };

/** People label samples without knowing what anybody else says of them; and what their labels say. */
export const Validation = (): ReactNode => {
  const run = useRun();
  const [worker, setWorker] = useState<Worker>();
  return (
    <View
      title="Validation"
      lede="Two people look at a sample of the code, each alone and without knowing who wrote it or who accuses it. From their labels follows how far each scanner can be trusted."
      {...(run && { runs: [run.name] })}
    >
      {!worker && (
        <div className="controls">
          <RunPicker />
        </div>
      )}
      {run && <OfRun run={run} worker={worker} onWorker={setWorker} />}
    </View>
  );
};

const OfRun = ({
  run,
  worker,
  onWorker,
}: {
  readonly run: SiteRun;
  readonly worker: Worker | undefined;
  readonly onWorker: (worker: Worker | undefined) => void;
}): ReactNode => {
  const { index } = useSite();
  if (!run.queue) {
    return (
      <Empty what="No sample has been drawn for people to label.">
        {index.live ? (
          <Draw run={run.name} />
        ) : (
          <>
            <p>Draw one, then write the report again:</p>
            <Command text={`${reviewCommand(run)} --as NAME`} />
          </>
        )}
      </Empty>
    );
  }
  if (worker) {
    return <Session run={run} queue={run.queue} worker={worker} onLeave={() => onWorker(undefined)} />;
  }
  return (
    <>
      <Begin queue={run.queue} onBegin={onWorker} />
      {run.review && (
        <details className="results">
          <summary>What the labels say (do not look before you have labelled)</summary>
          <ReviewResults review={run.review} />
        </details>
      )}
    </>
  );
};
