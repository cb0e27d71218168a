import { operands } from '../../../syntax/python.ts';
import type { Assign, Call } from '../flow/events.ts';
import { lookUp, type State, traitsOf } from '../flow/state.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import { isPrivileged } from '../know/guards.ts';
import type { Rule } from '../rule.ts';

const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'member', 'pattern', 'prefix', 'vetted', 'denied']);

const isOpen = (state: State, atom: Atom): boolean =>
  ![...traitsOf(state, atom)].some((trait) => ANSWERS.has(trait));

const outside = (value: Value, state: State): readonly Atom[] =>
  value.atoms.filter((atom) => isOpen(state, atom));

/** The parameter or request that something is a part of. */
const rootOf = ({ source }: Atom): string => source.id.split('.')[0] ?? source.id;

/** What was sent as JSON or as a form. */
const SENT = /json\.loads\(\)$|\.get_json\(\)$|\brequest\.(json|form|data|POST)(\(\))?$/;

/** Names of dictionaries that hold no record of anybody. */
const PLAIN =
  /^(\w|\w*dict\d*|\w*map(ping)?\d*|kwargs|kw|options|opts|defaults?|overrides?|config|conf|settings|headers|params|namespace|ns|env|environ|context|ctx|other|base|extra|extras|counter|counts|cache|result|results|stats)$/;

const isRecord = (record: Atom, given: Atom): boolean =>
  rootOf(record) !== rootOf(given) && !PLAIN.test(record.source.name) && !PLAIN.test(given.source.name);

/** `record.update(changes)`: both are given, and nothing says which fields may change. */
const updates = ({ node, method, args, receiver, state }: Call): boolean => {
  const [changes] = args;
  if (method !== 'update' || args.length !== 1 || receiver === undefined || changes === undefined)
    return false;
  if (changes.entries !== undefined || changes.items !== undefined || isPrivileged(node, state)) return false;
  const isSent = SENT.test(changes.ref ?? '');
  const given = changes.atoms.find((atom) => (isSent || atom.direct) && isOpen(state, atom));
  const record = receiver.atoms.find(({ direct }) => isSent || direct);
  return given !== undefined && record !== undefined && isRecord(record, given);
};

/** `setattr(user, key, value)`: the name of the field comes with its value. */
const setsAttribute = ({ name, args, state }: Call): boolean => {
  const [object, key, value] = args;
  if (name !== 'setattr' || !object || !key || !value || object.atoms.length === 0) return false;
  const roots = new Set(outside(value, state).map(rootOf));
  return outside(key, state).some((atom) => roots.has(rootOf(atom)) && !PLAIN.test(atom.source.name));
};

/** `Model(**request.json)` */
const spreads = ({ name, method, keywords, state }: Call): boolean => {
  const spread = keywords.get('**');
  const makes = /^[A-Z]\w*[a-z]\w*$/.test(method) || /^(create|update|insert|objects\.create)$/.test(method);
  if (spread === undefined || !makes || /Exception|Error/.test(name)) return false;
  return outside(spread, state).some(({ source }) => source.origin === 'request');
};

/** `record[key] = value` */
const setsItem = ({ node, value, state }: Assign): boolean => {
  if (node.kind !== 'subscript') return false;
  const [object, index] = operands(node);
  if (object?.kind !== 'identifier' || index?.kind !== 'identifier') return false;
  const record = lookUp(state, object.text);
  const key = lookUp(state, index.text);
  if (!record || !key || isPrivileged(node, state)) return false;
  const roots = new Set(outside(value, state).map(rootOf));
  const from = outside(key, state).find((atom) => roots.has(rootOf(atom)));
  const target = record.atoms.find(({ direct }) => direct);
  return from !== undefined && target !== undefined && isRecord(target, from);
};

export const massAssignment: Rule = {
  id: 'py/mass-assignment',
  cwes: [915],
  severity: 'medium',
  confidence: 'low',
  message:
    'Whoever sends the changes also chooses the fields, such as a role or a price. Copy only fields of a fixed list.',
  on: { call: (call) => updates(call) || setsAttribute(call) || spreads(call), assign: setsItem },
};
