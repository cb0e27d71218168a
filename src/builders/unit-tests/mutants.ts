import { type MutationOperator, mutated, mutationsOf } from '../../syntax/mutations.ts';
import { readProgram } from '../../syntax/python.ts';
import type { Subject } from './subject.ts';

/** The reference with one small mistake. */
export type Mutant = { readonly code: string; readonly line: number; readonly operator: MutationOperator };

/** Statements that no test of behaviour is about. */
const UNTOUCHED = /^(import|import_from|future_import)_statement$|^(function|class)_definition$/;

/**
 * Mutants of a reference, at most so many: one of each statement, then a second of each, and so on, those first that
 * leave out most. A statement that raises is only left out: what its text says is nobody's business. Some may be
 * equivalent to the reference: no test can kill those.
 */
export const mutantsOf = ({ code, statements }: Subject, most: number): readonly Mutant[] => {
  const seen = new Set([code]);
  const lists = statements
    .filter(({ kind }) => !UNTOUCHED.test(kind))
    .map((statement) => {
      const mutations = mutationsOf(statement);
      const wanted = statement.kind === 'raise_statement' ? mutations.slice(0, 1) : mutations;
      return wanted.flatMap((mutation): readonly Mutant[] => {
        const text = mutated(code, mutation);
        if (seen.has(text) || readProgram(text).status === 'unknown') return [];
        seen.add(text);
        return [{ code: text, line: statement.lines[0] ?? 0, operator: mutation.operator }];
      });
    });
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)))
    .flat()
    .slice(0, most);
};
