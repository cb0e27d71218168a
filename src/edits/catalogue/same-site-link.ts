import { child, type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { callOf } from '../kit/calls.ts';
import { quote } from '../kit/quote.ts';
import { reach } from '../kit/reach.ts';
import { insertAfter, step } from '../kit/statements.ts';
import { isLiteral } from '../kit/strings.ts';
import { isPure, usesOf } from '../kit/values.ts';
import { functionAround, type Source } from '../source.ts';

const JOINS = /(^|\.)urljoin$/;

/** What leads to another site on purpose. */
const ELSEWHERE = /callback|oauth|sso|external/i;

const siteAt = (source: Source, node: Node): EditSite | undefined => {
  const [target, value] = node.kind === 'assignment' ? operands(node) : [];
  const call = callOf(source, value);
  const [base, link] = call && JOINS.test(call.name ?? call.callee.text) ? call.args : [];
  const statement = source.parentOf(node);
  const owner = functionAround(source, node);
  if (target?.kind !== 'identifier' || call === undefined || base === undefined || link === undefined)
    return undefined;
  if (statement === undefined || owner === undefined || isLiteral(link) || !isPure(base)) return undefined;
  if (ELSEWHERE.test(`${child(owner, 'identifier')?.text} ${link.text}`)) return undefined;
  const split = splitter(source, call.callee);
  const check = `${split.text}(${target.text}).netloc != ${split.text}(${base.text}).netloc`;
  if (owner.text.includes(check)) return undefined;
  const inserted = insertAfter(source, statement, [
    `if ${check}:`,
    `${step(source)}raise ValueError(${quote(source, 'the address leads to another site')})`,
  ]);
  if (inserted === undefined) return undefined;
  const { text: _, ...needs } = split;
  return {
    about: [node, owner, ...usesOf(source, target)],
    what: 'refuse links that lead to another site',
    changes: [inserted],
    ...needs,
  };
};

/** `urlsplit` of the module that `urljoin` comes from. */
const splitter = (
  source: Source,
  callee: Node,
): { readonly text: string; readonly imports?: readonly string[] } => {
  const [module] = callee.kind === 'attribute' ? operands(callee) : [];
  if (module) return { text: `${module.text}.urlsplit` };
  return reach(source, callee, 'urllib.parse.urlsplit') ?? { text: 'urlsplit' };
};

/**
 * After `url = urljoin(base, link)`, an address that leads to another host than the base is refused with a
 * `ValueError`: `//elsewhere.example` and whole addresses would otherwise take the place of the base. Links below the
 * base work as before. Where names tell that it leads elsewhere on purpose (callbacks), there is no edit: which sites
 * are meant, only the author knows.
 */
export const sameSiteLink: Edit = {
  id: 'same-site-link',
  title: 'Keep links on their site',
  cwes: [601, 918, 20],
  keeps: 'purpose',
  sites: (source) => source.nodes.flatMap((node) => siteAt(source, node) ?? []),
};
