import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Pair } from '../../src/core/pair.ts';
import { codePreference } from '../../src/pairs/code-preference.ts';
import { codefavor } from '../../src/pairs/codefavor.ts';
import { cvefixes } from '../../src/pairs/cvefixes/index.ts';
import { safecoder } from '../../src/pairs/safecoder.ts';
import type { PairSource } from '../../src/pairs/source.ts';
import { sven } from '../../src/pairs/sven.ts';
import { trl } from '../../src/pairs/trl.ts';
import { jsonl, temporaryFile, temporaryFolder } from '../support/files.ts';

/** A source with a file in its format, written by hand, and what must come out of it. */
export type Subject = {
  readonly source: PairSource;
  /** Writes the file; goes with the test. */
  readonly write: () => string;
  /** Of the pairs, in their order. */
  readonly pairs: readonly Partial<Pair>[];
  /** Of the records that are none. */
  readonly reasons: readonly string[];
};

const FIX = {
  func_name: 'load',
  func_src_before: '    def load(path):\n        return yaml.load(open(path))\n',
  func_src_after: '    def load(path):\n        return yaml.safe_load(open(path))\n',
  line_changes: { deleted: [], added: [] },
  char_changes: { deleted: [], added: [] },
  commit_link: 'github.com/somebody/something/commit/0123abc',
  file_name: 'pkg/load.py',
  vul_type: 'cwe-502',
};

const FIXED: Partial<Pair> = {
  group: 'commit 0123abc',
  language: 'python',
  level: 'method',
  chosen: 'def load(path):\n    return yaml.safe_load(open(path))\n',
  rejected: 'def load(path):\n    return yaml.load(open(path))\n',
  cwes: [502],
  provenance: {
    licence: 'MIT',
    repository: 'https://github.com/somebody/something',
    commit: '0123abc',
    path: 'pkg/load.py',
    function: 'load',
  },
};

const FIX_REASONS = ['not in a language that Bifocal knows', 'file of tests', 'no row of this source'];
const FIX_ROWS = [
  FIX,
  { ...FIX, file_name: 'page.html' },
  { ...FIX, file_name: 'tests/test_load.py' },
  { vul_type: 'cwe-1' },
];

const ANSWER = (code: string): string => `Here it is:\n\n\`\`\`python\n${code}\n\`\`\`\nIt adds.`;

export const SUBJECTS: readonly Subject[] = [
  {
    source: sven,
    write: () => temporaryFile('cwe-502.jsonl', jsonl(...FIX_ROWS)),
    pairs: [{ ...FIXED, id: 'cwe-502.jsonl:1', source: 'sven', prompt: '' }],
    reasons: FIX_REASONS,
  },
  {
    source: safecoder,
    write: () =>
      temporaryFile(
        'train.jsonl',
        jsonl(...FIX_ROWS.map((row) => ({ ...row, description: 'Write a function that loads.' }))),
      ),
    pairs: [{ ...FIXED, source: 'safecoder', prompt: 'Write a function that loads.' }],
    reasons: FIX_REASONS,
  },
  {
    source: codefavor,
    write: () =>
      temporaryFile(
        'critic_evol.decompose.jsonl',
        jsonl(
          {
            instruction: 'Add two numbers.',
            criteria: 'It must be right.',
            naive_code: ANSWER('def add(a, b):\n    return a - b'),
            improved_code: ANSWER('def add(a, b):\n    return a + b'),
            feedback: '[IMPROVED_CODE] adds.',
            inst_md5: 'x',
          },
          { instruction: 'Nothing.' },
        ),
      ),
    pairs: [
      {
        level: 'solution',
        language: 'python',
        prompt: 'Add two numbers.',
        chosen: 'def add(a, b):\n    return a + b',
        rejected: 'def add(a, b):\n    return a - b',
        reason: 'It must be right.',
      },
    ],
    reasons: ['no row of this source'],
  },
  {
    source: codePreference,
    write: () =>
      temporaryFile(
        'Code-Preference-Pairs.jsonl',
        jsonl(
          {
            input: 'Twice.',
            accepted: ANSWER('def f(n):\n    return 2 * n'),
            rejected: ANSWER('def f(n):\n    return n'),
          },
          { input: 'Same.', accepted: ANSWER('x = 1'), rejected: ANSWER('x = 1') },
        ),
      ),
    pairs: [{ prompt: 'Twice.', chosen: 'def f(n):\n    return 2 * n', rejected: 'def f(n):\n    return n' }],
    reasons: ['both versions are the same'],
  },
  {
    source: trl,
    write: () =>
      temporaryFile(
        'train.jsonl',
        jsonl(
          { prompt: 'Go.\n\n', chosen: '```go\nx := 1\n```', rejected: '```go\nx := 2\n```' },
          {
            prompt: [{ role: 'user', content: 'Go on.' }],
            chosen: [{ role: 'assistant', content: '```c\nint x;\n```' }],
            rejected: [{ role: 'assistant', content: '```c\nint y;\n```' }],
            cwes: 'CWE-79 CWE-089',
            level: 'method',
          },
          { prompt: 'Talk.', chosen: 'Yes.', rejected: 'No.' },
        ),
      ),
    pairs: [
      { language: 'go', chosen: 'x := 1', rejected: 'x := 2' },
      { language: 'c', level: 'method', prompt: 'Go on.', chosen: 'int x;', cwes: [79, 89] },
    ],
    reasons: ['not in a language that Bifocal knows'],
  },
  {
    source: cvefixes,
    write: () => writeCvefixes(),
    pairs: [
      {
        id: '1',
        level: 'file',
        language: 'c',
        group: 'commit aaa',
        chosen: 'int f(int a) { return a; }',
        rejected: 'int f(int a) { return -a; }',
        cwes: [79, 89],
        reason: 'a commit fixed CVE-2020-1, CVE-2020-2',
        provenance: {
          licence: 'CC-BY-4.0',
          repository: 'https://example.org/one',
          commit: 'aaa',
          path: 'src/f.c',
          cve: ['CVE-2020-1', 'CVE-2020-2'],
          description: 'It\'s "bad".',
        },
      },
      {
        id: '1:f( int a )',
        level: 'method',
        chosen: 'int f(int a) {\n    return a;\n}',
        rejected: 'int f(int a) {\n    return -a;\n}',
      },
    ],
    reasons: [
      'no version before',
      'several methods with this name and signature',
      'the same change again',
      'no version before',
      'not in a language that Bifocal knows',
      'file of tests',
      'merge commit',
      'commit without a CVE',
    ],
  },
];

