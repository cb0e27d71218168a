import type { Kind, Role } from './use.ts';

/** Methods of values: what has them is of that kind. */
export const METHOD_KINDS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(
    [
      'strip lstrip rstrip lower upper title casefold capitalize startswith endswith split rsplit splitlines',
      'replace isdigit isalnum isalpha isnumeric isspace isidentifier encode format join partition rpartition zfill',
      'removeprefix removesuffix translate find rfind',
    ]
      .join(' ')
      .split(' ')
      .map((name) => [name, 'str'] as const),
  ),
  ...Object.fromEntries(
    'items keys values setdefault update'.split(' ').map((name) => [name, 'dict'] as const),
  ),
  ...Object.fromEntries(
    'append extend sort reverse insert'.split(' ').map((name) => [name, 'list'] as const),
  ),
  ...Object.fromEntries('add discard'.split(' ').map((name) => [name, 'set'] as const)),
  ...Object.fromEntries('read readline readlines seek'.split(' ').map((name) => [name, 'file'] as const)),
  ...Object.fromEntries(
    'execute executemany executescript cursor commit'.split(' ').map((name) => [name, 'connection'] as const),
  ),
  decode: 'bytes',
  hex: 'bytes',
};

/** Methods that return the text they are called on, more or less. */
export const SAME_TEXT: ReadonlySet<string> = new Set(
  'strip lstrip rstrip lower upper title casefold capitalize encode decode removeprefix removesuffix replace'.split(
    ' ',
  ),
);

/** Functions that return what they are given, more or less. */
export const SAME_VALUE: ReadonlySet<string> = new Set([
  'str',
  'list',
  'tuple',
  'set',
  'sorted',
  'dict',
  'reversed',
  'enumerate',
  'unquote',
  'urllib.parse.unquote',
  'os.path.basename',
  'os.path.normpath',
  'os.path.abspath',
  'os.path.realpath',
  'int',
  'float',
  'Path',
  'copy.copy',
  'copy.deepcopy',
  'html.escape',
  'escape',
]);

/** What a function takes as its first argument, by the end of its dotted name. */
export const ARGUMENT_ROLES: Readonly<Record<string, Role>> = {
  open: 'path',
  'os.listdir': 'folder',
  'os.makedirs': 'folder',
  'os.walk': 'folder',
  'os.scandir': 'folder',
  'os.mkdir': 'folder',
  'os.remove': 'path',
  'os.path.exists': 'path',
  'os.path.isfile': 'path',
  Path: 'path',
  'shutil.copy': 'path',
  'shutil.copytree': 'folder',
  'shutil.rmtree': 'folder',
  send_file: 'path',
  'json.loads': 'json',
  parse_qs: 'query string',
  parse_qsl: 'query string',
  'yaml.load': 'yaml',
  'yaml.safe_load': 'yaml',
  'yaml.unsafe_load': 'yaml',
  'yaml.full_load': 'yaml',
  fromstring: 'xml',
  parseString: 'xml',
  XML: 'xml',
  b64decode: 'base64',
  urlsafe_b64decode: 'base64',
  int: 'number',
  float: 'number',
  Decimal: 'number',
  eval: 'expression',
  'ast.literal_eval': 'expression',
  literal_eval: 'expression',
  'ast.parse': 'expression',
  exec: 'code',
  compile: 'code',
  're.compile': 'regex',
  'os.system': 'command',
  'os.popen': 'command',
  'subprocess.run': 'command',
  'subprocess.call': 'command',
  'subprocess.check_output': 'command',
  'subprocess.Popen': 'command',
  'shlex.split': 'command',
  'hashlib.new': 'algorithm',
  'sqlite3.connect': 'database path',
  'zipfile.ZipFile': 'archive path',
  ZipFile: 'archive path',
  'tarfile.open': 'archive path',
  urlparse: 'url',
  urlsplit: 'url',
  'requests.get': 'url',
  'requests.post': 'url',
  'requests.head': 'url',
  urlopen: 'url',
  redirect: 'url',
  Template: 'template',
  from_string: 'template',
  render_template_string: 'template',
  strptime: 'date',
  fromisoformat: 'date',
  ip_address: 'ip',
};

/** Names of types in `isinstance`, and of types that annotations name. */
export const TYPE_KINDS: Readonly<Record<string, Kind>> = {
  str: 'str',
  int: 'int',
  float: 'float',
  bool: 'bool',
  bytes: 'bytes',
  bytearray: 'bytes',
  list: 'list',
  dict: 'dict',
  set: 'set',
  frozenset: 'set',
  tuple: 'tuple',
};

/** The entry of a table for a dotted name: by all of it, else by its last part. */
export const byName = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name)
    ? table[name]
    : Object.hasOwn(table, name.slice(name.lastIndexOf('.') + 1))
      ? table[name.slice(name.lastIndexOf('.') + 1)]
      : undefined;
