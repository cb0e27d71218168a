import { posix } from 'node:path';
import { type ArtifactLocation, at, type Location, type Run } from './schema.ts';

const MAX_BASES = 16;

/**
 * The file that a location names, with forward slashes: relative to the root of the scan wherever the log tells
 * it (by a relative URI, by a base, or by an absolute URI below a base), else as an absolute path.
 */
export const fileNameOf = (location: ArtifactLocation, run: Run): string | undefined => {
  const { uri, uriBaseId } =
    location.uri === undefined ? (at(run.artifacts, location.index)?.location ?? location) : location;
  if (uri === undefined) return undefined;
  let path = pathOf(uri);
  let base = uriBaseId;
  for (let depth = 0; base !== undefined && !isAbsolute(path) && depth < MAX_BASES; depth += 1) {
    const parent: ArtifactLocation | undefined = run.originalUriBaseIds?.[base];
    const prefix = parent?.uri === undefined ? '' : pathOf(parent.uri);
    if (!isAbsolute(prefix)) path = posix.join(prefix, path);
    base = parent?.uriBaseId;
  }
  return relativeToRoot(posix.normalize(path), run);
};

export const fileAt = (location: Location | undefined, run: Run): string | undefined => {
  const artifact = location?.physicalLocation?.artifactLocation;
  return artifact && fileNameOf(artifact, run);
};

const relativeToRoot = (path: string, run: Run): string => {
  if (!isAbsolute(path)) return path;
  const roots = Object.values(run.originalUriBaseIds ?? {})
    .map(({ uri }) => (uri === undefined ? '' : posix.normalize(pathOf(uri))))
    .filter((root) => isAbsolute(root) && root !== '/')
    .map((root) => (root.endsWith('/') ? root : `${root}/`))
    .sort((a, b) => b.length - a.length);
  const root = roots.find((root) => path.startsWith(root));
  return root === undefined ? path : path.slice(root.length);
};

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path);

/** The path in a URI reference. Tools also write plain Windows paths, unescaped, where a URI belongs. */
const pathOf = (uri: string): string => {
  const slashed = uri.replaceAll('\\', '/');
  const path = decode(slashed.replace(/^file:(\/\/[^/]*)?/i, ''));
  return path.replace(/^\/([a-z]:\/)/i, '$1');
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
