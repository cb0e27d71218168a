import { createHash } from 'node:crypto';

/**
 * The seed of one answer: 31 bits (what every server takes) of the SHA-256 of run seed, task, index, and, from the
 * second answer on, which of the answers for this sample it is. Samples neither share a seed nor depend on the order
 * in which they are made.
 */
export const sampleSeed = (runSeed: number, task: string, index: number, answer = 0): number =>
  createHash('sha256')
    .update(JSON.stringify([runSeed, task, index, ...(answer === 0 ? [] : [answer])]))
    .digest()
    .readUInt32BE() >>> 1;
