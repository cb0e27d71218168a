import { operands } from '../../syntax/python.ts';
import type { Edit, EditSite, TextChange } from '../edit.ts';
import { type Call, callsIn, replace } from '../kit/calls.ts';
import { insertBefore, statementAround } from '../kit/statements.ts';
import type { Source } from '../source.ts';

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const [policy] = call.method === 'set_missing_host_key_policy' ? call.args : [];
  const [client] = operands(call.callee);
  if (
    policy === undefined ||
    client?.kind !== 'identifier' ||
    !/\b(AutoAdd|Warning)Policy\b/.test(policy.text)
  )
    return undefined;
  if (policy.kind === 'call' ? !/^[\w.]+\(\)$/.test(policy.text) : !/^[\w.]*\.\w+$/.test(policy.text))
    return undefined;
  if (!policy.text.includes('.')) return undefined;
  const changes: TextChange[] = [
    replace(policy, policy.text.replace(/(AutoAdd|Warning)Policy/, 'RejectPolicy')),
  ];
  const statement = statementAround(source, call.node);
  if (!source.scopeOf(call.node).node.text.includes(`${client.text}.load_`)) {
    const loads = statement && insertBefore(source, statement, [`${client.text}.load_system_host_keys()`]);
    if (loads === undefined) return undefined;
    changes.unshift(loads);
  }
  return { about: [call.node], what: 'talk to hosts with known keys only', changes };
};

/**
 * Paramiko's `AutoAddPolicy` becomes `RejectPolicy`, with the keys of hosts that the system knows: nobody else can
 * then pose as the host. Hosts that were never visited must be added to `known_hosts` first.
 */
export const knownHostKeys: Edit = {
  id: 'known-host-keys',
  title: 'Accept known host keys only',
  cwes: [295, 322],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
