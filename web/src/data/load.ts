import type { SiteParts } from '../../../src/reports/site/format.ts';

declare global {
  interface Window {
    /** Called by every part of the data, see `src/reports/site/format.ts`. */
    bifocalReceive?: (name: string, content: unknown) => void;
  }
}

export type PartName = keyof SiteParts;

/** Parts of details that stay in memory: enough to go to and fro between a sample and its base. */
const KEPT = 6;

const kept = new Map<PartName, Promise<unknown>>();
const received = new Map<string, unknown>();
/** Of the index that was read last; 0 in a folder. */
let version = 0;

window.bifocalReceive = (name, content) => {
  received.set(name, content);
};

/** A live server has every part in the version of the index; the index itself is the newest. */
const addressOf = (name: PartName): string => {
  if (name === 'index') return 'data/index.js';
  return `data/${name}.js${version > 0 ? `?v=${version}` : ''}`;
};

const request = (name: PartName): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = addressOf(name);
    script.onload = () => {
      script.remove();
      const content = received.get(name);
      received.delete(name);
      if (content === undefined) reject(new Error(`data/${name}.js holds no data`));
      else resolve(content);
    };
    script.onerror = () => {
      script.remove();
      reject(new Error(`data/${name}.js cannot be read`));
    };
    document.head.append(script);
  });

/**
 * Reads a part of the data, once. The details that were asked for longest ago are forgotten.
 *
 * @throws Error if its file is missing or broken; asking again tries again
 */
export const load = <Name extends PartName>(name: Name): Promise<SiteParts[Name]> => {
  const found = kept.get(name);
  if (found) {
    kept.delete(name);
    kept.set(name, found);
    return found as Promise<SiteParts[Name]>;
  }
  const part = request(name);
  kept.set(name, part);
  part.catch(() => kept.delete(name));
  const details = [...kept.keys()].filter((one) => one.startsWith('details-'));
  for (const oldest of details.slice(0, Math.max(0, details.length - KEPT))) kept.delete(oldest);
  return part as Promise<SiteParts[Name]>;
};

/**
 * Reads what every view needs. A live server may have moved on between the two parts: then both are read once more.
 *
 * @throws Error if a file is missing or broken
 */
export const loadSite = async (): Promise<readonly [SiteParts['index'], SiteParts['samples']]> => {
  const read = async (): Promise<readonly [SiteParts['index'], SiteParts['samples']]> => {
    kept.clear();
    const index = await load('index');
    version = index.version;
    return [index, await load('samples')];
  };
  return read().catch(read);
};
