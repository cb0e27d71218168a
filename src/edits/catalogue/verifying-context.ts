import { type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite, TextChange } from '../edit.ts';
import { callsIn, replace } from '../kit/calls.ts';
import { reach } from '../kit/reach.ts';
import type { Source } from '../source.ts';

/** `ssl._create_unverified_context`, called or handed on. */
const unverified = (source: Source): readonly EditSite[] =>
  source.nodes.flatMap((node): readonly EditSite[] => {
    if (!/^(attribute|identifier)$/.test(node.kind) || !node.text.endsWith('_create_unverified_context'))
      return [];
    if (source.nameOf(node) !== 'ssl._create_unverified_context') return [];
    const reached = reach(source, node, 'ssl.create_default_context');
    if (reached === undefined) return [];
    const { text, ...needs } = reached;
    return [
      {
        about: [node],
        what: `take the context that checks: ${text}`,
        changes: [replace(node, text)],
        ...needs,
      },
    ];
  });

/** `ssl.SSLContext(ssl.PROTOCOL_TLS)` and nothing that switches checks on. */
const bare = (source: Source): readonly EditSite[] =>
  callsIn(source).flatMap((call): readonly EditSite[] => {
    if (call.name !== 'ssl.SSLContext' || call.keywords.size > 0 || call.args.length > 1) return [];
    const protocol = call.args[0] ? source.nameOf(call.args[0]) : 'ssl.PROTOCOL_TLS';
    if (!/^ssl\.PROTOCOL_(TLS|SSLv23|TLSv1|TLSv1_1)$/.test(protocol ?? '')) return [];
    if (/verify_mode|load_cert_chain|server_side|CERT_REQUIRED/.test(source.code)) return [];
    const reached = reach(source, call.node, 'ssl.create_default_context');
    if (reached === undefined) return [];
    const { text, ...needs } = reached;
    return [
      {
        about: [call.node],
        what: `take the context that checks: ${text}()`,
        changes: [replace(call.node, `${text}()`)],
        ...needs,
      },
    ];
  });

type Setting = { readonly node: Node; readonly object: string; readonly value: Node; readonly text: string };

/** `context.check_hostname = False`, `context.verify_mode = ssl.CERT_NONE` */
const settingOf = (node: Node): Setting | undefined => {
  const [target, value] = node.kind === 'assignment' ? operands(node) : [];
  const [, object, name] = /^(.*)\.(check_hostname|verify_mode)$/s.exec(target?.text ?? '') ?? [];
  if (object === undefined || value === undefined) return undefined;
  if (name === 'check_hostname')
    return value.text === 'False' ? { node, object, value, text: 'True' } : undefined;
  return /\bCERT_NONE$/.test(value.text)
    ? { node, object, value, text: value.text.replace('CERT_NONE', 'CERT_REQUIRED') }
    : undefined;
};

/** One without the other raises an exception, so both are changed at once, the mode first as Python asks for. */
const settings = (source: Source): readonly EditSite[] => {
  const found = source.nodes.flatMap((node) => settingOf(node) ?? []);
  const groups = Map.groupBy(found, ({ object, node }) => `${source.scopeOf(node).node.start} ${object}`);
  return [...groups.values()].map((group): EditSite => {
    const values = group.map(({ value, text }): TextChange => replace(value, text));
    return {
      about: group.map(({ node }) => node),
      what: 'check certificates and host names',
      changes: values,
    };
  });
};

/**
 * A TLS context that checks nothing becomes one that checks: `ssl.create_default_context` in place of
 * `_create_unverified_context`, `check_hostname` and `verify_mode` on. Servers without a valid certificate are no
 * longer talked to.
 */
export const verifyingContext: Edit = {
  id: 'verifying-context',
  title: 'Use a TLS context that checks',
  cwes: [295, 297],
  keeps: 'purpose',
  sites: (source) => [...unverified(source), ...bare(source), ...settings(source)],
};
