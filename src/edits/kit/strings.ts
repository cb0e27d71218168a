import { child, type Node, operands } from '../../syntax/python.ts';

type Span = { readonly start: number; readonly end: number };

/** A stretch of fixed text, as it is written. */
export type Text = Span & { readonly kind: 'text'; readonly raw: string; readonly literal: Node };

/** Something put into a text. */
export type Hole = Span & {
  readonly kind: 'hole';
  /** What is put in. */
  readonly value: Node;
  /** What stands for it in the text: `{value}`, `%s`; or an operand of `+`. */
  readonly form: 'field' | 'percent' | 'format' | 'operand';
  /** `!r` and the like. */
  readonly conversion?: string;
  /** What follows a colon, or `%` (without a key). */
  readonly spec?: string;
  readonly literal?: Node;
};

export type Piece = Text | Hole;

/** A text put together from others. */
export type Built = {
  readonly node: Node;
  readonly pieces: readonly Piece[];
  /** What `%` or `format` works on, if it is one of these: from the end of the template to the end of all. */
  readonly applied?: Span & { readonly form: 'percent' | 'format' };
};

/** The kinds of nodes that can build a text. */
export const BUILDS = /^(string|concatenated_string|binary_operator|call)$/;

/** How a text is put together; undefined for what puts no text together. */
export const builtFrom = (node: Node): Built | undefined => {
  const inner = bare(node);
  const built = percent(inner) ?? format(inner) ?? sum(inner);
  if (built === undefined || !built.pieces.some(({ kind }) => kind === 'hole')) return undefined;
  return built.pieces.some(({ kind }) => kind === 'text') ? built : undefined;
};

/** What stands in parentheses. */
export const bare = (node: Node): Node => {
  const inner = node.kind === 'parenthesized_expression' ? operands(node)[0] : undefined;
  return inner ? bare(inner) : node;
};

/** A text as it is written, with values in it (f-string) or not. */
export const isString = (node: Node): boolean =>
  node.kind === 'string' || (node.kind === 'concatenated_string' && node.children.every(isString));

/** A text that is always the same. */
export const isLiteral = (node: Node): boolean =>
  isString(node) &&
  literals(node).every(({ children }) => children.every(({ kind }) => kind !== 'interpolation'));

/** The literals that a literal is made of. */
const literals = (node: Node): readonly Node[] =>
  node.kind === 'concatenated_string' ? node.children.flatMap(literals) : [node];

export const prefixOf = (literal: Node): string => child(literal, 'string_start')?.text ?? '';

const isFormatted = (literal: Node): boolean => /f/i.test(prefixOf(literal));

const textOf = (literal: Node, { start, end, text: raw }: Node): Text => ({
  kind: 'text',
  start,
  end,
  raw,
  literal,
});

/** The pieces of a literal; of an f-string also its fields. */
const literalPieces = (literal: Node): readonly Piece[] =>
  literal.children.flatMap((each): readonly Piece[] => {
    if (each.kind === 'string_content') return [textOf(literal, each)];
    const value = each.kind === 'interpolation' ? each.children[1] : undefined;
    if (value === undefined) return [];
    const conversion = child(each, 'type_conversion')?.text;
    const spec = child(each, 'format_specifier')?.text.slice(1);
    return [
      {
        kind: 'hole',
        start: each.start,
        end: each.end,
        value,
        form: 'field',
        literal,
        ...(conversion !== undefined && { conversion }),
        ...(spec !== undefined && { spec }),
      },
    ];
  });

/** Operands of `+`, some of which are texts. */
const sum = (node: Node): Built | undefined => {
  const parts = addends(node);
  const isKnown = (part: Node): boolean =>
    isString(bare(part)) || (parts.length > 1 && builtFrom(part) !== undefined);
  if (!parts.some(isKnown)) return undefined;
  const pieces = parts.flatMap((part): readonly Piece[] => {
    const inner = bare(part);
    if (isString(inner)) return literals(inner).flatMap(literalPieces);
    return [{ kind: 'hole', start: part.start, end: part.end, value: part, form: 'operand' }];
  });
  return { node, pieces };
};

const addends = (node: Node): readonly Node[] => {
  const [left, right] = node.kind === 'binary_operator' && child(node, '+') ? operands(node) : [];
  return left && right ? [...addends(left), right] : [node];
};

