import { sampleColumns } from './columns.ts';
import { detailsPart } from './details.ts';
import { evidenceOf } from './evidence.ts';
import type { DetailsPart, SampleColumns, SiteIndex } from './format.ts';
import { layOut } from './layout.ts';
import type { SiteMaterial } from './material.ts';
import { siteIndex } from './site-index.ts';

/** Samples in a part: few enough that one is read at once, many enough that there are not too many files. */
export const CHUNK = 50;

/** The data of a report. */
export type Site = {
  readonly index: SiteIndex;
  readonly samples: SampleColumns;
  /** How many parts of details there are. */
  readonly parts: number;
  /** One of them, made when it is asked for: together they hold every text of the runs. */
  details(part: number): DetailsPart;
  /** The index for the same samples, with another version or other labels. */
  indexOf(material: SiteMaterial): SiteIndex;
};

/** Makes the data of a report. Pure. */
export const siteOf = (material: SiteMaterial): Site => {
  const layout = layOut(material);
  const evidence = material.runs.map(evidenceOf);
  const indexOf = (other: SiteMaterial): SiteIndex => siteIndex(other, layout, CHUNK);
  return {
    index: indexOf(material),
    samples: sampleColumns(layout, evidence),
    parts: Math.ceil(layout.rows.length / CHUNK),
    details: (part) => detailsPart(material, layout, evidence, part * CHUNK, (part + 1) * CHUNK),
    indexOf,
  };
};
