import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../fixtures/edits', import.meta.url));

/** A scanner's rule that accuses the program before the edit, and not after it. */
export type Claim = { readonly scanner: string; readonly rule: string };

/**
 * A folder `EDIT` or `EDIT@VARIANT` with a program before and after the edit, at all its places, and tests that both
 * pass. The first line of the tests names the rules that the edit silences.
 */
export type Fixture = {
  readonly name: string;
  readonly edit: string;
  readonly before: string;
  readonly after: string;
  readonly tests: string;
  readonly silences: readonly Claim[];
};

const read = (...path: readonly string[]): string => readFileSync(join(FOLDER, ...path), 'utf8');

const claims = (tests: string): readonly Claim[] =>
  (/^# silences: (.*)$/m.exec(tests)?.[1] ?? '').split(', ').map((claim) => {
    const [scanner = '', rule = ''] = claim.split(' ');
    return { scanner, rule };
  });

export const fixtures: readonly Fixture[] = readdirSync(FOLDER).map((name) => {
  const tests = read(name, 'tests.py');
  return {
    name,
    edit: name.split('@')[0] ?? name,
    before: read(name, 'before.py'),
    after: read(name, 'after.py'),
    tests,
    silences: claims(tests),
  };
});
