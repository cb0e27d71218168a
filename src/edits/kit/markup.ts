import { hasHtml } from '../../knowledge/html.ts';
import { type Node, operands, walk } from '../../syntax/python.ts';
import type { Source } from '../source.ts';
import { bare, builtFrom, isString, skeletonOf } from './strings.ts';
import { bindingsOf } from './values.ts';

/** An element of XML, with something put into it or not. */
const ELEMENT = /<([A-Za-z][\w:.-]*)(\s[^<>]*)?>[^<]*(<\/\1>|\0)|<[A-Za-z][\w:.-]*\s[^<>]*=\\?["']\0/;

/** Whether a text, with `\0` for what is put into it, has tags of HTML or XML. */
export const isMarkupText = (text: string): boolean => hasHtml(text) || ELEMENT.test(text);

/** Attributes that are code, or lead to what may be. */
const ACTIVE = /^(on[a-z]+|(xlink:)?href|src|action|formaction|data|style|srcdoc)$/i;

/** The beginning of a tag up to where a text ends: its name, attributes, and a value whose quotes are open. */
const OPEN_TAG = /<\/?(?=[a-z\0]|$)((?:[^<>"']|"[^"]*"|'[^']*')*)("[^"]*|'[^']*)?$/i;

/**
 * Whether escaping cannot protect what comes next in a text with tags: in scripts and style sheets, in attributes that
 * are code or addresses, and in tags without quotes around it.
 */
export const isUnprotected = (text: string): boolean => {
  const before = text.replaceAll(/\\(['"])/g, '$1');
  const isIn = (name: string): boolean =>
    before.search(new RegExp(`<${name}\\b(?![\\s\\S]*</${name}\\b)`, 'i')) >= 0;
  if (isIn('script') || isIn('style')) return true;
  const attribute = /([\w:-]+)\s*=\s*("[^"<>]*|'[^'<>]*)$/.exec(before)?.[1];
  if (attribute !== undefined && ACTIVE.test(attribute)) return true;
  const tag = OPEN_TAG.exec(before);
  return tag !== null && tag[2] === undefined;
};

const MARKUP_NAME = /html|markup|xml|svg/i;

/** Whether a value is markup already: put together as such, or named for it. Escaping it would show its tags. */
export const isMarkup = (source: Source, node: Node, steps = 5): boolean => {
  const inner = bare(node);
  if (steps === 0) return false;
  if (isString(inner) && builtFrom(inner) === undefined) return isMarkupText(inner.text);
  const built = builtFrom(inner);
  if (built && isMarkupText(skeletonOf(built))) return true;
  if (inner.kind === 'identifier')
    return MARKUP_NAME.test(inner.text) || isBoundToMarkup(source, inner, steps);
  if (inner.kind === 'attribute') return MARKUP_NAME.test(operands(inner).at(-1)?.text ?? '');
  if (inner.kind === 'call') return isCallOfMarkup(source, inner, steps);
  if (
    /comprehension$|^generator_expression$|^conditional_expression$|^binary_operator$|^list$/.test(inner.kind)
  )
    return operands(inner).some((each) => isMarkup(source, each, steps - 1));
  return false;
};

/** Assigned, added to, or a list that was filled with it. */
const isBoundToMarkup = (source: Source, name: Node, steps: number): boolean =>
  bindingsOf(source, name).some((binding) => {
    if (binding.kind === 'value') return isMarkup(source, binding.value, steps - 1);
    const added = binding.node.kind === 'augmented_assignment' ? binding.node.children.at(-1) : undefined;
    return added !== undefined && isMarkup(source, added, steps - 1);
  }) ||
  source.nodes.some(
    (call) =>
      call.kind === 'call' &&
      call.children[0]?.text === `${name.text}.append` &&
      call.children[1] !== undefined &&
      operands(call.children[1]).some((each) => isMarkup(source, each, steps - 1)),
  );

/** `"".join(rows)`, `text.replace("\n", "<br>")`, `render_row(row)` */
const isCallOfMarkup = (source: Source, call: Node, steps: number): boolean => {
  const [callee, list] = call.children;
  if (callee === undefined || list === undefined) return false;
  const given = list.kind === 'argument_list' ? operands(list) : [list];
  if (callee.kind === 'attribute') {
    const [object, method] = operands(callee);
    if (method?.text === 'join' || method?.text === 'replace')
      return [...given, ...(object ? [object] : [])].some((each) => isMarkup(source, each, steps - 1));
    return MARKUP_NAME.test(method?.text ?? '') || /^render/.test(method?.text ?? '');
  }
  const own = bindingsOf(source, callee).find(({ node }) => node.kind === 'function_definition');
  return (
    (own !== undefined && returnsMarkup(source, own.node, steps)) ||
    MARKUP_NAME.test(callee.text) ||
    /^_?render/.test(callee.text)
  );
};

const returnsMarkup = (source: Source, owner: Node, steps: number): boolean => {
  for (const each of walk(owner)) {
    const value = each.kind === 'return_statement' ? operands(each)[0] : undefined;
    if (value && isMarkup(source, value, steps - 1)) return true;
  }
  return false;
};
