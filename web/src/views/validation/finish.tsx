import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SiteRun } from '../../../../src/reports/site/format.ts';
import { counted } from '../../data/numbers.ts';
import { useSite } from '../../data/site.tsx';
import { Command } from '../../parts/command.tsx';
import { type Label, labelsFile, reviewCommand } from './queue.ts';
import type { Worker } from './validation.tsx';

type FinishProps = {
  readonly run: SiteRun;
  readonly worker: Worker;
  readonly labels: ReadonlyMap<string, Label>;
  readonly total: number;
};

/** What becomes of the labels: a live server has them, in a folder they are saved as a file. */
export const Finish = ({ run, worker: { name, kind }, labels, total }: FinishProps): ReactNode => {
  const { index } = useSite();
  const file = kind === 'labels' ? `labels-${name}.jsonl` : `adjudicated-${name}.jsonl`;
  const save = (): void => {
    const address = URL.createObjectURL(
      new Blob([labelsFile(labels.values())], { type: 'application/jsonl' }),
    );
    const link = document.createElement('a');
    link.href = address;
    link.download = file;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <p>
        {counted(labels.size, 'label')} of {total}.{' '}
        {index.live
          ? 'They stand in the run.'
          : 'They are kept in this browser; save them, and add them to the run:'}
      </p>
      {!index.live && (
        <>
          <p>
            <Button onClick={save}>Save {file}</Button>
          </p>
          <Command
            text={`${reviewCommand(run)} --as ${name}${kind === 'labels' ? '' : ' --adjudicate'} --labels ${file}`}
          />
        </>
      )}
    </>
  );
};
