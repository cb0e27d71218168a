import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openLabels, openReview } from '../../../src/engine/review.ts';
import { openStudy } from '../../../src/engine/study.ts';
import { writeSite } from '../../../src/engine/write-site.ts';
import {
  type DetailsPart,
  FLAGS,
  FUNCTION,
  type SampleColumns,
  SECURITY,
  type SiteIndex,
} from '../../../src/reports/site/format.ts';
import { partScript } from '../../../src/reports/site/script.ts';
import { temporaryFolder } from '../../support/files.ts';
import { HOSTILE, makeSiteRun } from './runs.ts';

/** A page of which only the names matter here. */
const emptyPage = (): string => {
  const page = temporaryFolder();
  for (const name of ['index.html', 'app.js', 'app.css']) writeFileSync(join(page, name), name);
  return page;
};

/** What a script hands to the page. */
const received = (script: string): unknown => {
  const parts: unknown[] = [];
  runInNewContext(script, { bifocalReceive: (_name: string, content: unknown) => parts.push(content) });
  return JSON.parse(JSON.stringify(parts[0]));
};

const readPart = <T>(folder: string, name: string): T =>
  received(readFileSync(join(folder, 'data', `${name}.js`), 'utf8')) as T;

const write = async (...folders: string[]) => {
  const folder = join(temporaryFolder(), 'report');
  const written = await writeSite(openStudy(folders), folder, { page: emptyPage() });
  return {
    written,
    folder,
    index: readPart<SiteIndex>(folder, 'index'),
    samples: readPart<SampleColumns>(folder, 'samples'),
    details: readPart<DetailsPart>(folder, 'details-0'),
  };
};

describe('the data of a report', () => {
  test('every sample that was handed in is a row, in order of task, arm and index', async () => {
    const { index, samples, details } = await write(makeSiteRun());
    expect(index).toMatchObject({ title: 'run', live: false, version: 0, samples: 5 });
    expect(samples.tasks).toEqual(['set/called', 'set/tested', 'unknown to all']);
    expect(samples.arms.map(({ method }) => method)).toEqual(['base', 'codepatch']);
    expect(samples.rows.task).toEqual([0, 0, 1, 1, 2]);
    expect(samples.rows.arm).toEqual([0, 1, 0, 1, 0]);
    expect(details.samples.map(({ verdict }) => [verdict.task, verdict.method])).toEqual(
      samples.rows.task.map((task, row) => [
        samples.tasks[task],
        samples.arms[samples.rows.arm[row] ?? -1]?.method,
      ]),
    );
    expect(samples.rows.security.map((at) => SECURITY[at])).toEqual([
      'insecure',
      'secure',
      'secure',
      'unknown',
      'unknown',
    ]);
    expect(samples.rows.function.map((at) => FUNCTION[at])).toEqual([
      'functional',
      'failing',
      'functional',
      'unknown',
      'unknown',
    ]);
  });

  test('a weakness counts once whoever reports it, and only if the policy counts it', async () => {
    const { samples, details } = await write(makeSiteRun());
    expect(samples.rows.findings).toEqual([1, 0, 0, 0, 0]);
    expect(samples.cweSets[samples.rows.cwes[0] ?? -1]).toEqual([22]);
    expect(samples.cweSets[samples.rows.cwes[1] ?? -1]).toEqual([]);
    expect(details.samples[0]?.findings).toMatchObject([
      { line: 2, counts: false, reporters: [{ scanner: 'ruff' }] },
      { line: 3, counts: true, reporters: [{ scanner: 'bandit' }, { scanner: 'ruff' }] },
    ]);
    expect(details.samples[3]?.unjudged).toEqual([{ scanner: 'bandit', reason: 'timed out' }]);
  });

  test('a sample knows its base, its rounds, its tests, and what became of it', async () => {
    const { samples, details } = await write(makeSiteRun());
    const [base, stub, tested] = details.samples;
    expect(base).not.toHaveProperty('base');
    expect(stub).toMatchObject({
      base: 0,
      trace: { stop: 'clean' },
      rounds: [{ round: 0, security: 'insecure' }],
      degenerate: { category: 'stub' },
      cases: [{ message: "expected 'A', got None" }, { outcome: 'flaky' }],
    });
    expect(stub?.command).toMatch(/^bifocal explain \S+ 'set\/called\|m\|codepatch\|0'$/);
    expect(samples.rows.flags).toEqual([
      0,
      FLAGS.degenerate | FLAGS.flaky,
      FLAGS.exploited,
      0,
      FLAGS.problem,
    ]);
    expect(samples.rows.sizeLeft[0]).toBe(-1);
    expect(samples.rows.sizeLeft[1]).toBeLessThan(50);
    expect(details.tasks['set/called']).toMatchObject({
      title: 'Called',
      prompt: 'Write keep(path).',
      cases: {
        c0: { input: "{'path': 'a'}", expected: "'A'" },
        c1: { input: "{'path': '..'}", expected: 'raises ValueError' },
      },
    });
    expect(details.tasks['set/tested']?.tests.map(({ name }) => name)).toEqual(['functional', 'security']);
    expect(details.tasks['unknown to all']).toEqual({ prompt: '', cwes: [], cases: {}, tests: [] });
    expect(tested?.task).toBe('set/tested');
  });

  test('health tells what is missing, flaky and broken', async () => {
    const { index } = await write(makeSiteRun());
    expect(index.runs[0]?.health).toMatchObject({
      samples: 5,
      running: false,
      untested: 1,
      problems: [{ reason: 'the answer is empty', samples: 1 }],
      cases: { passed: 3, failed: 2, flaky: 1, lost: 0 },
      trust: { oracle: 6, exit: 0 },
      flaky: [{ task: 'set/called', cases: 1 }],
      sandboxes: [{ sandbox: 'bwrap', samples: 3 }],
      cpuSeconds: 3,
    });
  });

  test('two runs share tasks; what has no base in its own run has that of the comparison', async () => {
    const { index, samples, details } = await write(makeSiteRun('one'), makeSiteRun('two', false));
    expect(index.title).toBe('one, two');
    expect(samples.tasks).toHaveLength(3);
    expect(samples.arms.map(({ run, method }) => [run, method])).toEqual([
      [0, 'base'],
      [0, 'codepatch'],
      [1, 'base'],
      [1, 'codepatch'],
    ]);
    const bases = details.samples.slice(0, 4).map(({ base }) => base);
    expect(bases).toEqual([undefined, 0, 0, 2]);
  });

  test("the queue of a review has rows, and everybody's labels", async () => {
    const folder = makeSiteRun();
    const without = await write(folder);
    expect(without.index.runs[0]).not.toHaveProperty('queue');
    const review = openReview(folder, { size: 3 });
    const [first] = review.plan.samples;
    if (!first) throw new Error('a plan has samples');
    const file = openLabels(review, 'ann');
    file.append({ sample: first.sample, code: first.code, verdict: 'secure', cwes: [], lines: [], note: '' });
    file.close();
    const { index, details } = await write(folder);
    const queue = index.runs[0]?.queue;
    expect(queue?.samples).toHaveLength(3);
    for (const { row, sample } of queue?.samples ?? []) expect(details.samples[row]?.id).toBe(sample);
    expect(queue?.people).toMatchObject([{ name: 'ann', labels: [{ sample: first.sample }] }]);
    expect(queue?.adjudications).toEqual([]);
    expect(index.runs[0]?.review?.people).toMatchObject([{ name: 'ann', labelled: 1 }]);
  });
});

