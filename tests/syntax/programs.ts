import fc from 'fast-check';

/** A statement of a small language; every statement and clause that is one in the graph has a line of its own. */
export type Statement =
  | { readonly kind: 'set'; readonly target: string; readonly reads: readonly string[] }
  | { readonly kind: 'if'; readonly reads: string; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: 'while'; readonly reads: string; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: 'endless'; readonly body: Block }
  | { readonly kind: 'for'; readonly target: string; readonly reads: string; readonly body: Block }
  | { readonly kind: 'with'; readonly target: string; readonly reads: string; readonly body: Block }
  | {
      readonly kind: 'try';
      readonly body: Block;
      readonly handler: Handler | undefined;
      readonly last: Block;
    }
  | { readonly kind: 'return' | 'raise' | 'break' | 'continue' | 'pass' };
export type Handler = { readonly all: boolean; readonly body: Block };
export type Block = readonly Statement[];

const names = fc.constantFrom('a', 'b', 'c');

/** Blocks of up to three statements; empty ones where a clause may be left out. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block; statement: Statement }>((tie) => {
  const block = tie('block');
  const optional = fc.oneof(fc.constant<Block>([]), block);
  const simple = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('set' as const),
        target: names,
        reads: fc.array(names, { maxLength: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'return' as const,
          'raise' as const,
          'break' as const,
          'continue' as const,
          'pass' as const,
        ),
      }),
    },
  );
  return {
    block: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }),
    statement: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      simple,
      fc.record({ kind: fc.constant('if' as const), reads: names, body: block, otherwise: optional }),
      fc.record({ kind: fc.constant('while' as const), reads: names, body: block, otherwise: optional }),
      fc.record({ kind: fc.constant('endless' as const), body: block }),
      fc.record({ kind: fc.constant('for' as const), target: names, reads: names, body: block }),
      fc.record({ kind: fc.constant('with' as const), target: names, reads: names, body: block }),
      fc
        .record({
          kind: fc.constant('try' as const),
          body: block,
          handler: fc.option(fc.record({ all: fc.boolean(), body: block }), { nil: undefined }),
          last: optional,
        })
        .map((each) =>
          each.handler || each.last.length > 0 ? each : { ...each, last: [{ kind: 'pass' as const }] },
        ),
    ),
  };
}).block;

/** A statement with its line. */
export type Placed = { readonly line: number; readonly statement: Statement };

/** Python of a function with this body, and the lines of statements; those of handlers are kept apart. */
export const write = (body: Block): { code: string; lines: ReadonlyMap<Statement | Handler, number> } => {
  const text = ['def f(a, b):'];
  const lines = new Map<Statement | Handler, number>();
  const add = (depth: number, line: string): number => text.push(`${'  '.repeat(depth)}${line}`);
  const block = (statements: Block, depth: number, inLoop: boolean): void => {
    for (const each of statements) statement(each, depth, inLoop);
  };
  const statement = (each: Statement, depth: number, inLoop: boolean): void => {
    const put = (line: string): void => void lines.set(each, add(depth, line));
    const otherwise = (clause: string, inner: Block, loop: boolean): void => {
      if (inner.length === 0) return;
      add(depth, clause);
      block(inner, depth + 1, loop);
    };
    if (each.kind === 'set') put(`${each.target} = g(${each.reads.join(', ')})`);
    else if (each.kind === 'if') {
      put(`if ${each.reads}:`);
      block(each.body, depth + 1, inLoop);
      otherwise('else:', each.otherwise, inLoop);
    } else if (each.kind === 'while') {
      put(`while ${each.reads}:`);
      block(each.body, depth + 1, true);
      otherwise('else:', each.otherwise, inLoop);
    } else if (each.kind === 'endless') {
      put('while True:');
      block(each.body, depth + 1, true);
    } else if (each.kind === 'for') {
      put(`for ${each.target} in ${each.reads}:`);
      block(each.body, depth + 1, true);
    } else if (each.kind === 'with') {
      put(`with ${each.reads} as ${each.target}:`);
      block(each.body, depth + 1, inLoop);
    } else if (each.kind === 'try') {
      put('try:');
      block(each.body, depth + 1, inLoop);
      if (each.handler) {
        lines.set(each.handler, add(depth, each.handler.all ? 'except:' : 'except E:'));
        block(each.handler.body, depth + 1, inLoop);
      }
      otherwise('finally:', each.last, inLoop);
    } else put(!inLoop && (each.kind === 'break' || each.kind === 'continue') ? 'pass' : each.kind);
  };
  block(body, 1, false);
  return { code: `${text.join('\n')}\n`, lines };
};
