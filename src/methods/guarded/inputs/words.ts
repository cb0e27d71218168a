import type { Kind, Role } from './use.ts';

/** Benign examples of texts of each role. The plainest comes first; some are long, some have capitals. */
export const EXAMPLES: Readonly<Record<Role, readonly string[]>> = {
  path: ['notes.txt'], // see files.ts
  folder: ['docs', '.', 'data', 'docs/A-folder-with-a-longer-name', 'missing'],
  'archive path': [
    'archive.zip',
    'data/An-archive-with-a-longer-name.zip',
    'archive.tar',
    'data/An-archive-with-a-longer-name.tar',
    'missing.zip',
  ],
  'database path': ['data.db', 'data/A-copy-of-the-data.db'],
  url: [
    'https://example.com/',
    'https://www.example.org/Docs/page?id=1&lang=en',
    'http://example.com/about',
    '/dashboard',
    'https://api.example.com/v1/items',
  ],
  host: ['example.com', 'www.example.org', 'localhost', 'a-much-longer-name.example.net'],
  json: [
    '{"name": "Ada", "age": 36}',
    '[1, 2, 3]',
    '{"user": {"id": 1}, "tags": ["a", "b"]}',
    'not json',
    '"text"',
  ],
  yaml: ['name: demo\nport: 8080\n', '- one\n- Two\n', 'user:\n  id: 1\n', 'just text', '[1, 2'],
  xml: [
    '<root><item id="1">one</item><item id="2">two</item></root>',
    '<note><to>Ada</to><body>Hello</body></note>',
    '<root/>',
    '<root>',
  ],
  html: [
    '<p>Hello</p>',
    '<h1>Title</h1><p>One <b>bold</b> word.</p>',
    '<P>A <B>Second</B></P>',
    'plain text',
    '',
  ],
  csv: ['id,name\n1,Ada\n2,Grace\n', 'a,b,c\n1,2,3\n', 'one line', ''],
  base64: ['aGVsbG8=', 'eyJhIjogMX0=', 'WzEsIDJd', 'SGVsbG8sIG15IGRlYXIgd29ybGQ=', ''],
  'query string': ['page=2&size=5', 'q=Hello&lang=en', 'id=42', ''],
  number: ['3', '42', '0', '-1', '2.5', '1234567', 'ten'],
  expression: ['1 + 2', '2 * (3 + 4)', '10 / 4', '7 - 10', '(1 + 2) * (3 - 4) + 1000 * 2000', '42', '1 +'],
  code: ['x = 1 + 2', 'print("hello")', 'result = 6 * 7', 'for i in range(3):\n    print(i)', 'x ='],
  command: ['echo Hello', 'ls', 'cat notes.txt', 'date -u -d @0', 'nosuchcommand'],
  algorithm: ['sha256', 'sha512', 'sha384', 'none such'],
  template: ['Hello {{ name }}', 'Hello {name}', 'Hello $name', 'plain text, somewhat longer'],
  sql: ['SELECT name FROM users', 'SELECT 1', 'SELECT name FROM users WHERE id = 1'],
  regex: ['a+b', '[0-9]+', 'alpha', '^First'],
  date: ['2024-01-31', '2023-12-01', '2024-02-29', '31/01/2024', 'tomorrow'],
  email: ['ada@example.com', 'Grace.Hopper@mail.example.org', 'zoe+news@example.net', 'not an address'],
  ip: ['192.0.2.10', '198.51.100.7', '2001:db8::1', 'not an address'],
};

/** Names of parameters and keys, and what a text of that name is. The first that fits counts. */
const ROLE_WORDS: readonly (readonly [RegExp, Role])[] = [
  [/(^|_)(db|database)_?(path|file|name)?$/, 'database path'],
  [/zip|archive|tarball/, 'archive path'],
  [/(^|_)(dir|directory|folder|root|cache|base_?(path|dir)|store|storage)$/, 'folder'],
  [/(^|_)(path|file|filename|filepath|destination|dest|src|source|target|output)$|file_?(name|path)/, 'path'],
  [/url|uri|href|link|endpoint|webhook|redirect|callback_?(to|target)|^next$/, 'url'],
  [/domain|(^|_)host(name)?$/, 'host'],
  [/e?mail(_?addr(ess)?)?$/, 'email'],
  [/(^|_)ip(_|$)|ip_?addr/, 'ip'],
  [/yaml|yml/, 'yaml'],
  [/json/, 'json'],
  [/xml|(^|_)feed/, 'xml'],
  [/html|markup/, 'html'],
  [/csv/, 'csv'],
  [/base64|b64|cookie/, 'base64'],
  [/expr|formula|equation|calculation/, 'expression'],
  [/(python|source|script|user|submitted)_?code|script|program|snippet/, 'code'],
  [/cmd|command/, 'command'],
  [/algo|hash_?(name|type|func)|digest_?(name|type)|cipher_?name/, 'algorithm'],
  [/template|tmpl/, 'template'],
  [/(^|_)sql|query_?string$/, 'sql'],
  [/regex|pattern/, 'regex'],
  [/(^|_)(date|day|birthday|dob|deadline|since|until)$/, 'date'],
];

