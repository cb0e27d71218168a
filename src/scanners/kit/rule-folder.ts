import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { BifocalError } from '../../core/errors.ts';
import type { ScannerFamily } from '../family.ts';
import type { Scanner } from '../scanner.ts';

/** What a scanner with a person's own rules is made of. In records it goes by the folder's last name. */
export type OwnRules = { readonly id: string; readonly title: string; readonly folder: string };

/** A family whose argument is a folder of rules: `ID:FOLDER`. `open` gets it as an absolute path. */
export const ruleFolderFamily = (
  { id, title }: { readonly id: string; readonly title: string },
  open: (rules: OwnRules) => Scanner,
): ScannerFamily => ({
  id,
  title: `${title} with rules of your own`,
  argument: `a folder with its rules, as in ${id}:my-rules`,

  open(argument) {
    const folder = resolve(argument);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new BifocalError(
        'BIFOCAL_USAGE',
        `${argument} is no folder`,
        `name a folder with rules of ${title}: ${id}:FOLDER`,
      );
    }
    const name = basename(folder);
    return open({ id: `${id}:${name}`, title: `${title} with the rules of ${name}`, folder });
  },
});
