import type { EditSite } from '../edit.ts';
import { allNeeds } from './reach.ts';

/** Places that only make sense when all of them are changed, as one. */
export const together = (sites: readonly EditSite[]): readonly EditSite[] => {
  const [first] = sites;
  if (first === undefined) return [];
  return [
    {
      about: sites.flatMap(({ about }) => about),
      what: first.what,
      changes: sites.flatMap(({ changes }) => changes),
      ...allNeeds(...sites),
    },
  ];
};
