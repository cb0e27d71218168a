import { provision } from '../src/toolchain/provision.ts';

/** Real tools rather than stand-ins: what the tests need is fetched once, into the toolchain's home. */
const NEEDED = [
  ...['bandit', 'semgrep', 'pyright', 'cppcheck', 'flawfinder', 'clang-tidy', 'eslint'],
  ...['bubblewrap', 'python-tests', 'node-llama-cpp', 'smollm2'],
];

export default async (): Promise<void> => {
  const reports = await provision(NEEDED, { log: () => {} });
  const failed = reports.flatMap((report) => (report.status === 'failed' ? [report.error] : []));
  if (failed.length === 0) return;
  throw new Error(failed.map(({ message, hint }) => `${message} -> ${hint}`).join('\n'));
};
