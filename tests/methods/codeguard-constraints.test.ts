import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { cweProblem } from '../../src/cwe/index.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';
import { constraintsFor, cwesOf, entryOf } from '../../src/methods/codeguard/choose.ts';
import { constraintFiles, readConstraints } from '../../src/methods/codeguard/constraint-files.ts';
import {
  begunOf,
  heldOf,
  holds,
  meets,
  withoutConflicts,
  wordsOf,
} from '../../src/methods/codeguard/phrases.ts';

const entries = constraintFiles().flatMap(({ languages, entries: all }) =>
  all.map((entry) => ({ ...entry, language: languages[0] ?? 'python' })),
);

describe('our phrases', () => {
  it('are there for the weaknesses of Bifocal Core and of SecCodePLT, and for other languages', () => {
    const against = (language: 'python' | 'c' | 'javascript' | 'java') =>
      entries.filter((entry) => entry.language === language).flatMap(({ cwes }) => cwes);
    const seccodeplt = [
      22, 74, 77, 78, 79, 94, 95, 120, 200, 281, 295, 327, 338, 347, 352, 367, 400, 502, 601, 611, 732, 770,
      862, 863, 915, 918, 1333,
    ];
    expect(seccodeplt.filter((cwe) => !against('python').includes(cwe))).toEqual([]);
    expect(against('c').length).toBeGreaterThan(20);
    expect(against('javascript').length).toBeGreaterThan(20);
    expect(against('java').length).toBeGreaterThan(20);
  });

  it.each(entries.map((entry) => [entry.language, entry.cwes.join(', '), entry] as const))(
    '%s, CWE-%s',
    (language, _, entry) => {
      const { cwes, require, forbid } = entry;
      expect(require.length + forbid.length).toBeGreaterThan(0);
      for (const cwe of cwes) {
        // Groups that are discouraged as labels are labels all the same.
        expect(cweProblem(cwe) ?? 'discouraged').toBe('discouraged');
        expect(entryOf(language, cwe)?.cwes).toEqual(cwes);
      }
      const phrases = [...require, ...forbid].flatMap(({ any }) => any);
      expect(new Set(phrases).size).toBe(phrases.length);
      // Every single phrase can be written; else it should not be there.
      const constraints = constraintsFor(language, cwes) ?? { require: [], forbid: [] };
      expect(withoutConflicts(constraints)).toEqual(constraints);
    },
  );
});

