import type { Node } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn } from '../kit/calls.ts';
import { quote } from '../kit/quote.ts';
import { reach } from '../kit/reach.ts';
import { insertBefore, statementAround, step } from '../kit/statements.ts';
import { bindingsOf } from '../kit/values.ts';
import type { Source } from '../source.ts';

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const chosen = nameIn(source, call);
  if (chosen?.kind !== 'identifier' || source.scopeOf(chosen).kind !== 'function') return undefined;
  const statement = statementAround(source, call.node);
  const known = reach(source, call.node, 'hashlib.algorithms_guaranteed');
  if (statement === undefined || known === undefined || isChecked(source, call, known.text)) return undefined;
  const { text, ...needs } = known;
  const lines = [
    `if ${chosen.text}.lower() not in ${text} - {${quote(source, 'md5')}, ${quote(source, 'sha1')}}:`,
    `${step(source)}raise ValueError(f${quote(source, `{${chosen.text}} is no hash algorithm to rely on`)})`,
  ];
  const inserted = insertBefore(source, statement, lines);
  return (
    inserted && { about: [statement], what: 'refuse broken hash algorithms', changes: [inserted], ...needs }
  );
};

/** Where a hash algorithm is given by its name: `hashlib.new`, `getattr(hashlib, name)`, `hmac.new`. */
const nameIn = (source: Source, { name, args, keywords }: Call): Node | undefined => {
  if (name === 'hashlib.new') return args[0] ?? keywords.get('name')?.value;
  if (name === 'getattr' && args[0] && source.nameOf(args[0]) === 'hashlib') return args[1];
  if (!/^hmac\.(new|digest)$/.test(name ?? '')) return undefined;
  const given = args[2] ?? keywords.get('digestmod')?.value ?? keywords.get('digest')?.value;
  const isText = given && bindingsOf(source, given).every(({ kind }) => kind === 'parameter');
  return isText && /name|algo|hash|digest/i.test(given.text) ? given : undefined;
};

/** Whether the function has such a check. */
const isChecked = (source: Source, { node }: Call, known: string): boolean =>
  source.scopeOf(node).node.text.includes(`not in ${known} -`);

/**
 * Before `hashlib.new(name)` and its like with a name from the caller, names of broken algorithms are refused with a `ValueError`.
 * All that Python always has stays, but for MD5 and SHA-1.
 */
export const strongHashChoice: Edit = {
  id: 'strong-hash-choice',
  title: 'Refuse broken hash algorithms',
  cwes: [327, 328],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
