import { diffArrays } from 'diff';
import { CLAUSES, isRun, type Statement } from '../../syntax/statements.ts';

/** How two codes differ, statement by statement. */
export type StatementChange = {
  /** Statements of the first that the second has not. */
  readonly gone: readonly Statement[];
  /** Places, in the second, of statements that the first has not. */
  readonly added: ReadonlySet<number>;
};

/** The shortest way from one list of statements to another. */
export const changeOf = (from: readonly Statement[], to: readonly Statement[]): StatementChange => {
  const key = ({ kind, text }: Statement): string => `${kind} ${text}`;
  const gone: Statement[] = [];
  const added = new Set<number>();
  let [here, there] = [0, 0];
  for (const change of diffArrays(from.map(key), to.map(key))) {
    const { length } = change.value;
    if (change.removed) gone.push(...from.slice(here, here + length));
    if (change.added) for (let at = 0; at < length; at += 1) added.add(there + at);
    if (!change.added) here += length;
    if (!change.removed) there += length;
  }
  return { gone, added };
};

/**
 * A new statement in a place to which no call came: it was not run, nor was one before it in its block. New statements
 * within new ones do not count: a new check is run, what it does to the wicked need not be. Clauses count with the
 * statement that they belong to: nobody raises an exception only to be caught.
 *
 * @param run lines of the code that calls have run
 */
export const newButUnreached = (
  statements: readonly Statement[],
  { added }: StatementChange,
  run: ReadonlySet<number>,
): Statement | undefined => {
  const isReached = (at: number): boolean => {
    const statement = statements[at];
    if (!statement) return false;
    if (isRun(statement, run)) return true;
    return isReached(CLAUSES.has(statement.kind) ? statement.outer : statement.before);
  };
  const at = [...added].find((each) => !added.has(statements[each]?.outer ?? -1) && !isReached(each));
  return at === undefined ? undefined : statements[at];
};

/** A statement for people. */
export const inWords = ({ lines, text }: Statement): string =>
  `line ${lines[0] ?? '?'}: ${text.slice(0, 60)}`;
