import { isValuePlace, STATEMENT } from '../../../knowledge/sql.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { State } from '../flow/state.ts';
import { AS_NUMBER } from '../flow/strings.ts';
import type { Piece, Trait, Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { holes, skeleton, unanswered } from '../taint.ts';
import { unknownHoles } from '../unknowns.ts';

/** Whatever is called like this is taken to run the statement that it is given. */
const RUNS = /exec|query|sql|fetch|select|raw|statement|^text$/i;

/** What only looks at a text, or puts it elsewhere for later. */
const PASSES =
  /^(print|debug|info|warn|warning|error|exception|critical|log|echo|write|append|extend|insert|join|split|strip|replace|format|encode|startswith|endswith|str|len|repr|dedent|\w*(Error|Exception|Warning))$/;

const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'digest', 'member', 'pattern', 'vetted']);

/** A statement with something put into it that a parameter could have brought. */
const isBuilt = (value: Value): boolean => {
  const text = skeleton(value);
  return text?.includes('\0') === true && STATEMENT.test(text);
};

/** Said to be a number by `%d`, which raises on text, or by an annotation, which nothing enforces. */
const isSaidToBeNumber = ({ ref, atoms }: Value): boolean =>
  ref === AS_NUMBER ||
  atoms.some(({ direct, traits }) => direct && traits.has('number') && !traits.has('typed'));

/** Pieces that stand where a parameter could have brought a value. */
const valuesIn = ({ pieces = [] }: Value): readonly Value[] => {
  let before = '';
  return pieces.flatMap((piece: Piece) => {
    const isText = typeof piece === 'string';
    const found = !isText && isValuePlace(before) ? [piece] : [];
    before += isText ? piece : '\0';
    return found;
  });
};

const UNKNOWN =
  'A value is put into an SQL statement as text, and nothing shows where it comes from. Write a placeholder and pass the value as a parameter.';

const NUMBER =
  'A number is put into an SQL statement as text. A placeholder keeps the statement safe should it ever be something else.';

/** What is to say of a statement: something from outside, something unknown, or a number in it. */
const weigh = (value: Value, state: State): Report | undefined => {
  if (!isBuilt(value)) return undefined;
  if (unanswered(holes(value), state, ANSWERS)) return {};
  if (unknownHoles(value, ANSWERS).some(({ before }) => isValuePlace(before))) {
    return { confidence: 'medium', message: UNKNOWN };
  }
  return valuesIn(value).some(isSaidToBeNumber)
    ? { severity: 'medium', confidence: 'low', message: NUMBER }
    : undefined;
};

const judge = ({ method, args, keywords, state }: Call): Report | undefined => {
  const given = [...args.slice(0, 3), ...keywords.values()];
  const weighed = given.flatMap((value) => {
    const report = weigh(value, state);
    return report ? [{ value, report }] : [];
  });
  if (RUNS.test(method)) return weighed[0]?.report;
  if (PASSES.test(method)) return undefined;
  const handed = weighed.find(({ value }) => valuesIn(value).length > 0);
  return handed && { confidence: 'medium', ...handed.report };
};

/** A function makes the statement for its caller. */
const makesStatement = ({ info, returns }: Finished): Report | undefined => {
  const isNamed = /query|sql|statement/i.test(info.name);
  for (const { node, value, state } of returns) {
    const report = isNamed || valuesIn(value).length > 0 ? weigh(value, state) : undefined;
    if (report) return { confidence: 'medium', ...report, node };
  }
  return undefined;
};

export const sqlInjection: Rule = {
  id: 'py/sql-injection',
  cwes: [89],
  severity: 'high',
  confidence: 'high',
  message:
    'Data from outside is put into an SQL statement as text. Write a placeholder and pass the value as a parameter.',
  on: { call: judge, finish: makesStatement },
};
