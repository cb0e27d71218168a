import type { Return } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';

const TRACEBACK = /^traceback\.(format_exc|format_exception|format_tb|format_stack)\(\)/;

const holds = (value: Value, pattern: RegExp, depth = 0): boolean =>
  pattern.test(value.ref ?? '') ||
  (depth < 5 &&
    [...(value.pieces ?? []), ...(value.items ?? []), ...(value.entries?.values() ?? [])].some(
      (part) => typeof part !== 'string' && holds(part, pattern, depth + 1),
    ));

/** An answer such as `return jsonify(error=str(e)), 500`. */
const SERVER_ERROR = /\b50[0-4]\b|\bINTERNAL_SERVER_ERROR\b/;

const EXCEPTION =
  /\b(str|repr)\(\s*(e|ex|exc|err|error|exception)\s*\)|\{\s*(e|ex|exc|err|error|exception)(![rs])?\s*\}/;

const judge = ({ node, value }: Return): Report | boolean => {
  if (holds(value, TRACEBACK)) return { severity: 'medium', confidence: 'medium' };
  return SERVER_ERROR.test(node.text) && EXCEPTION.test(node.text);
};

export const errorShown: Rule = {
  id: 'py/error-shown',
  cwes: [209, 200],
  severity: 'low',
  confidence: 'low',
  message:
    'What went wrong inside is told to whoever asked, with paths and statements. Log it, and answer with a general text.',
  on: { return: judge },
};
