import type { Call, Finished } from '../flow/events.ts';
import { traitsOf } from '../flow/state.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';

const ANSWERS: readonly Trait[] = [
  'host',
  'member',
  'pattern',
  'prefix',
  'vetted',
  'no-host',
  'number',
  'contained',
];

/** The function takes an address apart, or joins it to another, asks nothing of it, and gives the whole address on. */
const judge = ({ calls, tests, returns }: Finished): Report | undefined => {
  const tested = new Set(tests.filter(({ trait }) => ANSWERS.includes(trait)).map(({ source }) => source));
  const taken = new Set(calls.flatMap(takenApart).map(({ source }) => source.id));
  const returned = returns.find(({ value, state }) =>
    deciding(value, taken).some(
      (atom) =>
        taken.has(atom.source.id) &&
        !tested.has(atom.source.id) &&
        !atom.traits.has('url-part') &&
        !ANSWERS.some((trait) => traitsOf(state, atom).has(trait)),
    ),
  );
  return returned && { node: returned.node };
};

/** Of what is joined to a base only parameters themselves: links out of a page are meant to lead anywhere. */
const takenApart = ({ name, args }: Call): readonly Atom[] => {
  if (/\burl(parse|split)$/.test(name)) return args.flatMap(({ atoms }) => atoms);
  return /\burljoin$/.test(name) ? args.flatMap(({ atoms }) => atoms).filter(({ direct }) => direct) : [];
};

/** What is joined to a base can lead away from it; the base itself is where it should lead. */
const deciding = ({ atoms }: Value, taken: ReadonlySet<string>): readonly Atom[] => {
  const joined = atoms.filter(({ traits, source }) => traits.has('url-joined') && taken.has(source.id));
  return joined.length > 0 ? joined : atoms;
};

export const uncheckedUrl: Rule = {
  id: 'py/unchecked-url',
  cwes: [20, 918, 601],
  severity: 'medium',
  confidence: 'low',
  message:
    'The address from outside is taken apart but nothing of it is checked before it is given on. Compare its scheme and host with what is allowed.',
  on: { finish: judge },
};
