import { hostname, release } from 'node:os';

/** Addresses, and folders and files that are called otherwise next time. */
const PASSING = /\b0x[0-9a-f]{6,}\b|\b0x(?![0-9a-f])|\/tmp\/|\bcase-\w{8}\b|\/proc\/\d|\bsomebody-else\b/i;

/** The interpreter, its folders and its version, and the program that runs tests. */
const INTERPRETER =
  /bifocal|\/(bin|lib)\/(python|pypy)\d|\/(site|dist)-packages\b|\b\d\.\d+\.\d+\S* \((main|default|tags|[\w/]+, )|\[(GCC|Clang) |\bLinux-\d|\bglibc\d/i;

const escaped = (text: string): string => text.replaceAll(/[^\w]/g, String.raw`\$&`);

/** What the computer is called, and its kernel. A short name may be a word: only between quotes. */
const computer = (): readonly RegExp[] =>
  [hostname(), release()].map((name) =>
    name.length > 4
      ? new RegExp(String.raw`(?<!\w)${escaped(name)}(?!\w)`)
      : new RegExp(`'${escaped(name)}'|"${escaped(name)}"`),
  );

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

/**
 * A day as people and programs write it, with numbers in either order or with the name of the month, and the seconds
 * since 1970 but for the last five digits.
 */
const dayPattern = (at: Date): RegExp => {
  const year = String(at.getUTCFullYear());
  const [month, day] = [at.getUTCMonth() + 1, at.getUTCDate()].map((part) => `0?${part}`);
  const name = MONTHS[at.getUTCMonth()] ?? '';
  const word = `(${name}|${name.slice(0, 3)})\\.?`;
  const gap = '(-|/|\\.|:|_| |, ?)?';
  const short = `(${year}|${year.slice(2)})`;
  const forms = [
    `${year}${gap}${month}${gap}${day}`,
    `${day}${gap}${month}${gap}${short}`,
    `${month}${gap}${day}${gap}${short}`,
    `${day}(st|nd|rd|th)?[ -]${word}`,
    `${word}[ -]+${day}`,
  ];
  const seconds = String(Math.trunc(at.getTime() / 1e8));
  return new RegExp(`(?<!\\d)(${forms.join('|')}|${seconds}\\d{5}(\\d{3})?(\\d{6})?)(?!\\d)`, 'i');
};

/** Today, and the days that it may be elsewhere, or was a moment ago. */
const today = (now: number): readonly RegExp[] =>
  [-1, 0, 1].map((days) => dayPattern(new Date(now + days * 86_400_000)));

/** Whether a text holds something of this machine or of this day that the input does not hold. */
export const isOfTheMachine = (text: string, input: string, now = Date.now()): boolean =>
  [PASSING, INTERPRETER, ...computer(), ...today(now)].some((pattern) => {
    const [found] = pattern.exec(text) ?? [];
    return found !== undefined && !input.includes(found);
  });
