import type { Node } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { holesOf, isHarmless, passThrough } from '../kit/holes.ts';
import { type Reached, reach } from '../kit/reach.ts';
import { BUILDS, builtFrom, skeletonOf } from '../kit/strings.ts';
import { valuesOf } from '../kit/values.ts';
import { functionAround, type Source } from '../source.ts';

/** `(uid=` at the end of what stands before a value. */
const BEFORE_VALUE = /\((?:[&|!]\()*[A-Za-z][\w.;-]*(:\w*:)?[~<>]?=\*?$/;

const ESCAPES = /escape_filter_chars|escape_dn_chars/;

/** The function of the LDAP library that the program uses; without one, there is nothing to call. */
const escaper = (source: Source, at: Node): Reached | undefined => {
  if (/^\s*(import|from) ldap3\b/m.test(source.code))
    return reach(source, at, 'ldap3.utils.conv.escape_filter_chars', 'ldap3.utils.conv');
  return /^\s*(import|from) ldap\b/m.test(source.code)
    ? reach(source, at, 'ldap.filter.escape_filter_chars')
    : undefined;
};

const siteAt = (source: Source, node: Node): readonly EditSite[] => {
  const built = BUILDS.test(node.kind) ? builtFrom(node) : undefined;
  const reached = built && /^\(|\([&|!]/.test(skeletonOf(built)) ? escaper(source, node) : undefined;
  if (built === undefined || reached === undefined) return [];
  const { text, ...needs } = reached;
  const open = holesOf(built).filter((hole) => {
    const before = skeletonOf({ pieces: built.pieces.slice(0, built.pieces.indexOf(hole)) });
    const isEscaped = valuesOf(source, hole.value).some((value) => ESCAPES.test(value.text));
    return BEFORE_VALUE.test(before) && !isEscaped && !isHarmless(source, hole);
  });
  const changes = open.flatMap((hole) => passThrough(source, hole, `${text}(`) ?? []);
  if (changes.length === 0) return [];
  const about = [functionAround(source, node) ?? node];
  return [{ about, what: 'escape what is put into the filter', changes, ...needs }];
};

/**
 * In a program that uses ldap3 or python-ldap, values that are put into a filter pass through the library's
 * `escape_filter_chars` (RFC 4515), so that they cannot bring conditions of their own. Values without `*`, brackets and
 * backslashes find the same entries.
 */
export const ldapEscape: Edit = {
  id: 'ldap-escape',
  title: 'Escape what is put into LDAP filters',
  cwes: [90],
  keeps: 'behaviour',
  sites: (source) => source.nodes.flatMap((node) => siteAt(source, node)),
};
