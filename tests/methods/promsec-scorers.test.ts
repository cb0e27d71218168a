import { describe, expect, it } from 'vitest';
import type { Finding, Level } from '../../src/core/finding.ts';
import { openJob } from '../../src/methods/kit/job.ts';
import { inspect } from '../../src/methods/kit/state.ts';
import type { ScoreContext, Scorer } from '../../src/methods/promsec/scorer.ts';
import { greedy } from '../../src/methods/promsec/scorers/greedy.ts';
import { SCORERS } from '../../src/methods/promsec/scorers/index.ts';
import { random } from '../../src/methods/promsec/scorers/random.ts';
import { transform } from '../../src/methods/promsec/transform.ts';
import type { HeardScan } from '../../src/methods/workbench.ts';
import { bifocal } from '../../src/scanners/bifocal/index.ts';
import { codeGraph, FEATURES } from '../../src/syntax/graph.ts';
import { readProgram } from '../../src/syntax/python.ts';
import { benchOf, requestOf, scriptedModel, visibleTask } from './support.ts';

const CODE = `import hashlib
import yaml


def load(text, body):
    digest = hashlib.md5(body.encode()).hexdigest()
    return yaml.load(text, Loader=yaml.Loader), digest
`;

/** Lets a scorer loose on a code; returns the contexts that it got, and the code that came out. */
const play = async (
  score: Scorer['score'],
): Promise<{ contexts: ScoreContext[]; code: string; why: string }> => {
  const contexts: ScoreContext[] = [];
  const task = visibleTask({ entryPoint: 'load' });
  const job = openJob(requestOf(scriptedModel([]), { task, workbench: benchOf([bifocal]) }), 1);
  const state = await inspect(job, 0, { raw: CODE, form: 'answer' }, ['security']);
  const scorer: Scorer = {
    id: 'own',
    title: '',
    score: (context) => {
      contexts.push(context);
      return score(context);
    },
  };
  const code = await transform(scorer)(job, 1, state);
  const { trace } = job.handIn({ raw: code, form: 'answer' }, { stop: 'stuck' });
  const last = trace.steps.at(-1);
  return { contexts, code, why: last?.step === 'decide' ? last.because : '' };
};

describe('what a scorer gets', () => {
  it('is the graph, with the findings and the edits in their places', async () => {
    const { contexts, code, why } = await play(async ({ edits }) => edits.map(() => 0));
    const [{ graph, findings, edits, scans, seed } = expect.fail('not asked')] = contexts;
    const names = (ids: readonly number[]) => ids.map((id) => graph.nodes[id]?.name ?? graph.nodes[id]?.kind);
    expect(code).toBe(CODE);
    expect(why).toBe('own: no edit has a score above 0');
    expect(scans.map(({ scanner }) => scanner)).toEqual(['bifocal']);
    const load = findings.find(({ line }) => line === 7);
    expect(load).toMatchObject({ scanner: 'bifocal', rule: 'py/unsafe-deserialisation' });
    expect(names(load?.nodes ?? [])).toEqual(['return_statement', 'yaml.load', 'Loader', 'yaml.Loader']);
    const mend = edits.find(({ edit }) => edit === 'yaml-safe-load');
    expect(mend?.nodes).toEqual(load?.nodes);
    expect(mend?.code).toContain('yaml.safe_load(text)');
    expect(Number.isInteger(seed)).toBe(true);
  });

  it('is enough for a model of the graph: numbers, categories, edges by kind, and a mask', async () => {
    const { contexts } = await play(async ({ edits }) => edits.map(() => 0));
    const [{ graph, edits } = expect.fail('not asked')] = contexts;
    const kinds = [...new Set(graph.nodes.map(({ kind }) => kind))];
    const rows = graph.nodes.map(({ kind, features }) => [
      kinds.indexOf(kind),
      ...FEATURES.map((feature) => features[feature]),
    ]);
    expect(rows.every((row) => row.length === 7 && row.every(Number.isFinite))).toBe(true);
    const adjacency = Object.groupBy(graph.edges, ({ kind }) => kind);
    expect(Object.keys(adjacency).toSorted()).toEqual(['child', 'data', 'flow']);
    const mask = new Set(edits.map(({ edit, nodes: [node] }) => `${node} ${edit}`));
    expect(mask.size).toBe(edits.length);
  });

  it('lets it plan over several edits, whose graphs it can make', async () => {
    const { code, contexts } = await play(async ({ edits }) =>
      edits.map(({ code }) => {
        const program = readProgram(code);
        const graph = program.status === 'ok' ? codeGraph(program.value) : program;
        return graph.status === 'ok' ? 1000 - graph.value.nodes.length : 0;
      }),
    );
    expect(contexts.length).toBeGreaterThanOrEqual(2);
    expect(code).not.toMatch(/md5|yaml\.Loader/);
  });

  it('takes the smallest change of those that it likes alike', async () => {
    const { contexts } = await play(async ({ edits }) => edits.map(() => 1));
    const [first, second] = contexts;
    const lengths = first?.edits.map(({ code }) => Math.abs(code.length - CODE.length)) ?? [];
    expect(lengths.length).toBeGreaterThan(1);
    const chosen = first?.edits.find(({ code }) => code === second?.code);
    expect(chosen?.edit).toBe('strong-hash');
  });
});

