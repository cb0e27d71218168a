import { codeOf } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { isSet } from '../taint.ts';

const NONE = /(^|\.)CERT_NONE$/;

const isNone = (value: Value | undefined): boolean =>
  NONE.test(value?.ref ?? '') || /^(CERT_NONE|none)$/.test(String(value?.constant));

/** Checks that are switched off. */
const switchesOff = (call: Call): boolean =>
  call.name === 'ssl._create_unverified_context' ||
  isSet(call, 'verify', false) ||
  isSet(call, 'verify_ssl', false) ||
  isSet(call, 'check_hostname', false) ||
  (isSet(call, 'ssl', false) && /aiohttp|session|TCPConnector/i.test(call.name)) ||
  isSet(call, 'ssl_verify', false) ||
  isSet(call, 'verify_certs', false) ||
  isSet(call, 'tlsAllowInvalidCertificates', true) ||
  isSet(call, 'disable_ssl_certificate_validation', true) ||
  isNone(call.keywords.get('cert_reqs')) ||
  isNone(call.keywords.get('ssl_cert_reqs')) ||
  (call.keywords.has('ssl_cert_reqs') && isSet(call, 'ssl_cert_reqs', null)) ||
  (/(^|\.)Tls$/.test(call.name) && isNone(call.keywords.get('validate')));

/** Where the library checks nothing unless it is given a context, and which argument that is. */
const NEEDS_CONTEXT: readonly (readonly [RegExp, string, number])[] = [
  [/(^|\.|\))starttls$/, 'context', 2],
  [/^smtplib\.SMTP_SSL$/, 'context', 6],
  [/^ftplib\.FTP_TLS$/, 'context', 6],
  [/^imaplib\.IMAP4_SSL$/, 'ssl_context', 4],
  [/^poplib\.POP3_SSL$/, 'context', 4],
  [/^nntplib\.NNTP_SSL$/, 'ssl_context', 4],
];

const lacksContext = ({ name, method, args, keywords, splat }: Call): boolean => {
  if (name === 'ssl.wrap_socket') return !keywords.has('cert_reqs') && !splat;
  const needs = NEEDS_CONTEXT.find(([pattern]) => pattern.test(name) || pattern.test(`.${method}`));
  if (needs === undefined || splat) return false;
  const [, keyword, position] = needs;
  return !keywords.has(keyword) && args[position] === undefined && !keywords.has('cafile');
};

/** ldap3 checks no certificate unless it is given a `Tls` (or, wrongly, a context). */
const lacksTls = (call: Call): boolean =>
  /^ldap3\.(core\.server\.)?Server$|^Server$/.test(call.name) &&
  isSet(call, 'use_ssl', true) &&
  !call.keywords.has('tls');

/** redis-py before 6.0 checks no host names unless it is told to. */
const lacksHostName = (call: Call): boolean =>
  /^redis\.(asyncio\.)?(Strict)?Redis(Cluster)?$|^redis\.client\.Redis$/.test(call.name) &&
  isSet(call, 'ssl', true) &&
  !['ssl_check_hostname', 'ssl_context', 'ssl_cert_reqs', 'connection_pool'].some((key) =>
    call.keywords.has(key),
  );

const HOST_NAME =
  'Before version 6, this library takes a certificate of any host. Pass ssl_check_hostname=True and ssl_cert_reqs="required".';

/** A bare context checks nothing until it is told to. */
const opensBareContext = ({ name, args, state }: Call): boolean => {
  if (name !== 'ssl.SSLContext' || state.frame.info === undefined) return false;
  const isClient = args[0] === undefined || /\bPROTOCOL_(TLS|SSLv23)$/.test(args[0].ref ?? '');
  return (
    isClient && !/verify_mode|CERT_REQUIRED|load_cert_chain|server_side/.test(codeOf(state.frame.info.body))
  );
};

const SWITCHED_OFF = 'Certificates are not checked, so anybody may pose as the server. Leave the check on.';

const CONTEXT =
  'This library checks no certificate by itself. Pass a context made by ssl.create_default_context().';

const HOST_KEY =
  'Any host key is accepted, so anybody may pose as the server. Load the known keys and use RejectPolicy.';

const acceptsAnyKey = ({ method, args }: Call): boolean =>
  method === 'set_missing_host_key_policy' && /(AutoAdd|Warning)Policy(\(\))?$/.test(args[0]?.ref ?? '');

/** An unknown host key is accepted, unless the connection runs through TLS that has checked the host. */
const acceptsHostKeys = ({ calls }: Finished): Report | undefined => {
  const call = calls.find(acceptsAnyKey);
  const tunnelled = calls.some(({ keywords }) => /wrap_socket\(\)$/.test(keywords.get('sock')?.ref ?? ''));
  return call && !tunnelled ? { node: call.node, message: HOST_KEY } : undefined;
};

export const missingCertificateCheck: Rule = {
  id: 'py/missing-certificate-check',
  cwes: [295, 297, 322],
  severity: 'high',
  confidence: 'high',
  message: SWITCHED_OFF,
  on: {
    call: (call) =>
      switchesOff(call) ||
      ((lacksContext(call) || lacksTls(call) || opensBareContext(call)) && {
        confidence: 'medium',
        message: CONTEXT,
      }) ||
      (call.state.frame.info === undefined && acceptsAnyKey(call) && { message: HOST_KEY }) ||
      (lacksHostName(call) && { severity: 'medium', confidence: 'low', message: HOST_NAME }),
    assign: ({ target, value }) =>
      (/\.check_hostname$/.test(target) && value.constant === false) ||
      (/\.verify_mode$/.test(target) && isNone(value)) ||
      (/\.verify$/.test(target) && value.constant === false) ||
      (/\._create_default_https_context$/.test(target) && /unverified/.test(value.ref ?? '')),
    finish: acceptsHostKeys,
  },
};
