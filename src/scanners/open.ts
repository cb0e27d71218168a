import { BifocalError } from '../core/errors.ts';
import type { ScannerFamily, ScannerSettings } from './family.ts';
import { scannerFamilies, scanners } from './index.ts';
import type { Scanner } from './scanner.ts';

const ALL: readonly Scanner[] = Object.values(scanners);
const FAMILIES: Readonly<Record<string, ScannerFamily>> = scannerFamilies;

/** Words that stand for several scanners. */
const GROUPS: Readonly<Record<string, readonly Scanner[]>> = {
  standard: ALL.filter(({ standard }) => standard),
  all: ALL,
};

/**
 * The scanners that a list names, each once, in its order: ids, `FAMILY:ARGUMENT`, `standard` and `all`.
 * @throws BifocalError BIFOCAL_USAGE if a name means nothing, or a family refuses its argument
 */
export const openScanners = (names: readonly string[], settings: ScannerSettings): Scanner[] => {
  const named = names.flatMap((name) => openScanner(name, settings));
  return [...new Map(named.map((scanner) => [scanner.id, scanner])).values()];
};

const openScanner = (name: string, settings: ScannerSettings): readonly Scanner[] => {
  if (Object.hasOwn(GROUPS, name)) return GROUPS[name] ?? [];
  const scanner = ALL.find(({ id }) => id === name);
  if (scanner) return [scanner];
  const [, id = '', argument = ''] = /^([^:]+):(.+)$/s.exec(name) ?? [];
  const family = Object.hasOwn(FAMILIES, id) ? FAMILIES[id] : undefined;
  if (family) return [family.open(argument, settings)];
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `no scanner is called "${name}"`,
    `choose from: ${scannerNames().join(', ')}`,
  );
};

/** All that a list of scanners may name. */
export const scannerNames = (): string[] => [
  ...Object.keys(GROUPS),
  ...ALL.map(({ id }) => id),
  ...Object.keys(FAMILIES).map((id) => `${id}:...`),
];
