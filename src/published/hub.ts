import { datasetInfo, type PathInfo, pathsInfo } from '@huggingface/hub';
import { BifocalError } from '../core/errors.ts';

/** A hub, and what is said to it: the variables are those of its own clients, looked at when it is asked. */
export type Hub = {
  /** @throws BifocalError BIFOCAL_USAGE if the variable holds no address of a hub */
  readonly endpoint: string;
  /** @throws BifocalError BIFOCAL_USAGE if the variable holds no token */
  readonly token: string | undefined;
  readonly fetch: typeof fetch;
};

/** The hub that `HF_ENDPOINT` names (else huggingface.co), with the token of `HF_TOKEN`, which goes nowhere else. */
export const hubOf = (env: NodeJS.ProcessEnv, signal: AbortSignal): Hub => ({
  get endpoint() {
    return endpointOf(env.HF_ENDPOINT?.trim() || 'https://huggingface.co');
  },
  get token() {
    return tokenOf(env.HF_TOKEN?.trim());
  },
  fetch: (input, init) => fetch(input, { ...init, signal }),
});

/** What the variable holds is not repeated: it may be a secret. */
const endpointOf = (text: string): string => {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  throw new BifocalError(
    'BIFOCAL_USAGE',
    'HF_ENDPOINT is no address of a hub',
    'it has to begin with https:// (or http://), without user and password; or unset HF_ENDPOINT',
  );
};

const tokenOf = (token: string | undefined): string | undefined => {
  if (!token || token.startsWith('hf_')) return token || undefined;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    'HF_TOKEN is no access token of the hub: those begin with hf_',
    'make one at https://huggingface.co/settings/tokens, or unset HF_TOKEN',
  );
};

/** Where a file of a commit is fetched. */
export const hubUrl = (hub: Hub, repository: string, commit: string, path: string): string =>
  `${hub.endpoint}/datasets/${repository}/resolve/${encodeURIComponent(commit)}/${path.split('/').map(encodeURIComponent).join('/')}`;

/** What the hub knows of a file: its size, and its SHA-256 if it is one of LFS. */
export type HubFile = { readonly commit: string; readonly bytes: number; readonly sha256?: string };

/**
 * Asks what commit a revision points to, and what files of it are.
 * @throws HubApiError, TypeError where the hub refuses, or cannot be reached (see `failure.ts`)
 * @throws BifocalError BIFOCAL_PROVISION if a file is not there
 */
export const hubFiles = async (
  hub: Hub,
  repository: string,
  revision: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, HubFile>> => {
  const { endpoint, token, fetch } = hub;
  const asked = { hubUrl: endpoint, fetch, ...(token ? { accessToken: token } : {}) };
  const { sha: commit } = await datasetInfo({
    name: repository,
    revision,
    additionalFields: ['sha'],
    ...asked,
  });
  const repo = { type: 'dataset', name: repository } as const;
  const known = await pathsInfo({ repo, revision: commit, paths: [...paths], ...asked });
  return new Map(paths.map((path) => [path, { commit, ...sizeOf(known, path, repository, revision) }]));
};

const sizeOf = (known: readonly PathInfo[], path: string, repository: string, revision: string) => {
  const found = known.find((one) => one.path === path && one.type === 'file');
  if (!found)
    throw new BifocalError(
      'BIFOCAL_PROVISION',
      `${repository} has no ${path} at ${revision}`,
      'its publishers have moved it: name an older state with --revision, or take your own copy with --from PATH',
    );
  return found.lfs ? { bytes: found.lfs.size, sha256: found.lfs.oid } : { bytes: found.size };
};
