import { mutated, mutationsOf } from '../../syntax/mutations.ts';
import { readProgram } from '../../syntax/python.ts';
import type { Statement } from '../../syntax/statements.ts';

/** Statements that show themselves: imports that fail, exceptions. Definitions show when they are called. */
const UNTOUCHED = /^(import|import_from|future_import|raise|assert)_statement$|^(function|class)_definition$/;

/** What is closed is not used any more: nobody outside sees it. */
const CLOSES = /^[\w.]+\.close\(\)$/;

/**
 * The code with one small slip in a statement, each in turn: those that leave out most come first. Calls that cannot
 * tell these from the code cannot vouch for any change of that statement.
 */
export const slipsIn = (code: string, statement: Statement): readonly string[] => {
  if (UNTOUCHED.test(statement.kind) || CLOSES.test(statement.text)) return [];
  const made = mutationsOf(statement).map((mutation) => mutated(code, mutation));
  return [...new Set(made)].filter((slip) => slip !== code && readProgram(slip).status === 'ok');
};
