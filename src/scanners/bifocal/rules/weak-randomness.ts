import { mustBeUnguessable, wordsOf } from '../../../knowledge/names.ts';
import type { Assign, Call, Return } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';

/** Functions of generators whose next values follow from those before. */
const PICK = /^random\.(choice|choices|sample|shuffle|randint|randrange|getrandbits|randbytes)$/;

const GUESSABLE =
  /^(random\.(?!SystemRandom)\w+|(numpy\.random|np\.random)\.\w+|random\.Random\(\)\.\w+|uuid\.uuid1)\(\)/;

/** Whether a value was made from what such a generator gave. */
const isGuessable = ({ ref, pieces, items }: Value, depth = 0): boolean =>
  GUESSABLE.test(ref ?? '') ||
  (depth < 4 &&
    [...(pieces ?? []), ...(items ?? [])].some(
      (part) => typeof part !== 'string' && isGuessable(part, depth + 1),
    ));

/** Text made of many picks, and not one thing that was picked. */
const isText = ({ ref = '', pieces }: Value): boolean =>
  pieces !== undefined || /\.getrandbits\(\)|\.randbytes\(\)|\.hex\(\)$|^uuid\./.test(ref);

/** Names whose holders may or may not be secrets. */
const MAY_BE_SECRET = /_(keys?|ids?|identifiers?|codes?)_$/;

const functionOf = ({ state }: Call | Return): string => state.frame.info?.name ?? '';

/** A function that is named for what it makes. */
const makes = (call: Call): boolean => PICK.test(call.name) && mustBeUnguessable(functionOf(call));

/** A number of some digits that is called a code. */
const isCode = (target: string, { ref = '', pieces }: Value): boolean =>
  /_code_$/.test(wordsOf(target)) && (pieces !== undefined || /^random\.(randint|randrange)\(\)/.test(ref));

const keeps = ({ target, value }: Assign): boolean =>
  isGuessable(value) && (mustBeUnguessable(target) || isCode(target, value));

const returns = (returned: Return): boolean => {
  const name = functionOf(returned);
  const { value } = returned;
  return (
    isGuessable(value) && (mustBeUnguessable(name) || (MAY_BE_SECRET.test(wordsOf(name)) && isText(value)))
  );
};

export const weakRandomness: Rule = {
  id: 'py/weak-randomness',
  cwes: [338, 330],
  severity: 'high',
  confidence: 'medium',
  message:
    'A secret comes from a random generator that can be predicted. Use the module secrets, or random.SystemRandom.',
  on: { call: makes, assign: keeps, return: returns },
};
