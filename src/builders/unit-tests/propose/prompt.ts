import type { Task } from '../../../core/task.ts';
import type { ChatMessage } from '../../../models/model.ts';
import { quoted } from '../../../syntax/literals.ts';
import { knownInputs } from '../known.ts';
import { readSubject, type Subject } from '../subject.ts';

/** What a model is told, but for code, text and inputs. Its hash stands in the provenance of every built task. */
export const WORDS = {
  system:
    'You write inputs for unit tests. Each input is one Python dict of keyword arguments, on a line of its own. Literals only: no calls, no names, no comments.',
  task: 'What the function is for:',
  setup: 'This code runs before the function:',
  code: 'The function:',
  first: 'Write inputs for',
  more: 'These inputs are there already:',
  others: 'Write other inputs, which do something else, for',
  aim: 'Vary them: usual values, limits, empty and large ones, and values that it must refuse.',
  files: 'These files are there:',
  unreached: 'No input has come to these lines yet:',
} as const;

const LONGEST_CODE = 3000;
const LONGEST_SETUP = 1000;
const LONGEST_TEXT = 500;
const MOST_SHOWN = 6;
const MOST_EXAMPLES = 4;
const MOST_LINES = 3;
const MOST_FILES = 8;

/** A task of the set that shows a model what inputs look like. */
export type Example = { readonly subject: Subject; readonly inputs: readonly string[] };

const clip = (text: string, longest: number): string => text.trim().slice(0, longest);

const fenced = (code: string): string => `\`\`\`python\n${code.trim()}\n\`\`\``;

const present = ({ task, code }: Subject): string =>
  [
    ...(task.prompt.instruction ? [`${WORDS.task} ${clip(task.prompt.instruction, LONGEST_TEXT)}`] : []),
    ...(task.setup.trim() ? [`${WORDS.setup}\n${fenced(clip(task.setup, LONGEST_SETUP))}`] : []),
    `${WORDS.code}\n${fenced(clip(code, LONGEST_CODE))}`,
  ].join('\n\n');

/** `f(a, b), each like {"a": ..., "b": ...}`: small models forget the names otherwise. */
const shapeOf = ({ entryPoint, parameters }: Subject): string => {
  const named = parameters.filter(({ star }) => star === '').map(({ name }) => `${quoted(name)}: ...`);
  const signature = parameters.map(({ name, star }) => star + name).join(', ');
  return `${entryPoint}(${signature}), each like {${named.join(', ')}}`;
};

/** What a question is made of. */
export type Question = {
  readonly subject: Subject;
  /** Inputs that are there: the last ones are shown. */
  readonly known: readonly string[];
  /** Lines of the reference that no input runs. */
  readonly unreached: readonly string[];
  /** Paths that an input may name. */
  readonly files: readonly string[];
  /** Another task with inputs, where this one has none. */
  readonly example: Example | undefined;
};

/** The question for one round. */
export const promptFor = ({
  subject,
  known,
  unreached,
  files,
  example,
}: Question): readonly ChatMessage[] => {
  const shown = known.slice(-MOST_SHOWN);
  const ask =
    shown.length === 0
      ? `${WORDS.first} ${shapeOf(subject)}. ${WORDS.aim}`
      : `${WORDS.more}\n${shown.join('\n')}\n\n${WORDS.others} ${shapeOf(subject)}. ${WORDS.aim}`;
  const missing = unreached.slice(0, MOST_LINES).map((line) => `\n${line}`);
  const hint = missing.length > 0 && shown.length > 0 ? `\n\n${WORDS.unreached}${missing.join('')}` : '';
  const there = files.length > 0 ? `\n\n${WORDS.files} ${files.slice(0, MOST_FILES).join(', ')}` : '';
  return [
    { role: 'system', content: WORDS.system },
    ...(example
      ? ([
          {
            role: 'user',
            content: `${present(example.subject)}\n\n${WORDS.first} ${shapeOf(example.subject)}. ${WORDS.aim}`,
          },
          { role: 'assistant', content: example.inputs.slice(0, MOST_EXAMPLES).join('\n') },
        ] as const)
      : []),
    { role: 'user', content: `${present(subject)}${there}\n\n${ask}${hint}` },
  ];
};

/**
 * A function that finds the task which shows best what inputs of another look like: of the same weakness if there is
 * one, and short. Tasks are read when they are looked at.
 */
export const exampleFinder = (tasks: readonly Task[]): ((subject: Subject) => Example | undefined) => {
  const shortest = tasks
    .filter(({ tests, solutions }) => tests && solutions.secure)
    .sort((a, b) => (a.solutions.secure?.length ?? 0) - (b.solutions.secure?.length ?? 0));
  return ({ task }) => {
    const isKin = ({ cwes }: Task): boolean => cwes.some((cwe) => task.cwes.includes(cwe));
    const others = shortest.filter(({ id }) => id !== task.id);
    for (const other of [...others.filter(isKin), ...others.filter((one) => !isKin(one))]) {
      const inputs = knownInputs(other);
      const subject = inputs.length > 0 ? readSubject(other) : undefined;
      if (subject?.status === 'ok') return { subject: subject.value, inputs };
    }
    return undefined;
  };
};
