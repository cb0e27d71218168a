import type { FunctionInfo } from '../../../syntax/functions.ts';
import { after, child, codeOf, type Node, walk } from '../../../syntax/python.ts';
import type { State } from '../flow/state.ts';

const PRIVILEGE = /admin|privileg|super_?user|is_root|is_staff|is_owner|role|permission|authori[sz]ed|can_/i;

/** Whether something only happens for somebody who may do more than others, as the test around it says. */
export const isPrivileged = (node: Node, { frame }: State): boolean => {
  if (frame.info === undefined) return false;
  for (const each of walk(frame.info.body)) {
    if (each.kind !== 'if_statement' && each.kind !== 'elif_clause') continue;
    const body = child(each, 'block');
    const condition = after(each, each.kind === 'elif_clause' ? 'elif' : 'if');
    const isInside = body !== undefined && body.start <= node.start && node.end <= body.end;
    if (isInside && PRIVILEGE.test(condition?.text ?? '') && !/^not\b/.test(condition?.text ?? ''))
      return true;
  }
  return false;
};

/** Whether a function looks at whose a file is, or at what it may do with it itself. */
export const asksForOwner = ({ body }: FunctionInfo): boolean =>
  /\bst_(uid|gid)\b|\b(getuid|geteuid|getpwuid)\b|\.owner\(|\bos\.access\(|\bchown\b/.test(codeOf(body));

/** Whether a function keeps others away while it works: locks, transactions, files that must be new. */
export const keepsOthersOut = ({ body }: FunctionInfo): boolean =>
  /\b(flock|lockf|FileLock|Lock|RLock|portalocker|LOCK_EX|O_EXCL|O_CREAT|transaction|atomic|begin|BEGIN|select_for_update|FOR UPDATE|renames?_noreplace)\b|\block\b|\.acquire\(|['"]x[bt+]*['"]/.test(
    codeOf(body),
  );
