import { child, type Node, walk } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn } from '../kit/calls.ts';
import { quote } from '../kit/quote.ts';
import { reach } from '../kit/reach.ts';
import { insertBefore, statementAround, step } from '../kit/statements.ts';
import { isPure } from '../kit/values.ts';
import { ancestors, functionAround, type Source } from '../source.ts';

const CHANGES =
  /^(os\.(remove|unlink|rename|replace|chmod|truncate|utime)|shutil\.(move|copy|copy2|copyfile))$/;

const METHODS = /^(unlink|rename|replace|chmod|write_text|write_bytes|touch)$/;

/** The file that a call changes. */
const fileOf = ({ name, method, callee, args }: Call): Node | undefined => {
  if (CHANGES.test(name ?? '')) return args[0];
  if (callee.kind !== 'attribute' || !METHODS.test(method) || args.length > 1) return undefined;
  return callee.children[0];
};

/** Whether the code around goes on where it may not touch a file. */
const passesOver = (source: Source, node: Node): boolean => {
  for (const around of ancestors(source, node)) {
    if (around.kind === 'function_definition') return false;
    if (around.kind !== 'try_statement') continue;
    const clause = around.children.find(
      ({ kind, text }) => kind === 'except_clause' && /^except[^:]*\bPermissionError\b/.test(text),
    );
    if (clause) return ![...walk(clause)].some(({ kind }) => kind === 'raise_statement');
  }
  return false;
};

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const file = fileOf(call);
  const statement =
    file && isPure(file) && passesOver(source, call.node) ? statementAround(source, call.node) : undefined;
  const owner = functionAround(source, call.node);
  if (file === undefined || statement === undefined || owner === undefined) return undefined;
  if (/\bst_uid\b|\bgetuid\b|\.owner\(/.test(child(owner, 'block')?.text ?? '')) return undefined;
  const [stat, user] = [reach(source, call.node, 'os.lstat'), reach(source, call.node, 'os.getuid')];
  if (stat === undefined || user === undefined) return undefined;
  const lines = [
    `if ${stat.text}(${file.text}).st_uid != ${user.text}():`,
    `${step(source)}raise PermissionError(f${quote(source, `{${file.text}} belongs to somebody else`)})`,
  ];
  const inserted = /['"\\]/.test(file.text) ? undefined : insertBefore(source, statement, lines);
  return (
    inserted && {
      about: [owner],
      what: 'leave the files of others alone',
      changes: [inserted],
      ...stat,
    }
  );
};

/**
 * Where code changes files and goes on at a `PermissionError`, it also leaves alone what belongs to somebody else: run
 * with more rights than its author thought of, it would otherwise change everybody's files. Files of the user are
 * treated as before.
 */
export const ownFiles: Edit = {
  id: 'own-files',
  title: 'Leave the files of others alone',
  cwes: [281, 732, 282],
  keeps: 'behaviour',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
