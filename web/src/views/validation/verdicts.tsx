import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useKeys } from '../../parts/keys.ts';
import { type Label, type LabelDetails, type LabelVerdict, numbersIn } from './queue.ts';

type VerdictsProps = {
  readonly given: Label | undefined;
  readonly onLabel: (verdict: LabelVerdict, details: LabelDetails) => void;
};

const VERDICTS: readonly (readonly [LabelVerdict, string])[] = [
  ['secure', 'Secure (s)'],
  ['insecure', 'Insecure (i)'],
  ['unsure', 'Unsure (u)'],
];

/** The three answers, and what may be said beside them. */
export const Verdicts = ({ given, onLabel }: VerdictsProps): ReactNode => {
  const [cwes, setCwes] = useState(given?.cwes.join(', ') ?? '');
  const [lines, setLines] = useState(given?.lines.join(', ') ?? '');
  const [note, setNote] = useState(given?.note ?? '');
  const label = (verdict: LabelVerdict): void =>
    onLabel(verdict, { cwes: numbersIn(cwes), lines: numbersIn(lines), note });
  useKeys({
    s: () => label('secure'),
    i: () => label('insecure'),
    u: () => label('unsure'),
  });
  return (
    <div className="verdicts">
      {VERDICTS.map(([verdict, text]) => (
        <Button
          key={verdict}
          variant={given?.verdict === verdict ? 'filled' : 'default'}
          aria-pressed={given?.verdict === verdict}
          onClick={() => label(verdict)}
        >
          {text}
        </Button>
      ))}
      <details>
        <summary className="small">CWE, lines, a note: all optional</summary>
        <div className="controls">
          <TextInput
            size="xs"
            label="CWE"
            value={cwes}
            onChange={(event) => setCwes(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            label="Lines"
            value={lines}
            onChange={(event) => setLines(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            label="Note"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
      </details>
    </div>
  );
};
