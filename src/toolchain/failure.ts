import { BifocalError } from '../core/errors.ts';

type Cause = { readonly pattern: RegExp; readonly what: string; readonly hint: (setup: string) => string };

/** What the output of pip and npm tells about a failure; the first that matches counts. */
const CAUSES: readonly Cause[] = [
  {
    pattern: /spawn .+ ENOENT/,
    what: 'the program that installs it was not found',
    hint: (setup) => `Put it on the PATH, then: ${setup}`,
  },
  {
    pattern: /DO NOT MATCH THE HASHES|EINTEGRITY/,
    what: 'a fetched package differs from the one that was pinned (wrong checksum), and was not installed',
    hint: (setup) =>
      `Find out what stands between you and the registry (mirror, proxy, find-links), then: ${setup}`,
  },
  {
    pattern: /No space left|ENOSPC/,
    what: 'the disk is full',
    hint: (setup) => `Make room, or set BIFOCAL_HOME to a folder on another disk, then: ${setup}`,
  },
  {
    pattern: /EACCES|EPERM|EROFS|ENOTDIR|Permission denied|Read-only file system/,
    what: 'the folder cannot be written to',
    hint: (setup) => `Set BIFOCAL_HOME to a folder that you can write to, then: ${setup}`,
  },
  {
    pattern:
      /NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|Retrying \(|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET/,
    what: 'the package registry cannot be reached',
    hint: (setup) => `Check the network and the proxy or mirror settings, then: ${setup}`,
  },
  {
    pattern: /No matching distribution/,
    what: 'the registry gave no package that fits this machine and Python, or cannot be reached',
    hint: (setup) =>
      `Check the mirror settings, or set BIFOCAL_PYTHON to another Python (3.10 to 3.14), then: ${setup}`,
  },
];

const TAIL_LINES = 6;

/** The error of a tool whose installation failed, with the last lines of `output` and what mends it. */
export const provisionError = (id: string, output: string, cause?: unknown): BifocalError => {
  const setup = `bifocal setup ${id}`;
  const known = CAUSES.find(({ pattern }) => pattern.test(output));
  const tail = output.trim().split(/\r?\n/).slice(-TAIL_LINES).join('\n');
  return new BifocalError(
    'BIFOCAL_PROVISION',
    `${id} could not be installed: ${known?.what ?? 'the installer failed'}.\n${tail}`,
    known?.hint(setup) ?? `Mend what the lines above say, then: ${setup}`,
    { cause },
  );
};

/** Any rejection of an installation as an error for people. */
export const asProvisionError = (id: string, error: unknown): BifocalError =>
  error instanceof BifocalError
    ? error
    : provisionError(id, error instanceof Error ? error.message : String(error), error);
