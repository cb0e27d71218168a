/**
 * Writes a synthetic database in the schema of CVEfixes: made-up code of realistic sizes, several CVEs a commit, no
 * indexes. For measuring what reading the real one will take.
 *
 *     node scripts/cvefixes-fixture.ts FILE ROWS
 */
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const [path, count] = [process.argv[2], Number(process.argv[3])];
if (path === undefined || !Number.isInteger(count) || count < 1)
  throw new Error('usage: cvefixes-fixture.ts FILE ROWS');

const random = xoroshiro128plus(20260);
const unit = (): number => (random.next() >>> 0) / 2 ** 32;
const below = (end: number): number => Math.floor(unit() * end);
const chance = (share: number): boolean => unit() < share;
const pick = <T>(from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0];
const normal = (): number => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
/** As `str(uuid4().fields[-1])`: 48 bits. */
const uuid = (): string => String(below(2 ** 24) * 2 ** 24 + below(2 ** 24));
const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('');

/** How files are named, what the guesser calls their language, and how often that is. */
const KINDS = [
  { extension: 'c', language: 'C', weight: 30 },
  { extension: 'php', language: 'PHP', weight: 22 },
  { extension: 'js', language: 'JavaScript', weight: 10 },
  { extension: 'py', language: 'Python', weight: 9 },
  { extension: 'java', language: 'Java', weight: 8 },
  { extension: 'cc', language: 'C++', weight: 5 },
  { extension: 'go', language: 'Go', weight: 3 },
  { extension: 'rb', language: 'Ruby', weight: 3 },
  { extension: 'md', language: 'Markdown', weight: 4 },
  { extension: 'html', language: 'HTML', weight: 4 },
  { extension: 'txt', language: 'None', weight: 2 },
] as const;
const WHEEL = KINDS.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

const WORDS = [
  'size',
  'buffer',
  'user',
  'path',
  'request',
  'index',
  'token',
  'query',
  'node',
  'state',
] as const;
const word = (): string => `${pick(WORDS)}_${below(5000)}`;
const LINES = [
  () => `    ${word()} = ${word()}(${word()}, ${below(900)});`,
  () => `    if (${word()} > ${word()}) { return ${word()}; }`,
  () => `    // ${word()} of the ${word()}`,
  () => `    ${word()}->${word()} = "${word()} ${word()}";`,
  () => `    for (${word()} = 0; ${word()} < ${below(90)}; ${word()}++) ${word()}(${word()});`,
] as const;
const line = (): string => pick(LINES)();

type Method = { readonly name: string; readonly lines: readonly string[] };

/** Methods whose text is about as long as files are: median 6 kB, mean 12 kB, at most 1 MB. */
const methods = (): Method[] => {
  const wanted = Math.min(1e6, 6000 * Math.exp(1.2 * normal()));
  const all: Method[] = [];
  for (let length = 0; length < wanted; ) {
    const lines = Array.from({ length: 3 + below(40) }, line);
    all.push({ name: word(), lines });
    length += lines.reduce((sum, { length: own }) => sum + own + 1, 60);
  }
  return all;
};

const signature = ({ name }: Method): string => `${name}( int a , char * b )`;
const text = (method: Method): string => [`int ${signature(method)} {`, ...method.lines, '}'].join('\n');
const changed = ({ name, lines }: Method): Method => {
  const at = below(lines.length);
  return { name, lines: lines.toSpliced(at, chance(0.3) ? 1 : 0, line()) };
};

rmSync(path, { force: true });
const database = new DatabaseSync(path);
const TABLES = {
  fixes: 'cve_id, hash, repo_url',
  commits:
    'hash, repo_url, author, author_date, author_timezone, committer, committer_date, committer_timezone, msg, merge, parents, num_lines_added, num_lines_deleted, dmm_unit_complexity, dmm_unit_interfacing, dmm_unit_size',
  file_change:
    'file_change_id, hash, filename, old_path, new_path, change_type, diff, diff_parsed, num_lines_added, num_lines_deleted, code_after, code_before, nloc, complexity, token_count, programming_language',
  method_change:
    'method_change_id, file_change_id, name, signature, parameters, start_line, end_line, code, nloc, complexity, token_count, top_nesting_level, before_change',
  cve: 'cve_id, published_date, last_modified_date, description, nodes, severity, reference_json, problemtype_json',
  cwe_classification: 'cve_id, cwe_id',
  cwe: 'cwe_id, cwe_name, description, extended_description, url, is_category',
  repository:
    'repo_url, repo_name, description, date_created, repo_language, owner, forks_count, stars_count',
} as const;
database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;');
const columnsOf = (columns: string): string[] => columns.split(', ');
for (const [table, columns] of Object.entries(TABLES))
  database.exec(
    `CREATE TABLE ${table} (${columnsOf(columns)
      .map((one) => `"${one}" TEXT`)
      .join(', ')})`,
  );
