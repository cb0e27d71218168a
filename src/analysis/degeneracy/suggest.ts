import { type Outcome, ok } from '../../core/outcome.ts';
import { lossesOf, withoutValue } from './losses.ts';
import { SIGNS } from './signs.ts';
import { type Look, lookAt, type Suggestion, type Suspect } from './suspect.ts';

/**
 * What a program takes a change for that left code without its function, though nobody accuses it any more. A suggestion
 * for a person to confirm, not a verdict.
 *
 * `other` is what shows no sign of the other kinds; its evidence is whatever else explains why the code fails.
 *
 * @returns unknown where no sign is found and the syntax could not be read: of languages without a syntax tree here,
 *   and of a base that does not parse
 */
export const suggestCategory = (suspect: Suspect): Outcome<Suggestion> => {
  const look = lookAt(suspect);
  for (const sign of SIGNS) {
    const suggestion = sign(look);
    if (suggestion) return ok(suggestion);
  }
  return other(look);
};

const other = ({ change, parses, suspect }: Look): Outcome<Suggestion> => {
  if (suspect.base.trim() === suspect.changed.trim())
    return ok({ category: 'other', confidence: 'low', evidence: ['it is the base code, unchanged'] });
  if (change.status === 'ok') {
    const { importsLost, valuesLost } = change.value;
    const evidence = [
      ...importsLost.map((name) => `${name} is used, but not imported any more`),
      ...valuesLost.map(withoutValue),
      ...lossesOf(change.value).map(({ what }) => what),
    ];
    return ok({ category: 'other', confidence: evidence.length > 0 ? 'medium' : 'low', evidence });
  }
  return parses === false
    ? ok({ category: 'other', confidence: 'medium', evidence: ['it does not parse'] })
    : change;
};
