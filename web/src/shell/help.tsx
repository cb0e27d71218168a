import { Kbd, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { VIEWS } from './views.ts';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['j', 'k'], 'next and previous: sample in a list, or the sample that is open'],
  [['Enter'], 'open the sample that is chosen'],
  [['/'], 'search among the samples'],
  [['Escape'], 'leave the search, as Enter does; from a sample back to its list'],
  [['s', 'i', 'u'], 'while labelling: secure, insecure, unsure'],
  [['b'], 'while labelling: back'],
  [['?'], 'this help'],
];

export const Help = ({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactNode => (
  <Modal
    opened={opened}
    onClose={onClose}
    title="Keyboard"
    closeButtonProps={{ 'aria-label': 'close' }}
    centered
  >
    <table className="data">
      <caption>What keys do. They rest while you write.</caption>
      <tbody>
        {KEYS.map(([keys, what]) => (
          <KeyRow key={what} keys={keys} what={what} />
        ))}
        {VIEWS.map(({ key, title }) => (
          <KeyRow key={title} keys={['g', key]} what={title} />
        ))}
      </tbody>
    </table>
  </Modal>
);

const KeyRow = ({ keys, what }: { readonly keys: readonly string[]; readonly what: string }): ReactNode => (
  <tr>
    <th scope="row">
      {keys.map((key) => (
        <span key={key}>
          <Kbd>{key}</Kbd>{' '}
        </span>
      ))}
    </th>
    <td>{what}</td>
  </tr>
);