const insertInto = (table: keyof typeof TABLES) => {
  const names = columnsOf(TABLES[table]);
  const statement = database.prepare(`INSERT INTO ${table} VALUES (${names.map(() => '?').join(', ')})`);
  return (row: Readonly<Record<string, string>>): void =>
    void statement.run(...names.map((name) => row[name] ?? '0'));
};
const insert = {
  fix: insertInto('fixes'),
  commit: insertInto('commits'),
  file: insertInto('file_change'),
  method: insertInto('method_change'),
  cve: insertInto('cve'),
  cwe: insertInto('cwe_classification'),
};

let cves = 0;
const CWES = ['CWE-79', 'CWE-119', 'CWE-89', 'CWE-20', 'CWE-416', 'NVD-CWE-Other', 'NVD-CWE-noinfo'] as const;
const newCve = (): string => {
  cves += 1;
  const cve_id = `CVE-2020-${10_000 + cves}`;
  insert.cve({
    cve_id,
    description: `[{'lang': 'en', 'value': 'An issue in ${word()} lets \\'${word()}\\' in.'}]`,
  });
  for (const cwe_id of new Set([pick(CWES), ...(chance(0.2) ? [pick(CWES)] : [])]))
    insert.cwe({ cve_id, cwe_id });
  return cve_id;
};

type FileRow = Readonly<Record<string, string>>;

const addFile = (hash: string): FileRow => {
  const { extension, language } = WHEEL[below(WHEEL.length)] ?? KINDS[0];
  const folder = chance(0.12) ? 'tests' : 'src';
  const name = `${word()}.${extension}`;
  const before = methods();
  const touched = new Set(Array.from({ length: 1 + below(4) }, () => below(before.length)));
  const after = before.map((method, at) => (touched.has(at) ? changed(method) : method));
  const kind = chance(0.06) ? 'ADD' : chance(0.03) ? 'DELETE' : 'MODIFY';
  const whole = (all: readonly Method[]): string => all.map(text).join('\n\n');
  const diff = [...touched].map((at) => `@@ -${at} @@\n${text(after[at] ?? { name, lines: [] })}`).join('\n');
  const id = uuid();
  const row: FileRow = {
    file_change_id: id,
    hash,
    filename: name,
    old_path: kind === 'ADD' ? 'None' : `${folder}/${name}`,
    new_path: kind === 'DELETE' ? 'None' : `${folder}/${name}`,
    change_type: `ModificationType.${kind}`,
    diff,
    diff_parsed: `{'added': [(1, '${diff}')], 'deleted': []}`,
    code_before: kind === 'ADD' ? 'None' : whole(before),
    code_after: kind === 'DELETE' ? 'None' : whole(after),
    programming_language: language,
  };
  insert.file(row);
  for (const at of touched)
    for (const [before_change, method] of [
      ['True', before[at]],
      ['False', after[at]],
    ] as const) {
      if (method === undefined || (kind === 'ADD' && before_change === 'True')) continue;
      const own: FileRow = {
        method_change_id: uuid(),
        file_change_id: id,
        name: method.name,
        signature: signature(method),
        code: text(method),
        before_change,
      };
      insert.method(own);
      if (chance(0.02)) insert.method({ ...own, method_change_id: uuid() });
    }
  return row;
};

let rows = 0;
database.exec('BEGIN');
while (rows < count) {
  const hash = hex(40);
  const repo_url = `https://github.com/owner-${below(3000)}/project-${below(3)}`;
  insert.commit({ hash, repo_url, msg: `fix ${word()}`, merge: chance(0.05) ? 'True' : 'False' });
  for (let number = chance(0.25) ? 2 + below(3) : 1; number > 0; number -= 1)
    insert.fix({ cve_id: newCve(), hash, repo_url });
  const files = Math.min(count - rows, 1 + below(8));
  for (let number = 0; number < files; number += 1) {
    const row = addFile(hash);
    rows += 1;
    if (rows < count && chance(0.02)) {
      insert.file({ ...row, file_change_id: uuid() });
      rows += 1;
    }
  }
}
database.exec('COMMIT');
database.close();
process.stdout.write(`${path}: ${rows} rows of file_change, ${cves} CVEs\n`);