const FIELD = /\{\{|\}\}|\{([^{}:!]*)(![rsa])?(?::([^{}]*))?\}/g;

const CONVERSION = /%%|%(?:\((\w+)\))?([-+ #0]*(?:\d+|\*)?(?:\.\d+)?[diouxXeEfFgGcrsa])/g;

/** `template % values` */
const percent = (node: Node): Built | undefined => {
  const [left, right] = node.kind === 'binary_operator' && child(node, '%') ? operands(node) : [];
  if (left === undefined || right === undefined || !isTemplate(left)) return undefined;
  const given = right.kind === 'tuple' ? operands(right) : undefined;
  const entries = entriesOf(right);
  let next = 0;
  const pieces = cut(left, CONVERSION, (span, [key, spec]) => {
    if (spec === undefined) return 'text';
    const value =
      key !== undefined ? entries?.get(key) : given ? given[next++] : next++ === 0 ? right : undefined;
    return value && { kind: 'hole', ...span, value, form: 'percent', spec };
  });
  return pieces && { node, pieces, applied: { start: left.end, end: node.end, form: 'percent' } };
};

/** `template.format(values)` */
const format = (node: Node): Built | undefined => {
  const [callee, list] = node.kind === 'call' ? node.children : [];
  const [template, method] = callee?.kind === 'attribute' ? operands(callee) : [];
  if (method?.text !== 'format' || template === undefined || list?.kind !== 'argument_list') return undefined;
  if (!isTemplate(template)) return undefined;
  const args = operands(list);
  const named = new Map(
    args.flatMap((arg): [string, Node][] => {
      const [name, value] = arg.kind === 'keyword_argument' ? operands(arg) : [];
      return name && value ? [[name.text, value]] : [];
    }),
  );
  let next = 0;
  const pieces = cut(template, FIELD, (span, [field, conversion, spec]) => {
    if (field === undefined) return 'text';
    const value = field === '' ? args[next++] : /^\d+$/.test(field) ? args[Number(field)] : named.get(field);
    if (value === undefined || /_splat$|^keyword_argument$/.test(value.kind)) return undefined;
    return {
      kind: 'hole',
      ...span,
      value,
      form: 'format',
      ...(conversion !== undefined && { conversion }),
      ...(spec !== undefined && { spec }),
    };
  });
  return pieces && { node, pieces, applied: { start: template.end, end: node.end, form: 'format' } };
};

const isTemplate = (node: Node): boolean => isString(bare(node)) && !literals(bare(node)).some(isFormatted);

const entriesOf = (node: Node): ReadonlyMap<string, Node> | undefined =>
  node.kind === 'dictionary'
    ? new Map(
        operands(node).flatMap((pair): [string, Node][] => {
          const [key, value] = pair.kind === 'pair' ? operands(pair) : [];
          return key && value && isLiteral(key) ? [[key.text.slice(1, -1), value]] : [];
        }),
      )
    : undefined;

/** A template's text around what stands for values; undefined where one of these has no value. */
const cut = (
  template: Node,
  pattern: RegExp,
  meaning: (span: Span, groups: readonly (string | undefined)[]) => Hole | 'text' | undefined,
): readonly Piece[] | undefined => {
  const pieces: Piece[] = [];
  for (const literal of literals(bare(template))) {
    const content = child(literal, 'string_content');
    if (content === undefined) continue;
    let from = 0;
    const text = (to: number): void => {
      if (to > from)
        pieces.push({
          kind: 'text',
          start: content.start + from,
          end: content.start + to,
          raw: content.text.slice(from, to),
          literal,
        });
    };
    for (const match of content.text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const hole = meaning({ start: content.start + start, end: content.start + end }, match.slice(1));
      if (hole === undefined) return undefined;
      if (hole === 'text') continue;
      text(start);
      pieces.push({ ...hole, literal });
      from = end;
    }
    text(content.text.length);
  }
  return pieces;
};

/** The fixed text with `\0` for what is put in, as far as a look at it needs: escapes stay as they are written. */
export const skeletonOf = ({ pieces }: Pick<Built, 'pieces'>): string =>
  pieces.map((piece) => (piece.kind === 'text' ? piece.raw : '\0')).join('');
