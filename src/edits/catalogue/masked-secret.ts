import { isSecretName } from '../../knowledge/names.ts';
import type { Node } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, replace } from '../kit/calls.ts';
import { holesOf } from '../kit/holes.ts';
import { quote } from '../kit/quote.ts';
import { builtFrom } from '../kit/strings.ts';
import type { Source } from '../source.ts';

const LEVELS = /^(debug|info|warning|warn|error|critical|exception)$/;

const isSecret = (node: Node): boolean =>
  /^(identifier|attribute|subscript)$/.test(node.kind) && isSecretName(node.text.replace(/['"]?\]$/, ''));

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const [message, ...values] = LEVELS.test(call.method) && /\blog/i.test(call.callee.text) ? call.args : [];
  if (message === undefined) return undefined;
  const built = builtFrom(message);
  const holes = built ? holesOf(built).filter(({ value }) => isSecret(value)) : [];
  const changes = [
    ...holes.map(({ form, start, end, value }) =>
      form === 'field' ? { start, end, text: '***' } : replace(value, quote(source, '***')),
    ),
    ...values.filter(isSecret).map((value) => replace(value, quote(source, '***'))),
  ];
  return changes.length > 0
    ? { about: [call.node], what: 'keep the secret out of the log', changes }
    : undefined;
};

/** What is logged and named for a secret is written `***`, so that who reads the log does not learn it. */
export const maskedSecret: Edit = {
  id: 'masked-secret',
  title: 'Keep secrets out of the log',
  cwes: [532, 200, 312],
  keeps: 'behaviour',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
