import type { ScannerRole } from '../core/finding.ts';
import { dim, heading } from './methods/cells.ts';

/** What is known of a method without running it. */
export type ListedMethod = {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly needs: readonly string[];
  readonly rounds: number;
  readonly settings: readonly {
    readonly name: string;
    readonly default: unknown;
    readonly values: readonly string[];
    readonly description: string | null;
  }[];
  readonly listens: readonly ScannerRole[];
  readonly oracle: string | null;
};

const HEARD: Readonly<Record<ScannerRole, string>> = {
  security: 'vulnerabilities',
  defects: 'defects',
  judge: 'judges',
};

/** Methods for a terminal, a block for each. */
export const renderMethodList = (methods: readonly ListedMethod[]): string =>
  [
    ...methods.flatMap((method) => [...block(method), '']),
    dim('with settings: METHOD:SETTING=VALUE:SETTING=VALUE'),
  ].join('\n');

const block = ({ id, title, source, needs, rounds, settings, listens, oracle }: ListedMethod): string[] => [
  `${heading(id)}  ${title}`,
  ...line('from', source),
  ...line('needs', needs.join(', ')),
  ...line('rounds', rounds > 0 ? `up to ${rounds}` : ''),
  ...line('listens', listens.map((role) => HEARD[role]).join(', ')),
  ...line('oracle', oracle ?? ''),
  ...settings.flatMap(({ name, default: standard, values, description }) => [
    ...line('sets', `${name}=${standard ?? ''}  ${dim(values.join(', '))}`),
    ...line('', description ?? ''),
  ]),
];

const TEXT_WIDTH = 105;

/** A text under its name; where it is long, on several lines between words. */
const line = (name: string, text: string): string[] => {
  const lines = text.match(new RegExp(`\\S.{0,${TEXT_WIDTH - 1}}(?=\\s|$)|\\S+`, 'g')) ?? [];
  return lines.map((part, index) => `  ${(index === 0 ? name : '').padEnd(9)}${part}`);
};
