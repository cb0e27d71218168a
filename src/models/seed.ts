import { createHash } from 'node:crypto';

/**
 * The seed of one sample: 31 bits (what every server takes) of the SHA-256 of run seed, task and index.
 * Samples neither share a seed nor depend on the order in which they are made.
 */
export const sampleSeed = (runSeed: number, task: string, index: number): number =>
  createHash('sha256')
    .update(JSON.stringify([runSeed, task, index]))
    .digest()
    .readUInt32BE() >>> 1;
