import { diffArrays } from 'diff';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';

/** The text of a file as scanners and methods see it: its lines end in LF, and no byte order mark stands before it. */
export type FileText = {
  readonly text: string;
  /**
   * The whole file with another text in it. Lines that stay keep their ends, new ones get the usual end of the file;
   * byte order mark, and whether the last line has an end, stay as they are.
   */
  withText(text: string): string;
};

/** No person writes so much into one file; generated files of that size are not mended by hand either. */
const MAX_BYTES = 1024 * 1024;

const BYTE_ORDER_MARK = '\uFEFF';

/** Reads what is in a file. Unknown if it is not text in UTF-8, or larger than a program is. */
export const readFileText = (bytes: Uint8Array): Outcome<FileText> => {
  if (bytes.length > MAX_BYTES) return unknown(`it is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
  if (bytes.includes(0)) return unknown('it is no text: it has a NUL byte');
  const whole = decode(bytes);
  if (whole === undefined) return unknown('it is not in UTF-8');
  const mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const original = whole.slice(mark.length);
  const text = original.replaceAll('\r\n', '\n');
  const restore = lineEnds(original, text);
  return ok({
    text,
    withText: (next) => mark + restore(endLike(text, next)),
  });
};

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** A text whose last line has an end if that of the model text has one. */
const endLike = (model: string, text: string): string => {
  if (!model.endsWith('\n')) return text.replace(/\n+$/, '');
  return text.endsWith('\n') ? text : `${text}\n`;
};

/** Gives the lines of a text the ends that the original's have. */
const lineEnds = (original: string, text: string): ((next: string) => string) => {
  const windows = original.length - text.length;
  if (windows === 0) return (next) => next;
  const before = text.split('\n');
  if (windows === before.length - 1) return (next) => next.replaceAll('\n', '\r\n');
  const ends = [...original.matchAll(/\r?\n/g)].map(([end]) => end);
  const usual = windows > ends.length / 2 ? '\r\n' : '\n';
  return (next) => {
    const lines: string[] = [];
    let at = 0;
    for (const { value, added, removed } of diffArrays(before, next.split('\n'))) {
      if (added) lines.push(...value.map((line) => `${line}${usual}`));
      else {
        if (!removed) lines.push(...value.map((line, index) => `${line}${ends[at + index] ?? usual}`));
        at += value.length;
      }
    }
    return lines.join('').replace(/\r?\n$/, '');
  };
};