it('rescans what it has not seen, and only that', async () => {
  const { contexts } = await play(async ({ code, scans, edits, rescan }) => {
    expect((await rescan([code]))[0]).toBe(scans);
    const twice = await rescan(edits.flatMap(({ code }) => [code, code]));
    expect(twice[0]).toBe(twice[1]);
    return edits.map(() => 0);
  });
  expect(contexts).toHaveLength(1);
});

describe('random', () => {
  it('draws from the seed alone, above 0', async () => {
    const { contexts } = await play(async ({ edits }) => edits.map(() => 0));
    const [context = expect.fail('not asked')] = contexts;
    const drawn = (seed: number) => random.score({ ...context, seed });
    expect(await drawn(1)).toEqual(await drawn(1));
    expect(await drawn(1)).not.toEqual(await drawn(2));
    const scores = (await Promise.all(Array.from({ length: 50 }, (_, seed) => drawn(seed)))).flat();
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
  });
});

describe('greedy', () => {
  const finding = (severity: Level): Finding => ({
    rule: severity,
    cwes: [],
    severity,
    confidence: 'high',
    message: '',
    line: 1,
  });
  const scan = (scanner: string, ...levels: readonly Level[]): HeardScan => ({
    scanner,
    status: 'ok',
    findings: levels.map(finding),
  });
  const silent = (scanner: string): HeardScan => ({
    scanner,
    status: 'unknown',
    reason: 'broke',
    findings: [],
  });

  const gain = async (
    before: readonly HeardScan[],
    after: readonly HeardScan[],
  ): Promise<number | undefined> => {
    const program = readProgram('a');
    const graph = program.status === 'ok' ? codeGraph(program.value) : program;
    if (graph.status === 'unknown') throw new Error(graph.reason);
    const edit = { edit: 'x', cwes: [], line: 1, endLine: 1, what: '', code: 'b', nodes: [] };
    const context = { code: 'a', graph: graph.value, scans: before, findings: [], edits: [edit], seed: 1 };
    return (await greedy.score({ ...context, rescan: async () => [after] }))[0];
  };

  it.each([
    ['what goes', [scan('a', 'high', 'low')], [scan('a', 'low')], 3],
    ['less what comes', [scan('a', 'high')], [scan('a', 'low', 'low')], 1],
    ['worse', [scan('a')], [scan('a', 'medium')], -2],
    ['over all scanners', [scan('a', 'low'), scan('b', 'low')], [scan('b'), scan('a')], 2],
    [
      'nothing for a scanner that was silent before',
      [silent('a'), scan('b', 'low')],
      [scan('a', 'low'), scan('b')],
      1,
    ],
    [
      'never what silences a scanner',
      [scan('a', 'low'), scan('b', 'low')],
      [silent('a'), scan('b')],
      Number.NEGATIVE_INFINITY,
    ],
    ['nor what it says nothing of', [scan('a', 'low')], [], Number.NEGATIVE_INFINITY],
  ])('%s', async (_, before, after, expected) => {
    expect(await gain(before, after)).toBe(expected);
  });
});

it('has a registry whose keys are the ids', () => {
  for (const [id, scorer] of Object.entries(SCORERS)) expect(scorer.id).toBe(id);
});
