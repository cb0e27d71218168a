import { AS_NUMBER } from './flow/strings.ts';
import { isFixed, type Trait, type Value } from './flow/value.ts';
import { traitsOfCall } from './know/traits.ts';

/** What the program or its machine says of itself, by qualified name. */
const OWN =
  /^(time|datetime|date|timedelta|timezone|calendar|uuid|random|secrets|hashlib|tempfile|platform|math|string|sys|socket\.gethostname|os\.(getpid|getcwd|getuid|path|sep|linesep|name|cpu_count)|__\w+__|range|enumerate|len|sum)\b/;

/** `TABLE`, `settings.TABLE`: a constant by its name. */
const CONSTANT_NAME = /(^|\.)_*[A-Z][A-Z\d_]*$/;

/**
 * Whether nothing tells where a value comes from, nor what it is: a field of an object, the answer of a function that
 * is not here, a row of a table. What comes from outside is not unknown (see `unanswered` in taint.ts).
 */
export const isUnknown = (value: Value, answers: ReadonlySet<Trait>): boolean => {
  const { atoms, items, ref, callable, pieces } = value;
  if (atoms.length > 0 || isFixed(value) || callable !== undefined) return false;
  if (items) return items.some((item) => isUnknown(item, answers));
  if (pieces) return pieces.some((piece) => typeof piece !== 'string' && isUnknown(piece, answers));
  if (ref === undefined) return true;
  return !OWN.test(ref) && !CONSTANT_NAME.test(ref) && !isAnswered(ref, answers);
};

/** Whether it is what a function gives that makes its data harmless. */
const isAnswered = (ref: string, answers: ReadonlySet<Trait>): boolean => {
  if (ref === AS_NUMBER) return answers.has('number');
  const name = /^(.*?)(\(\)|\[\])+$/.exec(ref)?.[1];
  if (name === undefined) return false;
  const method = name.split('.').at(-1) ?? name;
  return traitsOfCall(name, method, false).some((trait) => answers.has(trait));
};

/** Values of which nothing is known that were put into a string, each with the text before it. */
export const unknownHoles = (
  { pieces = [] }: Value,
  answers: ReadonlySet<Trait>,
): readonly { readonly before: string; readonly value: Value }[] => {
  let before = '';
  const found = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') before += piece;
    else {
      if (isUnknown(piece, answers)) found.push({ before, value: piece });
      before += '\0';
    }
  }
  return found;
};