const TABLES = {
  fixes: ['cve_id', 'hash', 'repo_url'],
  commits: ['hash', 'repo_url', 'msg', 'merge'],
  file_change: [
    'file_change_id',
    'hash',
    'filename',
    'old_path',
    'new_path',
    'diff',
    'code_after',
    'code_before',
    'programming_language',
  ],
  method_change: ['method_change_id', 'file_change_id', 'name', 'signature', 'code', 'before_change'],
  cve: ['cve_id', 'description'],
  cwe_classification: ['cve_id', 'cwe_id'],
} as const;

const change = (id: string, hash: string, path: string, language: string, before: string, after: string) => [
  id,
  hash,
  path.split('/').at(-1) ?? '',
  path,
  path,
  'diff',
  after,
  before,
  language,
];

const [BEFORE, AFTER] = ['int f(int a) { return -a; }', 'int f(int a) { return a; }'];
const METHOD = {
  before: '    int f(int a) {\n        return -a;\n    }',
  after: '    int f(int a) {\n        return a;\n    }',
};

const ROWS: Readonly<Record<keyof typeof TABLES, readonly (readonly string[])[]>> = {
  // Two CVEs of one commit, one of them twice: a join would multiply its files.
  fixes: [
    ['CVE-2020-1', 'aaa', 'https://example.org/one.git'],
    ['CVE-2020-2', 'aaa', 'https://example.org/one'],
    ['CVE-2020-2', 'aaa', 'https://example.org/fork'],
    ['CVE-2020-2', 'mmm', 'https://example.org/one'],
  ],
  commits: [
    ['aaa', 'https://example.org/one', 'fix', 'False'],
    ['mmm', 'https://example.org/one', 'merge', 'True'],
  ],
  file_change: [
    change('1', 'aaa', 'src/f.c', 'C', BEFORE, AFTER),
    change('1', 'aaa', 'src/f.c', 'C', BEFORE, AFTER),
    change('2', 'aaa', 'src/g.c', 'C', 'None', AFTER),
    change('3', 'aaa', 'README', 'Markdown', BEFORE, AFTER),
    change('4', 'aaa', 'tests/f.c', 'C', BEFORE, AFTER),
    change('5', 'mmm', 'src/h.c', 'C', BEFORE, AFTER),
    change('6', 'zzz', 'src/i.c', 'C', BEFORE, AFTER),
  ],
  method_change: [
    ['10', '1', 'f', 'f( int a )', METHOD.before, 'True'],
    ['11', '1', 'f', 'f( int a )', METHOD.after, 'False'],
    ['12', '1', 'new', 'new( )', 'void new() {}', 'False'],
    ['13', '1', 'twice', 'twice( )', 'void twice() { a(); }', 'True'],
    ['14', '1', 'twice', 'twice( )', 'void twice() { b(); }', 'True'],
    ['15', '1', 'twice', 'twice( )', 'void twice() { c(); }', 'False'],
  ],
  cve: [
    ['CVE-2020-1', `[{'lang': 'en', 'value': 'It\\'s "bad".'}]`],
    ['CVE-2020-2', ''],
  ],
  cwe_classification: [
    ['CVE-2020-1', 'CWE-79'],
    ['CVE-2020-2', 'CWE-89'],
    ['CVE-2020-2', 'CWE-79'],
    ['CVE-2020-2', 'NVD-CWE-Other'],
  ],
};

/** A small database in the schema of CVEfixes, as its collector makes it: texts, and no indexes. */
export const writeCvefixes = (
  tables: Readonly<Record<string, readonly string[]>> = TABLES,
  rows: Readonly<Record<string, readonly (readonly (string | null)[])[]>> = ROWS,
): string => {
  const path = join(temporaryFolder(), 'CVEfixes.db');
  const database = new DatabaseSync(path);
  for (const [table, columns] of Object.entries(tables)) {
    database.exec(`CREATE TABLE ${table} (${columns.map((column) => `"${column}" TEXT`).join(', ')})`);
    const insert = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of rows[table] ?? []) insert.run(...row);
  }
  database.close();
  return path;
};

/** The tables that CVEfixes must have, and rows of them. */
export const CVEFIXES_TABLES = TABLES;
export const CVEFIXES_ROWS = ROWS;
