import { isSecretName } from '../../../knowledge/names.ts';
import type { Call } from '../flow/events.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';

const HIDDEN: ReadonlySet<Trait> = new Set([
  'digest',
  'length',
  'number',
  'substituted',
  'vetted',
  'bounded',
]);

const writesLog = ({ name, method }: Call): boolean =>
  (/^(debug|info|warning|warn|error|critical|exception|log)$/.test(method) && /\blog/i.test(name)) ||
  /^(builtins\.)?print$/.test(name);

const shows = ({ traits, source }: Atom): boolean =>
  isSecretName(source.name) && ![...traits].some((trait) => HIDDEN.has(trait));

/** What stands in the text as it is: `len(password)` or a call that hides it does not. */
const isShown = ({ ref, pieces, atoms }: Value): boolean =>
  pieces
    ? pieces.some((piece) => typeof piece !== 'string' && isShown(piece))
    : !/\(\)$/.test(ref ?? '') && atoms.some(shows);

export const secretLogged: Rule = {
  id: 'py/secret-logged',
  cwes: [532, 200],
  severity: 'medium',
  confidence: 'medium',
  message:
    'A secret is written to the log, where more people can read it than should. Leave it out, or mask it.',
  on: { call: (call) => writesLog(call) && call.args.some(isShown) },
};
