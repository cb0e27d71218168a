import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { groupedBars } from '../../../src/reports/charts/grouped-bars.ts';
import type { Figure, Table } from '../../../src/reports/exhibits/exhibit.ts';
import { EXHIBITS } from '../../../src/reports/exhibits/index.ts';
import { FORMATS } from '../../../src/reports/formats/index.ts';
import { latexText } from '../../../src/reports/formats/latex-text.ts';
import { temporaryFolder } from '../../support/files.ts';
import { HOSTILE, STUDIES } from './studies.ts';

/** A number that has everything, one that has nothing, a text and a gap, under two heads. */
const TABLE: Table = {
  kind: 'table',
  caption: 'Results of m_1.',
  columns: [
    { title: 'Model', names: true },
    { title: 'Method', names: true },
    { over: 'set A', group: 'Secure@1', title: 'bandit' },
    { over: 'set A', group: 'Secure@1', title: 'in\nall' },
    { over: 'set B', title: 'p' },
  ],
  rows: [
    [
      'm_1',
      'base',
      {
        value: 0.25,
        as: 'share',
        n: 1200,
        ci: [0.2, 0.3],
        bounds: [0.25, 0.5],
        unknown: 300,
        policy: 'bandit alone',
        mark: '*',
      },
      { value: 0.5, as: 'percent', n: 1200, ci: [0.4, 0.6] },
      null,
    ],
    [
      'm_1',
      '50 % off',
      { value: -0.125, as: 'number', n: 1200, ci: [-0.5, 0.25] },
      'no rule',
      { value: 0.0001, as: 'p', n: 7 },
    ],
  ],
  notes: ['* stars & stripes'],
};

describe('a small table', () => {
  test('as Markdown', () => {
    expect(FORMATS.md.write('table9', TABLE)).toBe(
      [
        String.raw`**Results of m\_1.**`,
        '',
        '| Model | Method | set A<br>Secure@1<br>bandit | set A<br>Secure@1<br>in<br>all | set B<br>p |',
        '| :--- | :--- | ---: | ---: | ---: |',
        String.raw`| m\_1 | base | 0.250\*<br><sub>0.200–0.300<br>≤0.500<br>300 unknown</sub> | 50.0 %<br><sub>40.0–60.0</sub> | – |`,
        String.raw`| m\_1 | 50 % off | −0.125<br><sub>−0.500 to 0.250</sub> | no rule | &lt;0.001 |`,
        '',
        '- n (set A) = 1,200.',
        '- n (set B) = 7.',
        String.raw`- \* stars &amp; stripes`,
        '',
      ].join('\n'),
    );
  });

  test('as LaTeX', () => {
    const text = FORMATS.tex.write('table9', TABLE) ?? '';
    expect(text.slice(text.indexOf('\\toprule'))).toBe(
      [
        String.raw`\toprule`,
        String.raw`\multicolumn{2}{c}{} & \multicolumn{2}{c}{set A} & \multicolumn{1}{c}{set B} \\`,
        String.raw`\cmidrule(lr){3-4} \cmidrule(lr){5-5}`,
        String.raw`\multicolumn{2}{c}{} & \multicolumn{2}{c}{Secure@1} & \multicolumn{1}{c}{} \\`,
        String.raw`\cmidrule(lr){3-4}`,
        String.raw`Model & Method & bandit & \begin{tabular}[t]{@{}r@{}}in\\all\end{tabular} & p \\`,
        String.raw`\midrule`,
        String.raw`m\_1 & base & \withdetails{0.250\textasteriskcentered{}}{0.200--0.300\\$\leq$0.500\\300 unknown} & \withdetails{50.0 \%}{40.0--60.0} & -- \\[0.4ex]`,
        String.raw` & 50 \% off & \withdetails{$-$0.125}{$-$0.500 to 0.250} & no rule & \textless{}0.001 \\[0.4ex]`,
        String.raw`\bottomrule`,
        String.raw`\end{tabular}}`,
        String.raw`\ifdim\wd0>\textwidth\resizebox{\textwidth}{!}{\usebox{0}}\else\usebox{0}\fi`,
        String.raw`\par\medskip`,
        String.raw`\begin{minipage}{\textwidth}\footnotesize\raggedright`,
        String.raw`n (set A) = 1,200.\par`,
        String.raw`n (set B) = 7.\par`,
        String.raw`\textasteriskcentered{} stars \& stripes\par`,
        String.raw`\end{minipage}`,
        String.raw`\end{table}`,
        '',
      ].join('\n'),
    );
  });

  test('as CSV: a line for each number, unrounded, with all that belongs to it', () => {
    expect(FORMATS.csv.write('table9', TABLE)).toBe(
      [
        'Model,Method,over,group,column,value,unit,n,ci_low,ci_high,bound_low,bound_high,unknown,policy',
        'm_1,base,set A,Secure@1,bandit,0.25,share,1200,0.2,0.3,0.25,0.5,300,bandit alone',
        'm_1,base,set A,Secure@1,in all,0.5,share,1200,0.4,0.6,,,,',
        'm_1,50 % off,set A,Secure@1,bandit,-0.125,number,1200,-0.5,0.25,,,,',
        'm_1,50 % off,set A,Secure@1,in all,no rule,text,,,,,,,',
        'm_1,50 % off,set B,,p,0.0001,p,7,,,,,,',
        '',
      ].join('\n'),
    );
  });

  test('has no picture', () => expect(FORMATS.svg.write('table9', TABLE)).toBeNull());
});