describe('the scripts of a report', () => {
  test('hold text that ends elements and lines, as text', async () => {
    const { folder, details } = await write(makeSiteRun());
    expect(details.samples[0]?.code).toContain(HOSTILE);
    const script = readFileSync(join(folder, 'data', 'details-0.js'), 'utf8');
    expect(script).not.toMatch(/[<\u2028\u2029]/);
    expect(script.trimEnd().split('\n')).toHaveLength(1);
  });

  test('give back any JSON, whatever its keys and texts', () => {
    const content = fc.jsonValue();
    fc.assert(
      fc.property(
        fc.oneof(content, fc.dictionary(fc.constantFrom('__proto__', 'constructor', "'"), content)),
        (value) => {
          const parsed: unknown = JSON.parse(JSON.stringify(value));
          expect(received(partScript("de'tails", value))).toEqual(parsed);
        },
      ),
    );
  });
});

describe('the folder of a report', () => {
  test('has the page and nothing unfinished beside it', async () => {
    const { written, folder } = await write(makeSiteRun());
    expect(readdirSync(folder).sort()).toEqual(['app.css', 'app.js', 'data', 'index.html']);
    expect(readdirSync(join(folder, '..'))).toEqual(['report']);
    expect(written).toMatchObject({ samples: 5, files: 6, page: join(folder, 'index.html') });
  });

  test('replaces a report, and nothing else', async () => {
    const study = openStudy([makeSiteRun()]);
    const folder = join(temporaryFolder(), 'report');
    const page = emptyPage();
    await writeSite(study, folder, { page });
    await writeSite(study, folder, { page, title: 'again' });
    expect(readPart<SiteIndex>(folder, 'index').title).toBe('again');
    const other = temporaryFolder();
    mkdirSync(join(other, 'data'));
    writeFileSync(join(other, 'data', 'index.js'), 'export const mine = 1;');
    const refused = async (place: string) => {
      await expect(writeSite(study, place, { page })).rejects.toMatchObject({ code: 'BIFOCAL_USAGE' });
    };
    await refused(other);
    expect(readdirSync(other)).toEqual(['data']);
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    await refused(folder);
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  test('is not there by half: a stop leaves the report that was there', async () => {
    const study = openStudy([makeSiteRun()]);
    const folder = join(temporaryFolder(), 'report');
    const page = emptyPage();
    await writeSite(study, folder, { page, title: 'first' });
    const stop = new AbortController();
    const stopped = writeSite(study, folder, {
      page,
      title: 'second',
      signal: stop.signal,
      progress: () => stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(readPart<SiteIndex>(folder, 'index').title).toBe('first');
    expect(readdirSync(join(folder, '..'))).toEqual(['report']);
  });

  test('cannot be made without the page', async () => {
    const page = join(temporaryFolder(), 'nothing');
    mkdirSync(page);
    const folder = join(temporaryFolder(), 'report');
    await expect(writeSite(openStudy([makeSiteRun()]), folder, { page })).rejects.toMatchObject({
      code: 'BIFOCAL_TOOL_MISSING',
      hint: 'npm run build:web',
    });
    expect(existsSync(folder)).toBe(false);
  });
});
