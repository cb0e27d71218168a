import type { Edit } from '../edit.ts';
import { callsIn, wrap } from '../kit/calls.ts';
import { lookUp } from '../kit/scopes.ts';

/**
 * `path.chmod(mode)` with a mode from the caller becomes `path.chmod(mode & ~0o002)`: whatever is asked for, it never
 * lets everybody on the machine write. All other modes are set as they were.
 */
export const maskedMode: Edit = {
  id: 'masked-mode',
  title: 'Never let everybody write',
  cwes: [732, 281, 276],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source).flatMap(({ node, name, method, callee, args, keywords }) => {
      const isOfModule = /^os\.(chmod|fchmod|lchmod)$/.test(name ?? '');
      const isMethod = method === 'chmod' && callee.kind === 'attribute' && !/^os\./.test(name ?? '');
      if (!isOfModule && !isMethod) return [];
      const mode = keywords.get('mode')?.value ?? args[isOfModule ? 1 : 0];
      const bindings = mode?.kind === 'identifier' ? lookUp(mode.text, source.scopeOf(mode)) : undefined;
      if (mode === undefined || !bindings?.every(({ kind }) => kind === 'parameter')) return [];
      return [{ about: [node], what: 'never let everybody write', changes: wrap(mode, '', ' & ~0o002') }];
    }),
};