test('where rows rest on different numbers of samples, n has a column; exceptions stay with their number', () => {
  const share = (n: number) => ({ value: 0.5, as: 'share', n }) as const;
  const text = FORMATS.md.write('table9', {
    ...TABLE,
    columns: [{ title: 'Model', names: true }, { title: 'a' }, { title: 'b' }, { title: 'c' }],
    rows: [
      ['x', share(10), share(10), share(9)],
      ['y', share(20), share(20), null],
    ],
    notes: [],
  });
  expect(text).toContain('| Model | a | b | c | n |');
  expect(text).toContain('| x | 0.500 | 0.500 | 0.500<br><sub>n 9</sub> | 10 |');
  expect(text).toContain('| y | 0.500 | 0.500 | – | 20 |');
});

type Made = { readonly id: string; readonly exhibit: Table | Figure };

const madeOf = (study: string): Made[] => {
  const made = STUDIES[study]?.();
  if (!made) throw new Error('no such study');
  return Object.values(EXHIBITS).flatMap(({ id, make }) => {
    const exhibit = make(made);
    return exhibit.kind === 'absent' ? [] : [{ id, exhibit }];
  });
};

const tableOf = ({ exhibit }: Made): Table => (exhibit.kind === 'figure' ? exhibit.table : exhibit);

/** What is left open at the end of a text, or closed before it was opened: braces and environments. */
const unbalanced = (text: string): string[] => {
  const open: string[] = [];
  const parts = text.replaceAll(/\\[\\{}]/g, '').matchAll(/\\(begin|end)\{(\w+)\}|[{}]/g);
  for (const [part, what, name = '}'] of parts) {
    if (part === '{' || what === 'begin') open.push(name);
    else if (open.pop() !== name) return [`${part} closes nothing`];
  }
  return open;
};

const readXml = (text: string): string[] => {
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => expect(['script', 'foreignObject', 'image']).not.toContain(name));
  parser.on('text', (one) => texts.push(one));
  parser.write(text).close();
  return texts;
};

/** Every row has as many cells as the head, and nothing is mark-up. */
const checkMarkdown = (one: Made): void => {
  const text = FORMATS.md.write(one.id, one.exhibit) ?? '';
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) => row.replaceAll(/\\./g, '').split('|').length);
  expect(new Set(cells).size).toBe(1);
  expect(rows).toHaveLength(tableOf(one).rows.length + 2);
  expect(text.replaceAll(/<br>|<\/?sub>/g, '')).not.toMatch(/<|\u001b/);
};

