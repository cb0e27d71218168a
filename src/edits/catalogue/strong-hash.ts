import { isPasswordName } from '../../knowledge/names.ts';
import { child, type Node } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { callOf, callsIn, replace } from '../kit/calls.ts';
import { reach } from '../kit/reach.ts';
import { isLiteral } from '../kit/strings.ts';
import { together } from '../kit/together.ts';
import { functionAround, type Source } from '../source.ts';

const BROKEN = /^hashlib\.(md5|sha1)$/;

/** Said to matter to nobody: that is the program's own judgement. */
const isExcused = (source: Source, node: Node): boolean => {
  const call = callOf(source, source.parentOf(node));
  return call?.keywords.get('usedforsecurity')?.value.text === 'False';
};

const siteOf = (node: Node, text: string): EditSite => ({
  about: [node],
  what: 'hash with SHA-256',
  changes: [replace(node, text)],
});

/** `hashlib.md5`, called or handed on. */
const byName = (source: Source): readonly EditSite[] =>
  source.nodes.flatMap((node): readonly EditSite[] => {
    if (!/^(attribute|identifier)$/.test(node.kind) || !/(md5|sha1)$/.test(node.text)) return [];
    const isPart = /^(attribute|dotted_name|aliased_import)$/.test(source.parentOf(node)?.kind ?? '');
    if (isPart || !BROKEN.test(source.nameOf(node) ?? '') || isExcused(source, node)) return [];
    const reached = reach(source, node, 'hashlib.sha256');
    return reached ? [{ ...siteOf(node, reached.text), ...reached }] : [];
  });

const NAMED = /^(['"])(md5|sha-?1)\1$/i;

/** `hashlib.new("md5")`, `hmac.new(key, text, "md5")` */
const byText = (source: Source): readonly EditSite[] =>
  callsIn(source).flatMap(({ node, name, args, keywords }): readonly EditSite[] => {
    const position = name === 'hashlib.new' ? 0 : /^hmac\.(new|digest)$/.test(name ?? '') ? 2 : undefined;
    if (position === undefined || keywords.get('usedforsecurity')?.value.text === 'False') return [];
    const given =
      args[position] ?? (keywords.get('digestmod') ?? keywords.get('digest') ?? keywords.get('name'))?.value;
    if (given === undefined || !isLiteral(given) || !NAMED.test(given.text)) return [];
    return [{ ...siteOf(given, given.text.replace(/md5|sha-?1/i, 'sha256')), about: [node] }];
  });

/** Whether what a program hashes, or the function that does, is named like a password: no fast hash protects one. */
const hashesPassword = (source: Source): boolean =>
  callsIn(source).some(
    ({ node, name, method, list }) =>
      (method === 'update' || /^(hashlib|hmac)\.\w+$/.test(name ?? '')) &&
      ((list.text.match(/\w+/g) ?? []).some(isPasswordName) ||
        /passw|passphrase/i.test(child(functionAround(source, node) ?? node, 'identifier')?.text ?? '')),
  );

/**
 * MD5 and SHA-1 become SHA-256, for which nobody can make two texts of one hash. All of a program at once, since hashes
 * that are made in one place are compared in another. They are other and longer ones: what was stored under the old
 * ones is not found again.
 *
 * None in a program that hashes passwords: these need a slow hash with a salt, and SHA-256 would only look like one.
 * There is no edit that adds `usedforsecurity=False`: it would change what a scanner says and nothing else.
 */
export const strongHash: Edit = {
  id: 'strong-hash',
  title: 'Hash with SHA-256',
  cwes: [328, 327],
  keeps: 'purpose',
  sites: (source) => (hashesPassword(source) ? [] : together([...byName(source), ...byText(source)])),
};