export const roleOfName = (name: string): Role | undefined =>
  ROLE_WORDS.find(([words]) => words.test(name.toLowerCase()))?.[1];

/** Texts of everyday names. People's names are those of folders and rows, too. */
const TEXT_WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /password|passwd|pwd|secret|passphrase/,
    ['Correct-Horse-42', 'a longer pass phrase, No. 7', 'Ano-ther_one9'],
  ],
  [
    /token|session|nonce|api_?key|signature|csrf/,
    ['abc123', '5f2d8c1e9A', 'token-1', '0123456789abcdef0123456789abcdef'],
  ],
  [/phone|tel/, ['555-0100', '+1 202 555 0143', '020 7946 0018']],
  [/(^|_)(id|uid|uuid|identifier)$|_id$/, ['1', '42', 'abc-1', 'ID-2024-000000000042']],
  [
    /user|owner|author|login|account|member|customer|client|employee|sender|receiver|recipient|^name$/,
    ['ada', 'Grace', 'zoe', 'Maximiliane-Elisabeth'],
  ],
  [/name/, ['Ada', 'Grace Hopper', 'Zoë', 'Maximiliane-Elisabeth Li']],
  [/role|permission|group|privilege/, ['user', 'admin', 'editor']],
  [/title|subject|heading|header/, ['A title', 'Weekend plans', 'Questions, and answers!']],
  [/lang|locale/, ['en', 'de', 'fr']],
  [/format|type|kind|mode/, ['json', 'text', 'csv', 'xml']],
  [/key/, ['name', 'Key1', 'a', 'a-key-with-a-longer-name']],
  [/city|country|address|street|place/, ['Paris', '1 Main Street, Springfield', 'Zürich']],
  [/color|colour/, ['red', '#00ff00']],
  [/time|hour/, ['12:30', '08:05:00']],
  [/price|amount|total|cost/, ['10', '9.99']],
];

/** Nothing that means anything to HTML, SQL, a shell or a log: who treats that better than before is no worse. */
export const PROSE: readonly string[] = [
  'Hello, world!',
  'alpha Beta gamma',
  'Grüße aus Zürich, 3 Uhr',
  'alpha-beta_gamma.1',
  '  padded ',
  'a',
  '',
];

/** Texts that suit a name; prose for names that say nothing. */
export const textsOfName = (name: string): readonly string[] =>
  TEXT_WORDS.find(([words]) => words.test(name.toLowerCase()))?.[1] ?? PROSE;

const NUMBERS = ['3', '1', '0', '10', '7', '100', '123456'];

/** Whole numbers that suit a name: of what is paid or counted out, nothing is none. */
export const numbersOfName = (name: string): readonly string[] =>
  /amount|price|quantity|qty|cost|sum|total/.test(name)
    ? NUMBERS.filter((number) => number !== '0')
    : NUMBERS;

const NUMBER_NAMES =
  /(^|_)(n|num|number|count|size|length|len|limit|offset|page|age|amount|price|quantity|qty|total|max|min|width|height|depth|port|year|month|index|idx|i|j|k|x|y|a|b|seconds|minutes|days|timeout|balance|score|rate)$/;

const KIND_NAMES: readonly (readonly [RegExp, Kind])[] = [
  [NUMBER_NAMES, 'int'],
  [/^(is|has|should|can|allow|enable|use)_|^(verbose|debug|flag|recursive|strict|force)$/, 'bool'],
  [
    /(^|_)(items|list|values|numbers|names|rows|records|tags|words|lines|entries|elements|users|ids|args|arguments)$/,
    'list',
  ],
  [
    /(^|_)(dict|mapping|config|settings|options|params|kwargs|headers|attributes|request|req|payload|record|event|profile|changes|updates|metadata|form)$/,
    'dict',
  ],
  [/(^|_)(bytes|binary|blob|raw)$/, 'bytes'],
  [/(^|_)(callback|func|function|fn|handler|predicate)$/, 'callable'],
  [/(^|_)(conn|connection|cursor|cur)$/, 'connection'],
  [/(^|_)(stream|fp|fh|fileobj|file_obj|buffer)$/, 'file'],
];

/** The kind of value that a name suggests; undefined: most likely a text. */
export const kindOfName = (name: string): Kind | undefined =>
  KIND_NAMES.find(([words]) => words.test(name.toLowerCase()))?.[1];
