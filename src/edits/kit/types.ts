import { type Node, operands } from '../../syntax/python.ts';
import type { Source } from '../source.ts';
import { lookUp } from './scopes.ts';
import { bare, isString } from './strings.ts';

/** Methods of text that answer with text, and of nothing else. */
const TEXT_METHODS =
  /^(strip|lstrip|rstrip|lower|upper|title|capitalize|casefold|format|join|decode|hexdigest|isoformat|strftime|zfill|removeprefix|removesuffix|read_text|as_posix)$/;

const TEXT_FUNCTIONS =
  /^(str|repr|ascii|chr|input|os\.path\.(join|basename|dirname|abspath|realpath|normpath)|os\.(getcwd|getenv)|html\.escape|shlex\.(quote|join)|re\.(escape|sub)|json\.dumps|urllib\.parse\.(quote|quote_plus|urlencode))$/;

/** Whether a value is known to be text. */
export const isText = (source: Source, node: Node, steps = 4): boolean => {
  const inner = bare(node);
  if (isString(inner)) return !/^[a-z]*b/i.test(inner.text);
  if (steps === 0) return false;
  if (inner.kind === 'binary_operator' && inner.children[1]?.kind === '+')
    return operands(inner).some((each) => isText(source, each, steps - 1));
  if (inner.kind === 'call') {
    const callee = inner.children[0];
    const method = callee?.kind === 'attribute' ? (operands(callee).at(-1)?.text ?? '') : '';
    return (
      TEXT_METHODS.test(method) || (callee !== undefined && TEXT_FUNCTIONS.test(source.nameOf(callee) ?? ''))
    );
  }
  if (inner.kind !== 'identifier') return false;
  const bindings = lookUp(inner.text, source.scopeOf(inner)) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every((binding) => {
      if (binding.kind === 'value') return isText(source, binding.value, steps - 1);
      return binding.kind === 'parameter' && binding.type?.text === 'str';
    })
  );
};

const NUMBER_FUNCTIONS = /^(int|float|len|abs|round|ord|hash|id|sum|time\.time)$/;

const NUMBER_TYPES = /^(int|float|bool|complex|(decimal\.)?Decimal|(datetime\.)?(date|datetime|timedelta))$/;

/** Whether a value is known or said to be a number, in which nothing can hide. */
export const isNumber = (source: Source, node: Node): boolean => {
  const inner = bare(node);
  if (/^(integer|float)$/.test(inner.kind)) return true;
  if (inner.kind === 'call')
    return NUMBER_FUNCTIONS.test((inner.children[0] && source.nameOf(inner.children[0])) ?? '');
  if (inner.kind !== 'identifier') return false;
  const bindings = lookUp(inner.text, source.scopeOf(inner)) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every((binding) =>
      binding.kind === 'value'
        ? isNumber(source, binding.value)
        : binding.kind === 'parameter' && NUMBER_TYPES.test(binding.type?.text ?? ''),
    )
  );
};

/** How a value is written as text: `name`, or `str(name)` where it may be something else. */
export const asText = (source: Source, node: Node): string =>
  isText(source, node) ? node.text : `str(${node.text})`;
