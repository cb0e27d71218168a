/** What a message begins with before the exception: how the judge came by it. */
const LEAD = /^(?:AssertionError: got |[\w .]+ does not load: )/;

const EXCEPTION = /^(?:\w+\.)*(\w*(?:Error|Exception|Warning|Interrupt|Exit|NotFound|Timeout))(?::|$)/;

/**
 * The exception behind a case that did not pass: the one that the code raised, where an assertion only tells of it.
 * Undefined if there was none: the code returned something else.
 *
 * @param message of a case, as the judge writes it: `TYPE: TEXT`, or `AssertionError: got TYPE: TEXT`
 */
export const exceptionOf = (message = ''): string | undefined =>
  EXCEPTION.exec(message.replace(LEAD, ''))?.[1];

/** Exceptions that name what the code lacks. */
const SLIP = /\b(?:NameError|UnboundLocalError|ModuleNotFoundError|ImportError)\b[^']*'([\w.]+)'/;

/**
 * Whether a message tells of a slip in the code itself, whatever it was given: it lacks a name that it mentions. A name
 * that it does not mention came with the input: code that evaluates its input fails like that, too.
 */
export const isSlip = (message: string | undefined, code: string): boolean => {
  const [, name] = SLIP.exec(message ?? '') ?? [];
  return name !== undefined && new RegExp(String.raw`\b${name.replaceAll('.', '\\.')}\b`).test(code);
};
