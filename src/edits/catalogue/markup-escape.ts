import { hasHtml } from '../../knowledge/html.ts';
import { child, type Node, operands, walk } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, wrap } from '../kit/calls.ts';
import { holesOf, isHarmless, passThrough } from '../kit/holes.ts';
import { isMarkup, isMarkupText, isUnprotected } from '../kit/markup.ts';
import { reach } from '../kit/reach.ts';
import { BUILDS, type Built, builtFrom, type Hole, isLiteral, skeletonOf } from '../kit/strings.ts';
import { asText, isNumber } from '../kit/types.ts';
import { valuesOf } from '../kit/values.ts';
import { functionAround, type Source } from '../source.ts';

const ESCAPES =
  /^(html\.escape|cgi\.escape|xml\.sax\.saxutils\.(escape|quoteattr)|(markupsafe|flask)\.escape|urllib\.parse\.(quote|quote_plus|urlencode)|bleach\.clean|nh3\.clean|json\.dumps)$/;

/** Functions of the program that are named for it. */
const OWN_ESCAPE = /escape|sanit|clean/i;

const isEscaped = (source: Source, node: Node): boolean => {
  const callee = node.kind === 'call' ? node.children[0] : undefined;
  return callee !== undefined && (ESCAPES.test(source.nameOf(callee) ?? '') || OWN_ESCAPE.test(callee.text));
};

const isOpen = (source: Source, node: Node): boolean => !isEscaped(source, node) && !isMarkup(source, node);

const WHAT = 'escape what is put into the markup';

/** A text with tags, and values between them. */
const ofBuilt = (source: Source, built: Built): readonly EditSite[] => {
  const isPage = isMarkupText(skeletonOf(built)) || isAnswer(source, built.node);
  const reached = isPage ? reach(source, built.node, 'html.escape') : undefined;
  if (reached === undefined) return [];
  const { text, ...needs } = reached;
  const open = holesOf(built).filter((hole) => !isHarmless(source, hole) && isOpen(source, hole.value));
  if (open.some((hole) => isUnprotected(before(built, hole)))) return [];
  const changes = open.flatMap(
    (hole) => passThrough(source, hole, `${text}(`, isInTag(built, hole) ? ')' : ', quote=False)') ?? [],
  );
  return changes.length > 0 ? [{ about: [built.node], what: WHAT, changes, ...needs }] : [];
};

const before = ({ pieces }: Built, hole: Hole): string =>
  skeletonOf({ pieces: pieces.slice(0, pieces.indexOf(hole)) });

/** Whether a value stands between the brackets of a tag, where quotes matter. */
const isInTag = (built: Built, hole: Hole): boolean => endsInTag(before(built, hole));

/** Also where no tag was seen yet: nobody knows what stands before. */
const endsInTag = (text: string): boolean =>
  text.lastIndexOf('<') > text.lastIndexOf('>') || !text.includes('<');

/** What a view of Flask or the like answers with. */
const isAnswer = (source: Source, node: Node): boolean => {
  if (source.parentOf(node)?.kind !== 'return_statement') return false;
  const owner = functionAround(source, node);
  const around = owner && source.parentOf(owner);
  return (
    around?.kind === 'decorated_definition' &&
    /^@\w+\.(route|get|post|put)\(/.test(child(around, 'decorator')?.text ?? '')
  );
};

/** `html_page.format(name=name)`, `html_page.replace("[name]", name)`, `page.format(name=name, list="<ul>...")` */
const ofTemplates = (source: Source, call: Call): readonly EditSite[] => {
  const [object] = call.callee.kind === 'attribute' ? operands(call.callee) : [];
  if (object?.kind !== 'identifier' || !/^(format|replace)$/.test(call.method)) return [];
  const owner = child(functionAround(source, call.node) ?? call.node, 'identifier')?.text ?? '';
  const values =
    call.method === 'replace'
      ? call.args.slice(1, 2)
      : [...call.args, ...[...call.keywords.values()].map(({ value }) => value)];
  const isPage =
    /html|xml/i.test(`${object.text} ${owner}`) || values.some((value) => isMarkup(source, value));
  const mark = call.method === 'format' ? /\{[^{}]*\}/ : (call.args[0]?.text.slice(1, -1) ?? '');
  const pages = valuesOf(source, object).filter(isLiteral);
  if (!isPage || pages.some((page) => hasAt(page.text, mark, isUnprotected))) return [];
  /** Readers of HTML see the same with quotes escaped; of XML nobody knows, where the template is not seen. */
  if (pages.length === 0 && /xml/i.test(`${object.text} ${owner}`)) return [];
  const quotes = pages.length === 0 || pages.some((page) => hasAt(page.text, mark, endsInTag));
  return wrapped(
    source,
    call,
    values.filter((value) => !isLiteral(value) && !isNumber(source, value)),
    quotes,
  );
};

/** Whether some value of a template stands where the text before it is so. */
const hasAt = (template: string, mark: string | RegExp, is: (before: string) => boolean): boolean => {
  const parts = template.split(mark);
  return parts.slice(1).some((_, at) => is(parts.slice(0, at + 1).join('\0')));
};

/** `re.sub(pattern, r'<a href="\1">', text)` */
const ofReplacements = (source: Source, call: Call): readonly EditSite[] => {
  const [, replacement, text] = call.name === 're.sub' ? call.args : [];
  if (replacement === undefined || text === undefined || !isLiteral(replacement)) return [];
  if (hasAt(replacement.text.replace(/^\w*['"]+/, ''), /\\\d+|\\g<\w+>/, isUnprotected)) return [];
  return hasHtml(replacement.text) && /\\\d|\\g</.test(replacement.text) && !isLiteral(text)
    ? wrapped(source, call, [text])
    : [];
};

const wrapped = (source: Source, call: Call, values: readonly Node[], quotes = true): readonly EditSite[] => {
  const reached = reach(source, call.node, 'html.escape');
  const open = values.filter((value) => isOpen(source, value));
  if (reached === undefined || open.length === 0) return [];
  const { text, ...needs } = reached;
  const end = quotes ? ')' : ', quote=False)';
  const changes = open.flatMap((value) =>
    asText(source, value) === value.text
      ? wrap(value, `${text}(`, end)
      : wrap(value, `${text}(str(`, `)${end}`),
  );
  return [{ about: [call.node], what: WHAT, changes, ...needs }];
};

/**
 * Values that are put into HTML or XML pass through `html.escape`, so that they cannot bring tags or attributes. Text
 * without `<`, `>`, `&` and quotes looks the same; markup in it is shown as it is written. What was put together as
 * markup before is left alone. So is a text with a value where escaping does not protect: in scripts and style sheets,
 * in attributes that are code or addresses, and in tags without quotes around it.
 */
export const markupEscape: Edit = {
  id: 'markup-escape',
  title: 'Escape what is put into markup',
  cwes: [79, 80, 91, 74],
  keeps: 'purpose',
  sites: (source) => [
    ...outermost(source).flatMap((built) => ofBuilt(source, built)),
    ...callsIn(source).flatMap((call) => [...ofTemplates(source, call), ...ofReplacements(source, call)]),
  ],
};

/** Texts that are put together, those within others left out. */
const outermost = (source: Source): readonly Built[] => {
  const inside = new Set<Node>();
  return source.nodes.flatMap((node) => {
    const built = BUILDS.test(node.kind) && !inside.has(node) ? builtFrom(node) : undefined;
    if (built === undefined) return [];
    for (const each of walk(node))
      if (!holesOf(built).some(({ value }) => value.start <= each.start && each.end <= value.end))
        inside.add(each);
    return [built];
  });
};
