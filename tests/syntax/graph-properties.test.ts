import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, it } from 'vitest';
import { type CodeGraph, codeGraph } from '../../src/syntax/graph.ts';
import { readProgram } from '../../src/syntax/python.ts';
import { type Block, blocks, type Handler, type Statement, write } from './programs.ts';

const graphOf = (code: string): CodeGraph => {
  const program = readProgram(code);
  if (program.status === 'unknown') throw new Error(`${program.reason}\n${code}`);
  const graph = codeGraph(program.value);
  if (graph.status === 'unknown') throw new Error(graph.reason);
  return graph.value;
};

it('is a tree with edges between its nodes', () => {
  fc.assert(
    fc.property(blocks, (body) => {
      const { nodes, edges, scopes } = graphOf(write(body).code);
      const gates = scopes.flatMap(({ entry, exit }) => [entry, exit]);
      expect(nodes.map(({ id }) => id)).toEqual([...nodes.keys()]);
      expect(edges.filter(({ from, to }) => !nodes[from] || !nodes[to])).toEqual([]);
      const ends = (kind: string) =>
        edges.flatMap(({ kind: own, from, to }) => {
          const [source, target] = [nodes[from], nodes[to]];
          return own === kind && source && target ? [[source, target] as const] : [];
        });
      const inTree = nodes.map(({ id }) => id).filter((id) => id !== 0 && !gates.includes(id));
      const children = ends('child');
      expect(children.map(([, { id }]) => id).toSorted((a, b) => a - b)).toEqual(inTree);
      expect(children.filter(([a, b]) => a.id >= b.id || a.start > b.start || a.end < b.end)).toEqual([]);
      const flow = ends('flow');
      expect(flow.filter(([a, b]) => a.scope !== b.scope)).toEqual([]);
      expect(flow.filter(([a, b]) => a.role === 'exit' || b.role === 'entry')).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

type Ending = 'through' | 'return' | 'break' | 'continue' | 'raise';

/** What happened when a program was gone through: lines one after the other, and where a name that was read came from. */
type Walk = {
  readonly steps: readonly { readonly from: number; readonly to: number; readonly raised: boolean }[];
  readonly reads: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  /** The last line, if control left the function in a way that the graph shows. */
  readonly left: number | undefined;
};

/** Goes through a program as Python would, where conditions, failures and items to loop over are decided by `chance`. */
const walk = (body: Block, lines: ReadonlyMap<Statement | Handler, number>, chance: () => number): Walk => {
  const steps: { from: number; to: number; raised: boolean }[] = [];
  const reads: { name: string; from: number; to: number }[] = [];
  const bound = new Map([
    ['a', 1],
    ['b', 1],
  ]);
  let at = 0;
  let fails = false;
  let shown = true;
  const often = (share: number): boolean => steps.length < 60 && chance() < share;

  const visit = (what: Statement | Handler, names: readonly string[] = []): number => {
    const line = lines.get(what) ?? Number.NaN;
    steps.push({ from: at, to: line, raised: fails });
    at = line;
    fails = false;
    shown = true;
    for (const name of names) {
      const from = bound.get(name);
      if (from !== undefined) reads.push({ name, from, to: line });
    }
    return line;
  };
  const fail = (): boolean => {
    fails = often(0.1);
    if (fails) shown = false;
    return fails;
  };
  const block = (statements: Block, inLoop: boolean): Ending => {
    for (const each of statements) {
      const ending = statement(each, inLoop);
      if (ending !== 'through') return ending;
    }
    return 'through';
  };
  const loop = (each: Extract<Statement, { body: Block }>, again: () => boolean): Ending | 'over' => {
    for (;;) {
      const line = visit(each, 'reads' in each ? [each.reads] : []);
      if (fail()) return 'raise';
      if (!again()) return 'over';
      if (each.kind === 'for') bound.set(each.target, line);
      const ending = block(each.body, true);
      if (ending === 'break') return 'through';
      if (ending === 'return' || ending === 'raise') return ending;
    }
  };
  const statement = (each: Statement, inLoop: boolean): Ending => {
    switch (each.kind) {
      case 'set': {
        const line = visit(each, each.reads);
        if (fail()) return 'raise';
        bound.set(each.target, line);
        return 'through';
      }
      case 'if':
        visit(each, [each.reads]);
        if (fail()) return 'raise';
        return block(often(0.5) ? each.body : each.otherwise, inLoop);
      case 'for':
      case 'while': {
        const ending = loop(each, () => often(0.6));
        if (ending !== 'over') return ending;
        return each.kind === 'while' ? block(each.otherwise, inLoop) : 'through';
      }
      case 'endless': {
        // Python would never end: here it fails.
        const ending = loop(each, () => steps.length < 60);
        if (ending !== 'over') return ending;
        fails = true;
        shown = false;
        return 'raise';
      }
      case 'with': {
        const line = visit(each, [each.reads]);
        if (fail()) return 'raise';
        bound.set(each.target, line);
        return block(each.body, inLoop);
      }
      case 'try': {
        visit(each);
        let ending = block(each.body, inLoop);
        if (ending === 'raise' && each.handler && (each.handler.all || often(0.5))) {
          visit(each.handler);
          ending = block(each.handler.body, inLoop);
        }
        const last = block(each.last, inLoop);
        return last === 'through' ? ending : last;
      }
      case 'return':
        visit(each);
        return fail() ? 'raise' : 'return';
      case 'raise':
        visit(each);
        fails = true;
        return 'raise';
      case 'break':
      case 'continue':
        visit(each);
        return inLoop ? each.kind : 'through';
      case 'pass':
        visit(each);
        return 'through';
    }
  };
  block(body, false);
  return { steps, reads, left: shown ? at : undefined };
};

it('has an edge for whatever happens when the program runs', () => {
  fc.assert(
    fc.property(blocks, fc.array(fc.nat(), { minLength: 1, maxLength: 20 }), (body, seeds) => {
      const { code, lines } = write(body);
      const { nodes, edges, scopes } = graphOf(code);
      const [, { entry, exit } = { entry: 0, exit: 0 }] = scopes;
      const lineOf = (id: number): number =>
        id === entry ? 0 : id === exit ? -1 : (nodes[id]?.line ?? Number.NaN);
      const known = new Set(
        edges.flatMap((edge) => {
          const way = `${lineOf(edge.from)} ${lineOf(edge.to)}`;
          if (edge.kind === 'data') return [`${edge.name} ${way}`];
          return edge.kind === 'flow' ? [way, ...(edge.raises ? [`${way} raises`] : [])] : [];
        }),
      );
      for (const seed of seeds) {
        const lots = xoroshiro128plus(seed);
        const { steps, reads, left } = walk(body, lines, () => uniformFloat64(lots));
        for (const { from, to, raised } of steps) {
          expect(known, code).toContain(`${from} ${to}${raised ? ' raises' : ''}`);
        }
        for (const { name, from, to } of reads) expect(known, code).toContain(`${name} ${from} ${to}`);
        if (left !== undefined) expect(known, code).toContain(`${left} -1`);
      }
    }),
    { numRuns: 150 },
  );
});
