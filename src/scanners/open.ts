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
 * @throws BifocalError BIFOCAL_USAGE if a name means nothing, a family refuses its argument, or two would share an id
 */
export const openScanners = (names: readonly string[], settings: ScannerSettings): Scanner[] => {
  const opened = new Map<string, Scanner>();
  for (const name of new Set(names)) {
    for (const scanner of openScanner(name, settings)) {
      if ((opened.get(scanner.id) ?? scanner) !== scanner) throw twice(scanner.id);
      opened.set(scanner.id, scanner);
    }
  }
  return [...opened.values()];
};

/** Records know a scanner by its id alone. */
const twice = (id: string): BifocalError =>
  new BifocalError('BIFOCAL_USAGE', `two of the scanners would both be called "${id}"`, 'rename a folder');

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
