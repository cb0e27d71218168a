import type { Edit, EditSite } from '../edit.ts';
import { addArgument, type Call, callsIn } from '../kit/calls.ts';
import { quote } from '../kit/quote.ts';
import { allNeeds, reach } from '../kit/reach.ts';
import type { Source } from '../source.ts';

/** Calls that check nothing without a context, the argument that takes one, and its position. */
const TAKE: readonly (readonly [RegExp, string, number])[] = [
  [/^smtplib\.SMTP\(\)\.starttls$/, 'context', 2],
  [/^imaplib\.IMAP4\(\)\.starttls$/, 'ssl_context', 0],
  [/^poplib\.POP3\(\)\.stls$/, 'context', 0],
  [/^smtplib\.SMTP_SSL$/, 'context', 6],
  [/^ftplib\.FTP_TLS$/, 'context', 6],
  [/^imaplib\.IMAP4_SSL$/, 'ssl_context', 4],
  [/^poplib\.POP3_SSL$/, 'context', 4],
  [/^nntplib\.NNTP_SSL$/, 'ssl_context', 4],
];

/** `ldap3.Server(host, use_ssl=True)` */
const ldapAt = (source: Source, call: Call): EditSite | undefined => {
  if (!/^(ldap3\.(core\.server\.)?)?Server$/.test(call.name ?? '') || call.splat) return undefined;
  if (call.keywords.get('use_ssl')?.value.text !== 'True' || call.keywords.has('tls')) return undefined;
  const [tls, required] = [
    reach(source, call.node, 'ldap3.Tls'),
    reach(source, call.node, 'ssl.CERT_REQUIRED'),
  ];
  if (tls === undefined || required === undefined) return undefined;
  const changes = [addArgument(call, `tls=${tls.text}(validate=${required.text})`)];
  return { about: [call.node], what: WHAT, changes, ...allNeeds(tls, required) };
};

/** `redis.Redis(ssl=True)`, which looks at no host names before version 6 */
const redisAt = (source: Source, call: Call): EditSite | undefined => {
  if (!/^redis\.(asyncio\.)?(Strict)?Redis(Cluster)?$/.test(call.name ?? '') || call.splat) return undefined;
  const isGiven = ['ssl_check_hostname', 'ssl_context', 'connection_pool'].some((key) =>
    call.keywords.has(key),
  );
  if (call.keywords.get('ssl')?.value.text !== 'True' || isGiven) return undefined;
  const modes = call.keywords.has('ssl_cert_reqs') ? '' : `, ssl_cert_reqs=${quote(source, 'required')}`;
  return { about: [call.node], what: WHAT, changes: [addArgument(call, `ssl_check_hostname=True${modes}`)] };
};

const WHAT = 'check the certificate of the server';

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const name = call.name ?? (call.method === 'starttls' ? 'smtplib.SMTP().starttls' : '');
  const [, keyword = '', position = 0] = TAKE.find(([pattern]) => pattern.test(name)) ?? [];
  if (keyword === '' || call.splat || call.args.length > position) return undefined;
  if (['context', 'ssl_context', 'keyfile', 'certfile'].some((key) => call.keywords.has(key)))
    return undefined;
  const reached = reach(source, call.node, 'ssl.create_default_context');
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  return {
    about: [call.node],
    what: `${WHAT}: ${keyword}=${text}()`,
    changes: [addArgument(call, `${keyword}=${text}()`)],
    ...needs,
  };
};

/**
 * `server.starttls()` gets `context=ssl.create_default_context()`: without one, Python's libraries for mail and FTP
 * take any certificate; and so do ldap3 without `tls=` and older redis-py without `ssl_check_hostname=True`. Servers without a valid one are no longer talked to.
 */
export const passTlsContext: Edit = {
  id: 'pass-tls-context',
  title: 'Check the certificates of servers',
  cwes: [295, 297],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source).flatMap(
      (call) => siteAt(source, call) ?? ldapAt(source, call) ?? redisAt(source, call) ?? [],
    ),
};