/** Nothing is left open, and every row has as many cells as there are columns. */
const checkLatex = (one: Made): void => {
  const text = FORMATS.tex.write(one.id, one.exhibit) ?? '';
  expect(unbalanced(text)).toEqual([]);
  const columns = /\\begin\{tabular\}\{@\{\}([lr]+)@\{\}\}\n/.exec(text)?.[1]?.length;
  const body = text.slice(text.indexOf('\\midrule'), text.indexOf('\\bottomrule'));
  const rows = body.split('\n').filter((line) => line.endsWith(String.raw` \\[0.4ex]`));
  const cells = rows.map((row) => row.replaceAll(/\\[\\&]/g, '').split('&').length);
  expect(cells).toEqual(tableOf(one).rows.map(() => columns));
  expect(body.replaceAll(/\\\\/g, '')).not.toMatch(/\\(input|nope)|(?<!\\)[#_^]/);
};

/** Reads back as the numbers that were there. */
const checkCsv = (one: Made): void => {
  const { columns, rows } = tableOf(one);
  const text = FORMATS.csv.write(one.id, one.exhibit) ?? '';
  const read: Record<string, string>[] = parse(text, { columns: true });
  const cells = rows.flatMap((row) => row.filter((cell, at) => !columns[at]?.names && cell !== null));
  const written = cells.map((cell) => {
    if (typeof cell === 'string' || cell === null) return { unit: 'text' };
    const { value, n = '', ci = ['', ''], bounds = ['', ''], unknown = '', policy = '' } = cell;
    const all = {
      value,
      n,
      ci_low: ci[0],
      ci_high: ci[1],
      bound_low: bounds[0],
      bound_high: bounds[1],
      unknown,
    };
    return { ...Object.fromEntries(Object.entries(all).map(([key, one]) => [key, String(one)])), policy };
  });
  expect(read).toMatchObject(written);
};

/** Well-formed, says what the figure says, and is the same each time. */
const checkSvg = ({ id, exhibit }: Made): void => {
  if (exhibit.kind === 'table') return;
  const picture = FORMATS.svg.write(id, exhibit) ?? '';
  const texts = readXml(picture).join('\n');
  expect(texts).toContain('Policy:');
  expect(texts).toMatch(/samples (judged|for each mark)/);
  expect(picture).not.toMatch(/\u001b|zr\d/);
  expect(FORMATS.svg.write(id, exhibit)).toBe(picture);
};

test.each(['two data sets', 'bare', 'labelled', 'hostile', 'pooled'])(
  'exhibits of a study, %s, can be read in every format',
  (name) => {
    for (const one of madeOf(name)) {
      checkMarkdown(one);
      checkLatex(one);
      checkCsv(one);
      checkSvg(one);
    }
  },
);

test('a figure names models, methods and scanners', () => {
  const figure = madeOf('full').find(({ id }) => id === 'figure6')?.exhibit;
  const texts = readXml((figure && FORMATS.svg.write('figure6', figure)) ?? '');
  expect(texts).toEqual(
    expect.arrayContaining(['alpha', 'beta', 'base', 'promsec', 'bandit', 'openai:wise']),
  );
});

test('names with characters that no file may hold leave a picture readable', () => {
  const name = 'm\u001b[1m\u0007\u202e';
  const { chart, ...size } = groupedBars({
    groups: [name],
    series: [name, 'n'],
    panels: [{ title: name, bars: [[{ value: 0.5 }, null]] }],
    footer: [],
  });
  const figure: Figure = { kind: 'figure', caption: 'c.', ...size, chart, table: TABLE, notes: [] };
  const texts = readXml(FORMATS.svg.write('figure3', figure) ?? '').join('\n');
  expect(texts.match(/m<U\+001B>\[1m<U\+0007><U\+202E>/g)?.length).toBeGreaterThanOrEqual(3);
});

test('a name that a spreadsheet would compute stays a name', () => {
  for (const { id, exhibit } of madeOf('hostile')) {
    const read: string[][] = parse(FORMATS.csv.write(id, exhibit) ?? '');
    expect(read.flat().filter((field) => /^[=+@\t\r]/.test(field))).toEqual([]);
  }
});

const characters = fc.oneof(
  fc.constantFrom(...'\\{}$&#%_^~<>|"\'`*[]–—…−×→≤≥±Δ✓✗●◐○†‡’'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
);

test('LaTeX prints any text as it is', () => {
  fc.assert(
    fc.property(fc.array(characters), (parts) => {
      const written = latexText(parts.join(''));
      expect(unbalanced(written)).toEqual([]);
      const rest = written.replaceAll(/\\[{}$&#%_]|\\[a-z]+\{\}|\$\\[a-z]+\$|\$-\$/gi, '');
      expect(rest).not.toMatch(/[\\$&#%_^~]/);
    }),
  );
  expect(latexText(HOSTILE)).not.toContain('\\input');
  expect(latexText('review --report ,, a-b')).toBe('review -{}-report ,{}, a-b');
});

const hasLatex = spawnSync('pdflatex', ['--version']).status === 0;

test.skipIf(!hasLatex)('LaTeX makes pages of it', () => {
  const folder = temporaryFolder();
  const inputs = ['labelled', 'hostile'].flatMap((study) =>
    madeOf(study).map(({ id, exhibit }) => {
      writeFileSync(join(folder, `${study}-${id}.tex`), FORMATS.tex.write(id, exhibit) ?? '');
      return String.raw`\input{${study}-${id}.tex}\clearpage`;
    }),
  );
  const preamble = String.raw`\documentclass{article}\usepackage[T1]{fontenc}\usepackage{amssymb,booktabs,graphicx,textcomp}`;
  const document = [preamble, String.raw`\begin{document}`, ...inputs, String.raw`\end{document}`].join('\n');
  writeFileSync(join(folder, 'all.tex'), document);
  const options = ['-interaction=nonstopmode', '-halt-on-error', 'all.tex'];
  const { status, stdout } = spawnSync('pdflatex', options, { cwd: folder, encoding: 'utf8' });
  expect(stdout).not.toContain('Overfull \\hbox');
  expect(status).toBe(0);
});
