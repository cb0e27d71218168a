import { child } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { callsIn } from '../kit/calls.ts';
import type { Source } from '../source.ts';

/** A regular expression for a data URL of any kind of image: `data:image/.+;base64` */
const ANY = /data:image\/(\.[+*]\??|\[\^[^\]]*\][+*]|\\[SwW][+*])/;

/** Not followed by a kind that is XML. */
const NO_XML = '(?![^;,]*(?i:svg|xml))';

const sites = (source: Source): readonly EditSite[] =>
  callsIn(source).flatMap(({ node, name, args: [pattern] }): readonly EditSite[] => {
    const content = pattern?.kind === 'string' ? child(pattern, 'string_content') : undefined;
    const found = content && ANY.exec(content.text);
    if (!/^(re|regex)\.(match|search|fullmatch|compile)$/.test(name ?? '') || !content || !found) return [];
    const at = content.start + found.index + 'data:image/'.length;
    return [
      {
        about: [node],
        what: 'let no images through that can hold scripts',
        changes: [{ start: at, end: at, text: NO_XML }],
      },
    ];
  });

/**
 * A regular expression that lets data URLs of any image through no longer lets those through that are XML: SVG can hold
 * scripts (CVE-2021-43818 of lxml). All other kinds are let through as before.
 */
export const imageTypes: Edit = {
  id: 'image-types',
  title: 'Let images through that hold no scripts',
  cwes: [79, 184, 74],
  keeps: 'purpose',
  sites,
};
