import type { ScanOutcome } from '../../core/finding.ts';
import { type Unknown, unknown } from '../../core/outcome.ts';
import type { ScanInput, Scanner } from '../scanner.ts';

/** In UTF-8 bytes. Far beyond any honest solution; a limit of size, unlike one of time, is the same everywhere. */
export const MAX_BYTES = 1024 * 1024;

const DECLARED_ENCODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** Encodings in which the ASCII part of a program reads as it does in UTF-8. */
const ASCII_BASED = /^(utf-?8(-sig)?|u8|(us-?)?ascii|latin-?1|iso-?8859-?\d+|(cp|windows-?)125\d)$/i;

/** Scans what a scanner can read, and answers for every input by its id. `scan` answers in order. */
export const scanReadable = async (
  scanner: Pick<Scanner, 'title' | 'languages'>,
  inputs: readonly ScanInput[],
  scan: (readable: readonly ScanInput[]) => Promise<readonly ScanOutcome[]>,
): Promise<ReadonlyMap<string, ScanOutcome>> => {
  const outcomes = new Map<string, ScanOutcome>();
  const readable: ScanInput[] = [];
  for (const input of inputs) {
    const refusal = whyUnreadable(input, scanner);
    if (refusal) outcomes.set(input.id, refusal);
    else readable.push(input);
  }
  const answers = await scan(readable);
  for (const [index, { id }] of readable.entries()) {
    outcomes.set(id, answers[index] ?? unknown(`${scanner.title} gave no answer`));
  }
  return outcomes;
};

/**
 * Why a scanner must not be asked about this input at all; `undefined` if it may. A program that declares an
 * encoding such as UTF-7 (PEP 263) is one program to Python and another to a scanner that reads UTF-8.
 */
export const whyUnreadable = (
  input: ScanInput,
  scanner: Pick<Scanner, 'title' | 'languages'>,
): Unknown | undefined => {
  const { code, language } = input;
  if (!scanner.languages.includes(language)) return unknown(`${scanner.title} does not scan ${language}`);
  if (!code.isWellFormed()) return unknown('the code is not text: it has half of a surrogate pair');
  if (Buffer.byteLength(code) > MAX_BYTES) return unknown('the code is larger than 1 MiB');
  const encoding = language === 'python' ? declaredEncoding(code) : undefined;
  if (encoding !== undefined && !ASCII_BASED.test(encoding.replaceAll('_', '-'))) {
    return unknown(`the code declares the encoding ${encoding}`);
  }
  return undefined;
};

const declaredEncoding = (code: string): string | undefined => {
  const firstTwo = code.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/, 2);
  return firstTwo.map((line) => DECLARED_ENCODING.exec(line)?.[1]).find((name) => name !== undefined);
};
