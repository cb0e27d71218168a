import { operands } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, dropArgument, replace } from '../kit/calls.ts';
import type { Source } from '../source.ts';

/** Arguments that switch the check off, and the value that does. */
const SWITCHES: Readonly<Record<string, string>> = {
  verify: 'False',
  verify_ssl: 'False',
  ssl: 'False',
  ssl_verify: 'False',
  verify_certs: 'False',
  tlsAllowInvalidCertificates: 'True',
  disable_ssl_certificate_validation: 'True',
};

/** Where `verify` and `ssl` mean certificates; elsewhere they mean signatures, or whether there is TLS at all. */
const IS_HTTP =
  /^(requests|httpx)\.|aiohttp|(^|\.)(get|post|put|patch|delete|head|options|request|send|Session|Client|AsyncClient|TCPConnector|ws_connect)$/;

const off = (source: Source, call: Call): readonly EditSite[] =>
  Object.entries(SWITCHES).flatMap(([name, value]): readonly EditSite[] => {
    const given = call.keywords.get(name);
    if (given?.value.text !== value) return [];
    if (/^(verify|ssl)$/.test(name) && !IS_HTTP.test(call.name ?? call.callee.text)) return [];
    return [
      {
        about: [call.node],
        what: `leave the check of certificates on: without ${name}=${value}`,
        changes: [dropArgument(source, call, given.node)],
      },
    ];
  });

/** `cert_reqs=ssl.CERT_NONE` */
const notRequired = (call: Call): readonly EditSite[] =>
  ['cert_reqs', 'ssl_cert_reqs', 'validate'].flatMap((name): readonly EditSite[] => {
    const value = call.keywords.get(name)?.value;
    if (value === undefined || !/\bCERT_NONE\b/.test(value.text)) return [];
    return [
      {
        about: [call.node],
        what: 'require a valid certificate',
        changes: [replace(value, value.text.replace('CERT_NONE', 'CERT_REQUIRED'))],
      },
    ];
  });

/** `session.verify = False` */
const ofSessions = (source: Source): readonly EditSite[] =>
  source.nodes.flatMap((node): readonly EditSite[] => {
    const [target, value] = node.kind === 'assignment' ? operands(node) : [];
    if (value?.text !== 'False' || target?.kind !== 'attribute' || !/\.verify$/.test(target.text)) return [];
    return [{ about: [node], what: 'leave the check of certificates on', changes: [replace(value, 'True')] }];
  });

/**
 * `verify=False` and its like are taken out, so that the library checks certificates as it does by itself. A server
 * that has no valid certificate is no longer talked to.
 */
export const verifyCertificates: Edit = {
  id: 'verify-certificates',
  title: 'Check certificates',
  cwes: [295, 297],
  keeps: 'purpose',
  sites: (source) => [
    ...callsIn(source).flatMap((call) => [...off(source, call), ...notRequired(call)]),
    ...ofSessions(source),
  ],
};
