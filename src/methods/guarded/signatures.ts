import { after, child, codeOf, type Node, operands, type Program } from '../../syntax/python.ts';

type Parameter = {
  readonly name: string;
  /** `either`: by place or by name. `rest`: `*args`; `options`: `**kwargs`. */
  readonly kind: 'placed' | 'either' | 'named' | 'rest' | 'options';
  /** Without comments and layout; undefined: it must be given. */
  readonly preset: string | undefined;
};

/** How callers, and those who register functions, meet a definition. */
type Signature = {
  /** Texts of its decorators, in their order. */
  readonly decorators: readonly string[];
  /** How its value comes: as an awaitable, one after the other, or both. Undefined: a class. */
  readonly manner: string | undefined;
  readonly parameters: readonly Parameter[];
};

/** All functions and classes, nested ones too, by path: `Class.method`, `function.inner`. Of one path the last counts. */
const signaturesOf = (root: Node): ReadonlyMap<string, Signature> => {
  const found = new Map<string, Signature>();
  const visit = (node: Node, prefix: string, decorators: readonly string[]): void => {
    const name = child(node, 'identifier')?.text ?? '';
    const own = node.kind === 'decorated_definition' ? decoratorsOf(node) : [];
    const lambda = lambdaIn(node);
    if (lambda) found.set(prefix + name, signatureOf(lambda, []));
    const isDefinition = /^(function|class)_definition$/.test(node.kind);
    if (isDefinition) found.set(prefix + name, signatureOf(node, decorators));
    for (const each of node.children) visit(each, isDefinition ? `${prefix}${name}.` : prefix, own);
  };
  visit(root, '', []);
  return found;
};

const decoratorsOf = (node: Node): readonly string[] =>
  node.children.filter(({ kind }) => kind === 'decorator').map(codeOf);

/** Of `name = lambda ...`. */
const lambdaIn = (node: Node): Node | undefined =>
  node.kind === 'assignment' && node.children[0]?.kind === 'identifier' ? child(node, 'lambda') : undefined;

const signatureOf = (node: Node, decorators: readonly string[]): Signature => {
  const list = child(node, 'parameters', 'lambda_parameters');
  return {
    decorators,
    manner: node.kind === 'class_definition' ? undefined : mannerOf(node),
    parameters: list ? parametersOf(list) : [],
  };
};

const mannerOf = (node: Node): string => {
  const body = child(node, 'block');
  const manners = [
    ...(child(node, 'async') ? ['coroutine'] : []),
    ...(body && yields(body) ? ['generator'] : []),
  ];
  return manners.join(' and ') || 'plain function';
};

const yields = (node: Node): boolean =>
  node.kind === 'yield' ||
  (!/^(function_definition|class_definition|lambda)$/.test(node.kind) && node.children.some(yields));

const parametersOf = (list: Node): readonly Parameter[] => {
  const found: Parameter[] = [];
  let kind: 'either' | 'named' = 'either';
  for (const each of operands(list)) {
    const pattern = /_pattern$/.test(each.kind)
      ? each
      : child(each, 'list_splat_pattern', 'dictionary_splat_pattern');
    if (each.kind === 'positional_separator')
      found.splice(0, found.length, ...found.map((one) => ({ ...one, kind: 'placed' as const })));
    else if (each.kind === 'keyword_separator') kind = 'named';
    else if (pattern?.kind === 'dictionary_splat_pattern')
      found.push({ name: pattern.text, kind: 'options', preset: undefined });
    else if (pattern?.kind === 'list_splat_pattern') {
      found.push({ name: pattern.text, kind: 'rest', preset: undefined });
      kind = 'named';
    } else {
      const preset = after(each, '=');
      const name = (each.kind === 'identifier' ? each : child(each, 'identifier'))?.text ?? each.text;
      found.push({ name, kind, preset: preset && codeOf(preset) });
    }
  }
  return found;
};

/**
 * What of a program's functions and classes callers would notice without running them: a decorator that is gone, new or
 * another one; a parameter in another place, of another kind or with another default; a new one that must be given; a
 * function that became a coroutine or a generator, or is none any more. In words; undefined: nothing.
 */
export const signatureChanged = (base: Program, changed: Program): string | undefined => {
  const now = signaturesOf(changed.root);
  for (const [name, before] of signaturesOf(base.root)) {
    const after = now.get(name);
    if (after === undefined) {
      if (before.decorators.length > 0) return `lost ${before.decorators[0]} of ${name}`;
      continue;
    }
    if (before.decorators.join('\n') !== after.decorators.join('\n')) return `other decorators of ${name}`;
    if (before.manner !== undefined && after.manner !== undefined && before.manner !== after.manner)
      return `${name} was a ${before.manner} and is a ${after.manner}`;
    const parameter = parameterChanged(before.parameters, after.parameters);
    if (parameter !== undefined && before.manner !== undefined)
      return `other parameters of ${name}: ${parameter}`;
  }
  return undefined;
};

const isPlaced = ({ kind }: Parameter): boolean => kind === 'placed' || kind === 'either';

const parameterChanged = (before: readonly Parameter[], after: readonly Parameter[]): string | undefined => {
  const [had, has] = [before.filter(isPlaced), after.filter(isPlaced)];
  const isKept = (one: Parameter, other: Parameter | undefined): boolean =>
    other !== undefined &&
    one.name === other.name &&
    one.preset === other.preset &&
    (one.kind === other.kind || (one.kind === 'named' && other.kind === 'either'));
  const moved = had.find((one, at) => !isKept(one, has[at]));
  if (moved) return moved.name;
  const others = before.filter((one) => !isPlaced(one));
  const lost = others.find(
    (one) =>
      !isKept(
        one,
        after.find(({ name }) => name === one.name),
      ),
  );
  if (lost) return lost.name;
  const takesRest = before.some(({ kind }) => kind === 'rest');
  const added = after.filter(({ name }) => before.every((one) => one.name !== name));
  return added.find(
    (one) =>
      (takesRest && isPlaced(one)) ||
      (one.kind !== 'rest' && one.kind !== 'options' && one.preset === undefined),
  )?.name;
};
