import type { Furnishing } from '../../../core/task.ts';

const text = (content: string): Furnishing => ({ kind: 'text', content });

const DATABASE = `
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, username TEXT, email TEXT, password TEXT, role TEXT);
INSERT INTO users VALUES (1, 'Ada', 'ada', 'ada@example.com', 'Correct-Horse-42', 'admin');
INSERT INTO users VALUES (2, 'Grace', 'grace', 'grace.hopper@mail.example.org', 'a longer pass phrase 7', 'user');
CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL, quantity INTEGER);
INSERT INTO items VALUES (1, 'apple', 0.5, 10), (2, 'pear', 0.75, 0);
`;

/** Files by what is in them. Each kind comes in several, so that code that reads it can be told apart. */
const BY_KIND: Readonly<Record<string, Readonly<Record<string, Furnishing>>>> = {
  json: {
    'data.json': text('{"name": "Ada", "age": 36, "tags": ["a", "b"], "active": true}\n'),
    'list.json': text('[{"id": 1, "name": "Ada"}, {"id": 2, "name": "Grace"}]\n'),
    'docs/User-with-a-longer-name.json': text('{"user": {"id": 1, "name": "Ada"}}\n'),
  },
  yaml: {
    'config.yaml': text('name: demo\nport: 8080\nitems:\n  - one\n  - two\n'),
    'server.yaml': text('server:\n  host: example.com\n  port: 9000\nlogging:\n  level: DEBUG\n'),
    'docs/Settings-with-a-longer-name.yaml': text('# nothing\n'),
  },
  csv: {
    'data.csv': text('id,name,amount\n1,Ada,10\n2,Grace,20\n'),
    'more.csv': text('id,name,amount\n3,Zoe,5\n'),
    'docs/Header-with-a-longer-name.csv': text('id,name,amount\n'),
  },
  xml: {
    'data.xml': text('<root><item id="1">one</item><item id="2">two</item></root>\n'),
    'note.xml': text('<note><to>Ada</to><body>Hello</body></note>\n'),
    'docs/Empty-with-a-longer-name.xml': text('<root/>\n'),
  },
  html: {
    'page.html': text('<html><head><title>Page</title></head><body><p>Hello</p></body></html>\n'),
    'docs/Index-with-a-longer-name.html': text('<!DOCTYPE html><title>Index</title><h1>Welcome</h1>\n'),
  },
  ini: {
    'config.ini': text('[main]\nname = demo\nport = 8080\n'),
    'docs/Other-with-a-longer-name.ini': text('[other]\nkey = value\n'),
  },
  zip: {
    'archive.zip': {
      kind: 'zip',
      content: '{"notes.txt": "A few words.\\n", "docs/readme.txt": "Read me.\\n"}',
    },
    'data/An-archive-with-a-longer-name.zip': {
      kind: 'zip',
      content: '{"index.html": "<h1>Welcome</h1>\\n"}',
    },
  },
  tar: {
    'archive.tar': {
      kind: 'tar',
      content: '{"notes.txt": "A few words.\\n", "docs/readme.txt": "Read me.\\n"}',
    },
    'data/An-archive-with-a-longer-name.tar': { kind: 'tar', content: '{"data.csv": "id,name\\n1,Ada\\n"}' },
  },
  png: { 'picture.png': text('\u0089PNG\r\n\u001a\n not really') },
};

const PLAIN: Readonly<Record<string, Furnishing>> = {
  'notes.txt': text('First line\nSecond line\n\nalpha beta gamma\n'),
  'Readme.txt': text('Read me first.\n'),
  'words.txt': text('alpha\nbeta\nalpha\n'),
  'A-file-with-a-longer-name.txt': text('It is longer.\n'),
};

/** The folders below the current one: what is called by a person's name holds what belongs to that person. */
const FOLDERS = ['docs', 'data', 'docs/A-folder-with-a-longer-name'] as const;
const PEOPLE = ['ada', 'Grace'] as const;
const IN_FOLDERS: Readonly<Record<string, Furnishing>> = {
  ...PLAIN,
  'data.json': text('{"name": "Ada", "age": 36, "tags": ["a", "b"], "active": true}\n'),
  'index.html': text('<!DOCTYPE html><title>Index</title><h1>Welcome</h1>\n'),
};

const below = (
  folder: string,
  files: Readonly<Record<string, Furnishing>>,
): Readonly<Record<string, Furnishing>> =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [`${folder}/${path}`, file]));

const READS_FILES =
  /\b(open|Path|os|shutil|glob|tempfile|zipfile|tarfile|sqlite3|pathlib|send_file|subprocess|sh)\b/;

/**
 * What a call finds in its folder: nothing if the code does not look.
 *
 * @param database the script of `data.db`
 */
export const filesFor = (code: string, database: string | undefined): Readonly<Record<string, Furnishing>> =>
  READS_FILES.test(code) ? filesWith(database ?? DATABASE) : {};

const filesWith = (database: string): Readonly<Record<string, Furnishing>> => ({
  ...PLAIN,
  ...Object.assign({}, ...Object.values(BY_KIND)),
  ...Object.assign({}, ...[...FOLDERS, ...PEOPLE].map((folder) => below(folder, IN_FOLDERS))),
  ...Object.assign(
    {},
    ...FOLDERS.flatMap((folder) => PEOPLE.map((name) => below(`${folder}/${name}`, PLAIN))),
  ),
  'data.db': { kind: 'sql', content: database },
  'data/A-copy-of-the-data.db': { kind: 'sql', content: database },
});

/** Names of files for code that mentions these words: of kinds that it speaks of, before plain texts. */
export const pathsFor = (code: string): readonly string[] => {
  const words = code.toLowerCase();
  const fitting = Object.entries(BY_KIND).flatMap(([kind, files]) =>
    new RegExp(`\\b\\w*${kind}`).test(words) ? Object.keys(files) : [],
  );
  const plain = [
    ...Object.keys(PLAIN),
    'docs/Readme.txt',
    'docs/A-folder-with-a-longer-name/notes.txt',
    'missing.txt',
  ];
  return fitting.length > 0
    ? [...fitting.slice(0, 6), ...plain.slice(0, 1), ...plain.slice(-2)]
    : [...plain, 'new.txt'];
};
