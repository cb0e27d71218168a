import type { Language, TestSuite } from '../../../core/task.ts';
import { countCases } from '../cases.ts';
import { type LintTools, mentions, type Remark, remarkIf, type TaskCheck } from '../check.ts';

type Source = { readonly place: string; readonly language: Language; readonly code: string };

const python = (place: string, code: string | undefined): Source[] =>
  code === undefined ? [] : [{ place: `tests.${place}`, language: 'python', code }];

/** Texts of tests that are programs. Those of a case are one list, which is parsed at once. */
const sourcesOf = (tests: TestSuite, languageOf: LintTools['languageOf']): Source[] => {
  switch (tests.style) {
    case 'functions':
      return [...python('functional', tests.functional), ...python('security', tests.security)];
    case 'check':
    case 'unittest':
      return python('functional', tests.functional);
    case 'pytest':
    case 'table':
      return python('source', tests.source);
    case 'calls':
      return [
        ...python('prelude', tests.prelude),
        ...tests.cases.flatMap(({ args, expected }, index) =>
          python(`cases[${index}]`, `[${args},\n${expected.status === 'value' ? expected.source : ''}]`),
        ),
      ];
    case 'native':
      return Object.entries(tests.files).flatMap(([path, code]) => {
        const language = languageOf(path);
        return language ? [{ place: `tests.files.${path}`, language, code }] : [];
      });
    default:
      return [];
  }
};

export const brokenTests: TaskCheck = {
  code: 'tests-syntax',
  severity: 'error',
  title: 'tests that cannot be parsed',
  look: ({ tests }, { parses, languageOf }) => {
    const results = (tests ? sourcesOf(tests, languageOf) : []).map((source) => ({
      ...source,
      whole: parses(source.language, source.code),
    }));
    if (results.some(({ whole }) => whole === undefined)) return undefined;
    return results
      .filter(({ whole }) => !whole)
      .map(({ place, language }) => ({ place, message: `no ${language} that can be parsed` }));
  },
};

export const noCases: TaskCheck = {
  code: 'tests-empty',
  severity: 'error',
  title: 'tests without a case',
  look: (task) => {
    if (!task.tests) return [];
    const cases = countCases(task);
    return cases && remarkIf(cases.functional + cases.security === 0, 'tests', 'they test nothing');
  },
};

/** Texts in which the entry point must stand, if the tests are to call it. Others name it by their form. */
const callersOf = (tests: TestSuite): readonly (readonly [string, string])[] => {
  switch (tests.style) {
    case 'functions':
      return [
        ['functional', tests.functional],
        ...(tests.security ? [['security', tests.security] as const] : []),
      ];
    case 'unittest':
    case 'check':
      return [['functional', tests.functional]];
    case 'pytest':
      return [['source', tests.source]];
    default:
      return [];
  }
};

export const idleTests: TaskCheck = {
  code: 'tests-entry-point',
  severity: 'error',
  title: 'tests that never use what they should test',
  look: ({ tests, entryPoint }) => {
    if (!tests || entryPoint === undefined) return [];
    const names = tests.style === 'check' ? ['candidate', entryPoint] : [entryPoint];
    return callersOf(tests).flatMap(([place, code]) =>
      remarkIf(!names.some((name) => mentions(code, name)), `tests.${place}`, `${entryPoint} is not used`),
    );
  },
};

/** Cases that ask the same, by what they ask. */
const questionsOf = (tests: TestSuite): readonly string[] => {
  if (tests.style === 'calls')
    return tests.cases.map(({ args, files, expected }) => JSON.stringify([args.trim(), files, expected]));
  if (tests.style === 'program')
    return tests.cases.map(({ stdin, args, stdout }) => JSON.stringify([stdin, args, stdout]));
  return [];
};

export const repeatedCases: TaskCheck = {
  code: 'case-twice',
  severity: 'warning',
  title: 'cases that are listed twice',
  look: ({ tests }) => {
    const first = new Map<string, number>();
    return (tests ? questionsOf(tests) : []).flatMap((question, index): Remark[] => {
      const before = first.get(question);
      if (before !== undefined)
        return [{ place: `tests.cases[${index}]`, message: `the same as cases[${before}]` }];
      first.set(question, index);
      return [];
    });
  },
};
