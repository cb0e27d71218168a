import { describe, expect, it } from 'vitest';
import { type CodeGraph, codeGraph, FEATURES, nodesOn } from '../../src/syntax/graph.ts';
import { readProgram } from '../../src/syntax/python.ts';

const graphOf = (code: string): CodeGraph => {
  const program = readProgram(code);
  if (program.status === 'unknown') throw new Error(program.reason);
  const graph = codeGraph(program.value);
  if (graph.status === 'unknown') throw new Error(graph.reason);
  return graph.value;
};

/** `3 call os.system`; where a scope begins and ends, `entry 1`, with the line of its owner. */
const labels = ({ nodes }: CodeGraph): string[] =>
  nodes.map(({ role, kind, line, name }) =>
    role === 'entry' || role === 'exit' ? `${role} ${line}` : [line, kind, name].filter(Boolean).join(' '),
  );

const edgesOf = (graph: CodeGraph, wanted: 'child' | 'flow' | 'data'): string[] => {
  const label = labels(graph);
  return graph.edges
    .filter(({ kind }) => kind === wanted)
    .map((edge) => {
      const arrow =
        edge.kind === 'data' ? `-${edge.name}->` : edge.kind === 'flow' && edge.raises ? '-!->' : '->';
      return `${label[edge.from]} ${arrow} ${label[edge.to]}`;
    });
};

const numeric = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** Flow within the first function, by line: `2>3 3>exit`; `2!>5` where line 2 fails. */
const flowOf = (code: string): string => {
  const { nodes, edges, scopes } = graphOf(code);
  const scope = scopes.findIndex(({ owner }) => nodes[owner]?.kind === 'function_definition');
  const at = (id: number): string => {
    const { role, line } = nodes[id] ?? { role: 'statement', line: 0 };
    return role === 'statement' ? String(line) : role;
  };
  return edges
    .flatMap((edge) =>
      edge.kind === 'flow' && nodes[edge.from]?.scope === scope
        ? [`${at(edge.from)}${edge.raises ? '!' : ''}>${at(edge.to)}`]
        : [],
    )
    .sort((a, b) => numeric(a.replace('entry', '0'), b.replace('entry', '0')))
    .join(' ');
};

/** Data flow by line: `1 x 3`: what line 1 binds as x, line 3 reads. */
const dataOf = (code: string): string[] => {
  const { nodes, edges } = graphOf(code);
  const line = (id: number) => nodes[id]?.line;
  return [
    ...new Set(
      edges.flatMap((edge) =>
        edge.kind === 'data' ? [`${line(edge.from)} ${edge.name} ${line(edge.to)}`] : [],
      ),
    ),
  ].sort(numeric);
};

describe('a graph written by hand', () => {
  const graph = graphOf(
    [
      'import os',
      '',
      '@app.route("/x")',
      'def f(name, *rest, deep=True):',
      '    cmd = "ls " + name',
      '    return os.system(cmd, check=deep)',
      '',
    ].join('\n'),
  );

  it('has these nodes', () => {
    expect(labels(graph)).toEqual([
      '1 module',
      'entry 1',
      'exit 1',
      '1 import_statement',
      '3 function_definition f',
      'entry 3',
      'exit 3',
      '3 call app.route',
      '3 string',
      '4 identifier name',
      '4 list_splat_pattern rest',
      '4 default_parameter deep',
      '5 assignment',
      '5 binary_operator +',
      '5 string',
      '6 return_statement',
      '6 call os.system',
      '6 keyword_argument check',
    ]);
  });

  it('has these edges', () => {
    expect(edgesOf(graph, 'child')).toEqual([
      '1 module -> 1 import_statement',
      '1 module -> 3 function_definition f',
      '3 function_definition f -> 3 call app.route',
      '3 call app.route -> 3 string',
      '3 function_definition f -> 4 identifier name',
      '3 function_definition f -> 4 list_splat_pattern rest',
      '3 function_definition f -> 4 default_parameter deep',
      '3 function_definition f -> 5 assignment',
      '5 assignment -> 5 binary_operator +',
      '5 binary_operator + -> 5 string',
      '3 function_definition f -> 6 return_statement',
      '6 return_statement -> 6 call os.system',
      '6 call os.system -> 6 keyword_argument check',
    ]);
    expect(edgesOf(graph, 'flow')).toEqual([
      'entry 1 -> 1 import_statement',
      '1 import_statement -> 3 function_definition f',
      '3 function_definition f -> exit 1',
      'entry 3 -> 5 assignment',
      '5 assignment -> 6 return_statement',
      '6 return_statement -> exit 3',
    ]);
    expect(edgesOf(graph, 'data')).toEqual([
      '4 identifier name -name-> 5 binary_operator +',
      '4 default_parameter deep -deep-> 6 keyword_argument check',
      '5 assignment -cmd-> 6 call os.system',
    ]);
  });

  it('counts what a model reads', () => {
    const [, , , , , , , , , , , , , sum] = graph.nodes;
    expect(FEATURES.map((feature) => sum?.features[feature])).toEqual([3, 7, 1, 0, 0, 0]);
    const inner = graphOf(
      'for a in b:\n    if a:\n        try:\n            f(a)\n        except E:\n            g()\n',
    );
    const call = inner.nodes.find(({ name }) => name === 'f')?.features;
    expect(call).toEqual({ depth: 5, size: 6, identifiers: 2, loops: 1, conditions: 1, handled: 1 });
    expect(inner.nodes.find(({ name }) => name === 'g')?.features).toMatchObject({
      conditions: 2,
      handled: 0,
    });
  });

  it('tells what is on a line, the statement first', () => {
    const on = (line: number, endLine = line) =>
      nodesOn(graph, line, endLine).map(({ id }) => labels(graph)[id]);
    expect(on(6)).toEqual(['6 return_statement', '6 call os.system', '6 keyword_argument check']);
    expect(on(4)).toEqual([
      '3 function_definition f',
      '4 identifier name',
      '4 list_splat_pattern rest',
      '4 default_parameter deep',
    ]);
    expect(on(2)).toEqual([]);
    expect(on(5, 6)[1]).toBe('6 return_statement');
  });
});

