/** What a text stands for: examples of it are in `values.ts`. */
export type Role =
  | 'path'
  | 'folder'
  | 'archive path'
  | 'database path'
  | 'url'
  | 'host'
  | 'json'
  | 'yaml'
  | 'xml'
  | 'html'
  | 'csv'
  | 'base64'
  | 'query string'
  | 'number'
  | 'expression'
  | 'code'
  | 'command'
  | 'algorithm'
  | 'template'
  | 'sql'
  | 'regex'
  | 'date'
  | 'email'
  | 'ip';

/** What a value must be like. */
export type Kind =
  | 'str'
  | 'int'
  | 'float'
  | 'bool'
  | 'bytes'
  | 'list'
  | 'dict'
  | 'set'
  | 'tuple'
  | 'callable'
  | 'file'
  | 'connection'
  | 'object';

/** How the code uses a parameter, or a part of it: what it asks of it, and what it holds it against. */
export type Use = {
  readonly kinds: Set<Kind>;
  readonly roles: Set<Role>;
  /** Python source of values that it is compared with or looked up among. */
  readonly values: Set<string>;
  /** Texts that it is searched for at its start, at its end, or anywhere. */
  readonly starts: Set<string>;
  readonly ends: Set<string>;
  readonly holds: Set<string>;
  /** Fields that a template is filled with. */
  readonly fields: Set<string>;
  readonly lengths: Set<number>;
  readonly hosts: Set<string>;
  readonly schemes: Set<string>;
  /** By the source of the key. */
  readonly keys: Map<string, Use>;
  /** Of `keys`, those that may be missing. */
  readonly optional: Set<string>;
  readonly attributes: Map<string, Use>;
  /** Of a sequence the items, of a dict the values. */
  item: Use | undefined;
  /** Keys of a dict that are gone through. */
  key: Use | undefined;
  /** Of a callable. */
  result: Use | undefined;
  /** What it holds, once it was parsed as its role says. */
  parsed: Use | undefined;
};

export const newUse = (): Use => ({
  kinds: new Set(),
  roles: new Set(),
  values: new Set(),
  starts: new Set(),
  ends: new Set(),
  holds: new Set(),
  fields: new Set(),
  lengths: new Set(),
  hosts: new Set(),
  schemes: new Set(),
  keys: new Map(),
  optional: new Set(),
  attributes: new Map(),
  item: undefined,
  key: undefined,
  result: undefined,
  parsed: undefined,
});

/** A part of a use, made when first asked for. */
export const partOf = (parts: Map<string, Use>, name: string): Use => {
  const known = parts.get(name) ?? newUse();
  parts.set(name, known);
  return known;
};

export const itemOf = (use: Use): Use => {
  use.item ??= newUse();
  return use.item;
};

export const keyOf = (use: Use): Use => {
  use.key ??= newUse();
  return use.key;
};

export const parsedOf = (use: Use): Use => {
  use.parsed ??= newUse();
  return use.parsed;
};

export const resultOf = (use: Use): Use => {
  use.result ??= newUse();
  return use.result;
};
