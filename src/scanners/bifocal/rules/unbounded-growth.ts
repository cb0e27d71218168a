import type { FunctionInfo } from '../../../syntax/functions.ts';
import { child, codeOf, type Node, operands, walk } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';

const GROWS = /^(append|appendleft|add|put|put_nowait|insert|extend|setdefault|push)$/;

/** What keeps a container small: a question for its size, or taking things out. */
const SHRINKS =
  /\blen\(|\.qsize\(|\.full\(|maxsize|maxlen|\.(pop|popitem|popleft|clear|remove|discard)\(|\bdel\b|LRUCache|TTLCache/;

/** Variables that a function says are the module's. */
const globalsOf = ({ body }: FunctionInfo): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const node of walk(body)) {
    if (node.kind !== 'global_statement') continue;
    for (const { kind, text } of operands(node)) if (kind === 'identifier') names.add(text);
  }
  return names;
};

const hasData = ({ atoms }: Value): boolean => atoms.some(({ traits }) => !traits.has('length'));

/** `CONTAINER.append(data)`, `CONTAINER[key].append(data)` */
const grows = ({ node, method, args }: Call, names: ReadonlySet<string>): boolean => {
  const object = child(node, 'attribute')?.children[0]?.text ?? '';
  const [name = ''] = object.split('[');
  return GROWS.test(method) && names.has(name) && args.some(hasData);
};

/** `CONTAINER[key] = data` */
const stores = (body: Node, names: ReadonlySet<string>): Node | undefined => {
  for (const node of walk(body)) {
    if (node.kind !== 'assignment') continue;
    const [target] = node.children;
    const [object, index] = target?.kind === 'subscript' ? operands(target) : [];
    if (object && index?.kind === 'identifier' && names.has(object.text)) return node;
  }
  return undefined;
};

const judge = ({ info, calls }: Finished): Report | undefined => {
  const names = globalsOf(info);
  if (names.size === 0 || SHRINKS.test(codeOf(info.body))) return undefined;
  const node = calls.find((call) => grows(call, names))?.node ?? stores(info.body, names);
  return node && { node };
};

export const unboundedGrowth: Rule = {
  id: 'py/unbounded-growth',
  cwes: [770, 400],
  severity: 'medium',
  confidence: 'low',
  message:
    'Every call makes this container of the module larger, and nothing makes it smaller. Limit how many entries it has, and how large each may be.',
  on: { finish: judge },
};
