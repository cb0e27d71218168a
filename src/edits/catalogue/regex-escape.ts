import type { Node } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn } from '../kit/calls.ts';
import { holesOf, isHarmless, passThrough } from '../kit/holes.ts';
import { reach } from '../kit/reach.ts';
import { builtFrom, skeletonOf } from '../kit/strings.ts';
import { valuesOf } from '../kit/values.ts';
import type { Source } from '../source.ts';

const USES = /^(re|regex)\.(match|fullmatch|search|compile|sub|split|findall|finditer)$/;

/** What stands for a piece of a pattern by its name. */
const IS_PATTERN = /pattern|regex|_re$|expr/i;

const isOpen = (source: Source, node: Node): boolean =>
  !IS_PATTERN.test(node.text) &&
  !valuesOf(source, node).some(
    (value) => /^(re|regex)\.escape\(/.test(value.text) || /\.join\(/.test(value.text),
  );

const siteAt = (source: Source, call: Call): readonly EditSite[] => {
  const [pattern] = USES.test(call.name ?? '') ? call.args : [];
  if (pattern === undefined) return [];
  return valuesOf(source, pattern).flatMap((value): readonly EditSite[] => {
    const built = builtFrom(value);
    const reached =
      built && /[^\0^$\\bABzZ()|.*+?]/.test(skeletonOf(built))
        ? reach(source, built.node, 're.escape')
        : undefined;
    if (built === undefined || reached === undefined) return [];
    const { text, ...needs } = reached;
    const changes = holesOf(built)
      .filter((hole) => !isHarmless(source, hole) && isOpen(source, hole.value))
      .flatMap((hole) => passThrough(source, hole, `${text}(`) ?? []);
    if (changes.length === 0) return [];
    return [
      {
        about: [call.node, built.node],
        what: 'match what is put into the pattern as it is',
        changes,
        ...needs,
      },
    ];
  });
};

/**
 * Text that is put into a regular expression passes through `re.escape`: its dots and stars then mean themselves.
 * Words without such characters match as before; a value that was a pattern on purpose no longer is one.
 */
export const regexEscape: Edit = {
  id: 'regex-escape',
  title: 'Escape what is put into patterns',
  cwes: [625, 1333, 20, 185],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call)),
};
