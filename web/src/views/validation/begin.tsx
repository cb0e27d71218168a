import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ReviewQueue } from '../../../../src/reports/site/format.ts';
import { counted } from '../../data/numbers.ts';
import { disputesOf, type Kind, lastLabels, nameFault } from './queue.ts';
import type { Worker } from './validation.tsx';

/** How far people are, and who begins now. */
export const Begin = ({
  queue,
  onBegin,
}: {
  readonly queue: ReviewQueue;
  readonly onBegin: (worker: Worker) => void;
}): ReactNode => {
  const [name, setName] = useState('');
  const [fault, setFault] = useState('');
  const disputes = disputesOf(queue);
  const begin = (kind: Kind): void => {
    const why = nameFault(queue, kind, name);
    setFault(why ?? '');
    if (why === undefined) onBegin({ name, kind });
  };
  return (
    <>
      <ul className="people">
        <li>{counted(queue.samples.length, 'sample')} drawn</li>
        {queue.people.map((person) => (
          <li key={person.name}>
            <b>{person.name}</b> has labelled {lastLabels(queue, person.labels).size}
          </li>
        ))}
        {queue.people.length < 2 && <li className="soft">{2 - queue.people.length} more to label</li>}
        {disputes.length > 0 && (
          <li>
            {counted(disputes.length, 'disagreement')}, {lastLabels(queue, queue.adjudications).size} settled
          </li>
        )}
      </ul>
      <div className="controls">
        <TextInput
          label="Your name"
          size="xs"
          value={name}
          error={fault}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" onClick={() => begin('labels')}>
          Label
        </Button>
        {disputes.length > 0 && (
          <Button size="xs" variant="default" onClick={() => begin('adjudications')}>
            Settle disagreements
          </Button>
        )}
      </div>
    </>
  );
};
