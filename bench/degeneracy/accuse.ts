import type { Accusation } from '../../src/analysis/degeneracy/suspect.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import type { Subject } from './subjects.ts';

/** What scanners say against the insecure programs, in their order. */
export const accuse = async (
  scanners: readonly Scanner[],
  subjects: readonly Subject[],
): Promise<readonly Accusation[][]> => {
  const found: Accusation[][] = subjects.map(() => []);
  const inputs = subjects.map(({ language, insecure }, index) => ({
    id: String(index),
    language,
    code: insecure,
  }));
  for (const scanner of scanners) {
    for (let at = 0; at < inputs.length; at += scanner.batch) {
      for (const [id, outcome] of await scanner.scan(inputs.slice(at, at + scanner.batch))) {
        if (outcome.status === 'unknown') continue;
        for (const { line } of outcome.value) found[Number(id)]?.push({ line, by: scanner.id });
      }
    }
  }
  return found;
};
