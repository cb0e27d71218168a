import type { CallCase } from '../../core/task.ts';
import type { Recording } from '../../testing/record.ts';
import { isOfTheMachine } from './of-the-machine.ts';
import type { Subject } from './subject.ts';
import type { Drop, Proposal } from './terms.ts';

/** Whether a task speaks of what the function writes to standard output. */
const PRINTS =
  /\bprint(s|ed|ing)?\b|\bstdout\b|standard output|\bconsole\b|\b(display|output)s? (the|a|each|all)\b/i;

/** What something is, rather than what it holds. */
const NO_VALUE = / (at|object) 0x|^<(module|function|bound method|built-in|coroutine|generator)\b/;

/**
 * The case that asks of other code what the reference did with an input, or why there is none.
 *
 * - an exception counts if the code itself raised it, or the task's text speaks of its class: what happens to fall out
 *   of a library on a strange input is nobody's specification
 * - its text is not asked for where it is empty, or names the machine or the day
 * - output is asked for where the task speaks of it, or where there is nothing else to see
 * - files are asked for where the input or the task names them, or where there is nothing else to see
 */
export const caseOf = (
  { args, files }: Proposal,
  recording: Recording,
  subject: Subject,
): { readonly case: Omit<CallCase, 'id'> } | { readonly drop: Drop } => {
  const expected = expectedOf(recording, subject);
  if ('drop' in expected) return expected;
  const { printed, left } = recording;
  const silent = expected.expected.status === 'value' && expected.expected.source === 'None';
  const named = Object.entries(left).filter(([path]) => isNamed(path, [args, subject.text]));
  const leaves = silent && printed === '' && named.length === 0 ? Object.entries(left) : named;
  const asksOutput =
    (PRINTS.test(subject.text) && printed !== '') || (silent && leaves.length === 0 && printed !== '');
  if ((asksOutput && printed === null) || leaves.some(([, text]) => text === null))
    return { drop: 'too large' };
  const made = {
    kind: 'functional' as const,
    args,
    ...(Object.keys(files).length > 0 && { files }),
    ...expected,
    ...(asksOutput && printed !== null && { printed }),
    ...(leaves.length > 0 && {
      leaves: Object.fromEntries(leaves.map(([path, text]) => [path, text ?? ''])),
    }),
  };
  return (
    [made, withoutMessage(made)]
      .map((one) => (namesMachine(one) ? undefined : { case: one }))
      .find(Boolean) ?? {
      drop: 'machine',
    }
  );
};

const isNamed = (path: string, texts: readonly string[]): boolean => {
  const name = path.split('/').at(-1) ?? path;
  return texts.some((text) => text.includes(name));
};

const expectedOf = (
  { value, exception }: Recording,
  { raises, classes, text }: Subject,
): Pick<CallCase, 'expected'> | { readonly drop: Drop } => {
  if (exception) {
    const { type, message, line } = exception;
    const isTold = new RegExp(String.raw`\b${type}\b`).test(text);
    if (!isTold && !(line !== undefined && raises.has(line))) return { drop: 'accidental' };
    if (!isTold && classes.has(type)) return { drop: 'private' };
    return { expected: { status: 'exception', type, ...(message !== '' && { message }) } };
  }
  if (value?.source !== undefined) return { expected: { status: 'value', source: value.source } };
  if (value?.repr === undefined) return { drop: 'too large' };
  return NO_VALUE.test(value.repr)
    ? { drop: 'incomparable' }
    : { expected: { status: 'repr', repr: value.repr } };
};

const namesMachine = ({ expected, printed = '', leaves = {}, args }: Omit<CallCase, 'id'>): boolean =>
  isOfTheMachine(JSON.stringify([expected, printed, leaves]), args);

/** The same without the text of the exception: its class alone decides. */
export const withoutMessage = <Case extends Omit<CallCase, 'id'>>(one: Case): Case => {
  if (one.expected.status !== 'exception') return one;
  const { message: _, ...expected } = one.expected;
  return { ...one, expected };
};