/** Secure references that have a phrase which is forbidden for their label, and why they may. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'core/read-supplier-invoice': 'resolves entities, but itself, and from the folder of the document only',
  'core/update-profile-fields': 'the columns in the statement come from a tuple of its own',
};

const { tasks } = await loadTasks('core');
const labelled = tasks.map((task) => ({ task, constraints: constraintsFor(task.language, task.cwes) }));

describe('Bifocal Core under its own labels', () => {
  it('every task has phrases', () => {
    expect(labelled.filter(({ constraints }) => !constraints).map(({ task }) => task.id)).toEqual([]);
  });

  it.each(labelled.map(({ task, constraints }) => [task.id, task, constraints] as const))(
    '%s: the labels together can be met, and the reference has nothing forbidden',
    (id, task, constraints) => {
      if (!constraints) throw new Error('no phrases');
      const { require } = withoutConflicts(constraints);
      expect(require.filter(({ length }) => length === 0)).toEqual([]);
      const forbidden = heldOf(task.solutions.secure ?? '', constraints.forbid);
      expect(forbidden === undefined).toBe(EXCEPTIONS[id] === undefined);
    },
  );

  it('tells most references from their insecure controls', () => {
    const fits = (
      code: string | undefined,
      constraints = { require: [], forbid: [] } as (typeof labelled)[0]['constraints'],
    ) =>
      code !== undefined &&
      constraints !== undefined &&
      heldOf(code, constraints.forbid) === undefined &&
      constraints.require.every((requirement) => meets(code, requirement));
    const secure = labelled.filter(({ task, constraints }) => fits(task.solutions.secure, constraints));
    const insecure = labelled.filter(({ task, constraints }) => fits(task.solutions.insecure, constraints));
    expect(secure.length).toBeGreaterThan(0.85 * tasks.length);
    expect(insecure.length).toBeLessThan(0.15 * tasks.length);
  });
});

describe('which phrases', () => {
  const finding = (cwes: number[]) => ({
    rule: 'r',
    cwes,
    severity: 'high' as const,
    confidence: 'high' as const,
    message: 'm',
    line: 1,
  });

  it('of several weaknesses, all; each entry once', () => {
    const one = constraintsFor('python', [327]);
    expect(constraintsFor('python', [328, 327, 99999])).toEqual(one);
    const both = constraintsFor('python', [327, 502]);
    expect(both?.require).toHaveLength(2);
    expect(both?.forbid).toEqual(expect.arrayContaining(['md5(', 'pickle.load']));
  });

  it('none for a weakness, or a language, that we have nothing against', () => {
    expect(constraintsFor('python', [1234567])).toBeUndefined();
    expect(constraintsFor('python', [])).toBeUndefined();
    expect(constraintsFor('rust', [502])).toBeUndefined();
    expect(constraintsFor('cpp', [120])).toEqual(constraintsFor('c', [120]));
  });

  it('of a finding, the first of its weaknesses that we have something against', () => {
    expect(cwesOf('python', [finding([99999, 78, 89]), finding([78]), finding([])])).toEqual([78]);
    expect(cwesOf('python', [finding([99999])])).toEqual([99999]);
  });
});

describe('a phrase in a text', () => {
  it.each([
    ['eval(x)', 'eval(', true],
    ['literal_eval(x)', 'eval(', false],
    ['literal_eval(x); eval(y)', 'eval(', true],
    ['ast.literal_eval(x)', 'literal_eval(', true],
    ['énonceval(x)', 'val(', false],
    ['x.format(y)', '.format(', true],
    ['WHERE id = ?', ' = ?', true],
    ['', 'x', false],
  ] as const)('%s: %s: %s', (text, phrase, expected) => {
    expect(holds(text, phrase)).toBe(expected);
  });

  it.each([
    ['data = ya', 'yaml.load(', 2],
    ['data = maya', 'yaml.load(', 0],
    ['yaml.load(', 'yaml.load(', 0],
    ['x', '.load(', 0],
    ['x.', '.load(', 1],
    ['aab', 'ababc', 0],
    ['a ab', 'ababc', 2],
  ] as const)('%s has begun %s by %s', (text, phrase, expected) => {
    expect(begunOf(text, phrase)).toBe(expected);
  });

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', ' ', 'é'), maxLength: 12 });
  it('property: what is begun and then completed is held', () => {
    fc.assert(
      fc.property(
        letters,
        fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 2, maxLength: 5 }),
        (text, phrase) => {
          const begun = begunOf(text, phrase);
          if (begun > 0) expect(holds(text + phrase.slice(begun), phrase)).toBe(true);
          expect(holds(`${text} ${phrase}`, phrase)).toBe(true);
          expect(holds(text, phrase)).toBe(meets(text, ['zz', phrase]));
        },
      ),
    );
  });

  it('a requirement in words', () => {
    expect(wordsOf(['a(', 'b('])).toBe('a( | b(');
  });
});

describe("a person's own phrases", () => {
  const folder = mkdtempSync(join(tmpdir(), 'bifocal-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (text: string) => {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, text);
    return readConstraints(file);
  };

  it('are required, or of several one, and forbidden', () => {
    expect(read("require:\n  - yaml.safe_load(\n  - ['a: b', c(]\nforbid: [yaml.load(]\n")).toEqual({
      require: [['yaml.safe_load('], ['a: b', 'c(']],
      forbid: ['yaml.load('],
    });
    expect(read('forbid: [eval(]')).toEqual({ require: [], forbid: ['eval('] });
  });

  it.each([
    ['require: []', /no phrases/],
    ['required: [x(]', /required/],
    ['require: [[]]', /require/],
    ['require: {', /./],
    ['', /./],
  ])('%s is refused', (text, expected) => {
    expect(() => read(text)).toThrow(expected);
  });

  it('a file that is not there', () => {
    expect(() => readConstraints(join(folder, 'none.yaml'))).toThrow('none.yaml');
  });
});