describe('control flow', () => {
  it.each([
    [
      'branches',
      'def f(a):\n  if a:\n    b()\n  elif c:\n    d()\n  else:\n    e()\n  g()',
      'entry>2 2>3 2>4 3>8 4>5 4>7 5>8 7>8 8>exit',
    ],
    ['no else', 'def f(a):\n  if a:\n    return\n  g()', 'entry>2 2>3 2>4 3>exit 4>exit'],
    [
      'a loop',
      'def f(a):\n  for b in a:\n    if b:\n      break\n    if c:\n      continue\n    d()\n  else:\n    e()\n  g()',
      'entry>2 2>3 2>9 3>4 3>5 4>10 5>6 5>7 6>2 7>2 9>10 10>exit',
    ],
    [
      'an endless loop',
      'def f():\n  while True:\n    if a:\n      break\n  g()',
      'entry>2 2>3 3>2 3>4 4>5 5>exit',
    ],
    ['what nothing reaches', 'def f():\n  return 1\n  g()', 'entry>2 2>exit 3>exit'],
    [
      'with suppress',
      'def f():\n  with contextlib.suppress(E):\n    a()\n    return b()\n  c()',
      'entry>2 2>3 3!>5 3>4 4!>5 4>exit 5>exit',
    ],
    ['with', 'def f():\n  with a as b:\n    c()\n  d()', 'entry>2 2>3 3>4 4>exit'],
    [
      'match',
      'def f(a):\n  match a:\n    case 1:\n      b()\n    case _:\n      c()\n  d()',
      'entry>2 2>3 3>4 3>5 4>7 5>6 6>7 7>exit',
    ],
    [
      'a match that may not match',
      'def f(a):\n  match a:\n    case 1 | 2:\n      b()',
      'entry>2 2>3 3>4 3>exit 4>exit',
    ],
    ['raise', 'def f():\n  raise E\n', 'entry>2 2!>exit'],
    [
      'try',
      'def f():\n  try:\n    a()\n    b()\n  except E:\n    c()\n  else:\n    d()\n  e()',
      'entry>2 2>3 3!>5 3>4 4!>5 4>8 5>6 6>9 8>9 9>exit',
    ],
    [
      'an exception that is not caught goes on to the next handler out',
      'def f():\n  try:\n    try:\n      a()\n    except E:\n      b()\n  except:\n    c()',
      'entry>2 2>3 3>4 4!>5 4!>7 4>exit 5>6 6!>7 6>exit 7>8 8>exit',
    ],
    [
      'and to none after a handler for all',
      'def f():\n  try:\n    try:\n      a()\n    except Exception as e:\n      pass\n  except:\n    c()',
      'entry>2 2>3 3>4 4!>5 4>exit 5>6 6>exit 7>8 8>exit',
    ],
    [
      'finally, on every way out',
      'def f():\n  for a in b:\n    try:\n      if a:\n        break\n      return a\n    finally:\n      c()\n  d()',
      'entry>2 2>3 2>9 3>4 4!>8 4>5 4>6 5>8 6!>8 6>8 8>9 8>exit 9>exit',
    ],
    [
      'finally, and on',
      'def f():\n  try:\n    a()\n  finally:\n    b()\n  c()',
      'entry>2 2>3 3!>5 3>5 5>6 5>exit 6>exit',
    ],
    ['a function in it is a statement', 'def f():\n  def g():\n    a()\n  return g', 'entry>2 2>4 4>exit'],
  ])('%s', (_, code, flow) => {
    expect(flowOf(code)).toBe(flow);
  });
});

