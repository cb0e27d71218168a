import { fileURLToPath } from 'node:url';
import { bandit } from '../../src/toolchain/bandit.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';

/** How people run a scanner's own program on one file, whose name comes last. */
export type Plain = {
  readonly title: string;
  command(): Promise<string[]>;
  /** Of the exit codes that mean that it did its work. */
  readonly mostExitCode: number;
};

/** What is known of a scanner beyond what it says of itself. */
export type Known = {
  readonly plain?: Plain;
  /** A file that ends the scanner's program in the middle of its work. */
  readonly crasher?: string;
};

/** By the id of the scanner. Who is not in it is measured without the rows that need this. */
export const KNOWN: Readonly<Record<string, Known>> = {
  bandit: {
    plain: {
      title: 'python -m bandit FILE',
      command: async () => [(await requireTool(bandit)).paths.python, '-m', 'bandit', '--format', 'json'],
      mostExitCode: 1,
    },
    crasher: fileURLToPath(
      new URL('../../tests/fixtures/scanners/python/half-surrogate-password.py', import.meta.url),
    ),
  },
};
