import { bifocal } from './bifocal.ts';
import { bigcodebench } from './bigcodebench.ts';
import type { Dataset } from './dataset.ts';
import { humaneval } from './humaneval.ts';
import { seccodeplt, seccodepltPlus } from './seccodeplt.ts';

/** Sets whose files are rows. A file is read by the first that recognises its rows. */
export const datasets = {
  humaneval,
  bigcodebench,
  seccodeplt,
  'seccodeplt+': seccodepltPlus,
  bifocal,
} as const satisfies Record<string, Dataset>;