describe('data flow', () => {
  it.each([
    ['the last value only', 'a = 1\na = 2\nb(a)', ['2 a 3']],
    ['either value after a branch', 'a = 1\nif c:\n  a = 2\nb(a)', ['1 a 4', '3 a 4']],
    ['round a loop', 'a = 1\nwhile c:\n  a = a + 1\nb(a)', ['1 a 3', '1 a 4', '3 a 3', '3 a 4']],
    ['what is added to', 'a = 1\na += 2\nb(a)', ['1 a 2', '2 a 3']],
    ['a loop that may not run', 'a = 1\nfor a in b:\n  c(a)\nd(a)', ['1 a 4', '2 a 3', '2 a 4']],
    ['a loop whose body binds anew', 'for a in b:\n  a = 1\nc(a)', ['2 a 3']],
    ['several targets', 'a, (b, *c) = d = e\nf(a, b, c, d)', ['1 a 2', '1 b 2', '1 c 2', '1 d 2']],
    ['attributes and items are no variables', 'a = 1\na.b = 2\na[0] = 3\nc(a)', ['1 a 2', '1 a 3', '1 a 4']],
    ['names that are only names', 'b = 1\na.b(b=2)', []],
    ['an annotation', 'b = 1\na: b = 2\na: b\nc(a)', ['2 a 4']],
    ['what a function is said to return', 'a = 1\ndef f() -> a: pass', []],
    ['what is gone', 'a = 1\ndel a\nb(a)', ['1 a 2']],
    [
      'imports',
      'import a.b, c as d\nfrom e import f as g, h\ni(a, b, c, d, e, f, g, h)',
      ['1 a 3', '1 d 3', '2 g 3', '2 h 3'],
    ],
    ['with', 'with a as b, c(b) as d:\n  e(b, d)', ['1 b 1', '1 b 2', '1 d 2']],
    ['an assignment that fails', 'a = 1\ntry:\n  a = b()\nexcept E as e:\n  c(a, e)', ['1 a 5', '4 e 5']],
    ['and one within an expression', 'try:\n  b(a := 1, c())\nexcept E:\n  d(a)', ['2 a 4']],
    [
      'a condition that may not bind',
      'a = 1\nif b and (a := c()) and a:\n  d(a)',
      ['1 a 2', '1 a 3', '2 a 2', '2 a 3'],
    ],
    ['comprehensions', 'a = b = 1\nc = [a + b for a in a if a]', ['1 a 2', '1 b 2']],
    ['their names are their own', 'a = 1\nb = {a: c for a in d for c in a}', []],
    ['lambdas', 'a = b = 1\nc = lambda a, d=a: a + b', ['1 a 2', '1 b 2']],
    [
      'a pattern',
      'match a:\n  case [b, *c] if b:\n    d(b, c)\n  case E(f=g):\n    h(f, g, E)',
      ['2 b 2', '2 b 3', '2 c 3', '4 g 5'],
    ],
    ['f-strings', 'a = b = 1\nc(f"{a:>{b}}")', ['1 a 2', '1 b 2']],
    [
      'parameters',
      'def f(a, b: int = 1, *c, **d):\n  e(\n    a, b, c, d)',
      ['1 a 2', '1 b 2', '1 c 2', '1 d 2'],
    ],
    ['defaults are read where the function is defined', 'a = 1\ndef f(b=a):\n  c(b)', ['1 a 2', '2 b 3']],
    ['not across functions', 'a = 1\ndef f():\n  b(a)\n  a = 2', []],
    ['functions and classes are values', 'def f(): pass\nclass A: pass\nf(A)', ['1 f 3', '2 A 3']],
    ['the body of a class', 'a = 1\nclass A:\n  b = 2\n  c = b + a', ['3 b 4']],
    ['nothing from where control does not come', 'def f():\n  a = 1\n  return\n  b(a)', []],
  ])('%s', (_, code, data) => {
    expect(dataOf(code)).toEqual(data);
  });
});

it('is unknown for what is nested too deep', () => {
  const program = readProgram('a');
  if (program.status === 'unknown') throw new Error(program.reason);
  let root = program.value.root;
  for (let depth = 0; depth < 20_000; depth++) root = { ...root, kind: 'block', children: [root] };
  expect(codeGraph({ ...program.value, root })).toEqual({
    status: 'unknown',
    reason: 'the code is nested too deep',
  });
});
