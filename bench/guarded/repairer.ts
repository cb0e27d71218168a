import type { Model } from '../../src/models/model.ts';
import type { Chance } from './chance.ts';
import { BREAKS, DELETIONS, type Harmed, harm } from './harm.ts';

/** What an answer of the scripted repairer is. */
export const DEEDS = ['fixes', 'breaks', 'deletes', 'silences', 'repeats', 'junk'] as const;
export type Deed = (typeof DEEDS)[number];

/** How often it does what, of 100. */
const WEIGHTS: Readonly<Record<Deed, number>> = {
  fixes: 35,
  breaks: 30,
  deletes: 20,
  silences: 5,
  repeats: 5,
  junk: 5,
};

/** One answer, as it was meant. */
export type Answer = { readonly deed: Deed; readonly how: string; readonly code: string };

/** A model that has all its answers written down, and what each of them is. */
export type Repairer = Model & { readonly answers: readonly Answer[] };

/** What it repairs, and the true fix. Only it knows that: not the method. */
export type Patient = { readonly insecure: string; readonly secure: string };

/**
 * A repairer that really fixes the program, breaks it while it fixes it, deletes what was accused, silences the
 * scanner, repeats the code, or talks, as it is drawn. What it breaks is mostly the true fix, which is the worst case:
 * nothing is left to find, and it does not work.
 */
export const repairerOf = ({ insecure, secure }: Patient, chance: Chance): Repairer => {
  const answers: Answer[] = [];
  return {
    id: 'scripted repairer',
    concurrency: 1,
    answers,
    async generate({ input }) {
      const words =
        'messages' in input ? input.messages.map(({ content }) => content).join('\n') : input.prompt;
      const lines = [...words.matchAll(/^line (\d+): /gm)].map(([, line]) => Number(line));
      const answer = deedOf({ insecure, secure }, lines, chance);
      answers.push(answer);
      return { text: toText(answer), finish: 'stop', usage: {} };
    },
    close: async () => {},
  };
};

const toText = ({ deed, code }: Answer): string =>
  deed === 'junk' ? code : `This is the program:\n\n\`\`\`python\n${code.trimEnd()}\n\`\`\`\n`;

const deedOf = (patient: Patient, lines: readonly number[], chance: Chance): Answer => {
  const deed = chance.weigh(WEIGHTS);
  const done = DO[deed](patient, lines, chance);
  return done ? { deed, ...done } : { deed: 'repeats', how: 'as it is', code: patient.insecure };
};

const DO: Readonly<
  Record<Deed, (patient: Patient, lines: readonly number[], chance: Chance) => Harmed | undefined>
> = {
  fixes: ({ secure }, _lines, chance) =>
    chance.pick([
      { how: 'as the reference', code: secure },
      { how: 'with other blank lines and comments', code: reformatted(secure) },
    ]),
  breaks: ({ secure, insecure }, _lines, chance) =>
    harm(chance.weigh({ secure: 4, insecure: 1 }) === 'secure' ? secure : insecure, BREAKS, chance),
  deletes: ({ secure, insecure }, lines, chance) => {
    const accused = chance.pick(lines);
    const away = accused === undefined ? undefined : withoutLine(insecure, accused);
    return chance.weigh({ line: 1, rest: 3 }) === 'line' && away !== undefined
      ? { how: 'takes the accused line out', code: away }
      : harm(chance.weigh({ insecure: 3, secure: 1 }) === 'insecure' ? insecure : secure, DELETIONS, chance);
  },
  silences: ({ insecure }, lines) => ({
    how: 'nosec',
    code: insecure
      .split('\n')
      .map((text, index) => (lines.includes(index + 1) ? `${text}  # nosec` : text))
      .join('\n'),
  }),
  repeats: ({ insecure }, _lines, chance) =>
    chance.pick([
      { how: 'as it is', code: insecure },
      { how: 'with other blank lines and comments', code: reformatted(insecure) },
    ]),
  junk: (_patient, _lines, chance) =>
    chance.pick([
      { how: 'nothing', code: '' },
      { how: 'words', code: 'The program is fine now. Validate all inputs and keep libraries up to date.' },
      { how: 'one word', code: 'task '.repeat(40) },
      { how: 'another program', code: '```python\ndef main():\n    print("Hello, world")\n```' },
      { how: 'half a program', code: '```python\ndef solve(data:\n    return [\n```' },
    ]),
};

/** The same program with a comment above and between its definitions. */
const reformatted = (code: string): string =>
  `# Reviewed.\n\n${code.replaceAll(/^(?=def |class |async def |@)/gm, '\n# ---\n').trimEnd()}\n`;

/** Without a line, in whose place `pass` stands. */
const withoutLine = (code: string, line: number): string =>
  code
    .split('\n')
    .map((text, index) => (index + 1 === line ? `${/^\s*/.exec(text)?.[0]}pass` : text))
    .join('\n');
