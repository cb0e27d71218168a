import type { CallCase, Task, TestSuite } from '../../core/task.ts';
import type { CaseText, TaskDetail } from './format.ts';

/** What the page shows of a task; undefined: nobody described it. */
export const taskDetail = (task: Task | undefined): TaskDetail => {
  if (task === undefined) return { prompt: '', cwes: [], cases: {}, tests: [] };
  const { title, prompt, cwes, tests } = task;
  return {
    ...(title !== undefined && { title }),
    prompt: prompt.instruction ?? prompt.completion ?? '',
    cwes,
    cases: tests ? Object.fromEntries(caseTexts(tests)) : {},
    tests: tests ? sources(tests).filter(({ text }) => text.trim() !== '') : [],
  };
};

const caseTexts = (tests: TestSuite): readonly (readonly [id: string, text: CaseText])[] => {
  if (tests.style === 'calls')
    return tests.cases.map((one) => [one.id, { input: one.args, expected: expectedOf(one) }]);
  if (tests.style === 'program') {
    return tests.cases.map(({ id, stdin, stdout, args = [] }) => [
      id,
      { input: args.length > 0 ? `${args.join(' ')}\n${stdin}` : stdin, expected: stdout },
    ]);
  }
  return [];
};

const expectedOf = ({ expected }: CallCase): string => {
  if (expected.status === 'value') return expected.source;
  if (expected.status === 'repr') return expected.repr;
  return expected.message === undefined
    ? `raises ${expected.type}`
    : `raises ${expected.type}: ${expected.message}`;
};

const sources = (tests: TestSuite): TaskDetail['tests'] => {
  switch (tests.style) {
    case 'functions':
      return [
        { name: 'functional', text: tests.functional },
        { name: 'security', text: tests.security ?? '' },
      ];
    case 'check':
    case 'unittest':
      return [{ name: 'functional', text: tests.functional }];
    case 'pytest':
    case 'table':
      return [{ name: tests.style, text: tests.source }];
    case 'calls':
      return [{ name: 'prelude', text: tests.prelude }];
    case 'native':
      return [
        ...Object.entries(tests.files).map(([name, text]) => ({ name, text })),
        {
          name: 'commands',
          text: [
            ...tests.build.map((words) => words.join(' ')),
            ...tests.cases.map(({ id, command }) => `${id}: ${command.join(' ')}`),
          ].join('\n'),
        },
      ];
    case 'program':
    case 'observe':
      return [];
  }
};
