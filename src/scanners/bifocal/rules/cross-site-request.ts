import { codeOf, type Node, operands, walk } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { Report, Rule } from '../rule.ts';

/** Parts of a request that say who sent it, or from where. */
const ORIGIN =
  /\b(headers?|cookies?|csrf\w*|xsrf\w*|sessions?|token|auth\w*|referr?er|origin|META|content_type)\b/i;

const BODY = /(?<![.\w])(\w+)(\[|\.get\()['"](body|form|data|json|POST|payload)['"][\]),]/;

/** Methods that change what a program keeps. */
const CHANGES =
  /^(append|add|remove|discard|pop|popitem|clear|update|insert|delete|save|create|put|execute|executemany|commit|write|setdefault|extend|upsert)$/;

/** Whether the function changes a record: `STORE[...][...] = value`, `del STORE[...]`, `STORE[...].append(value)`. */
const changes = (body: Node, calls: readonly Call[]): Node | undefined => {
  for (const node of walk(body)) {
    const target = node.kind === 'assignment' ? node.children[0] : undefined;
    const [object] = target?.kind === 'subscript' ? operands(target) : [];
    if (object?.kind === 'subscript') return node;
    if (node.kind === 'delete_statement' && /\[/.test(node.text)) return node;
  }
  const call = calls.find(
    ({ method, receiver, node }) => receiver && CHANGES.test(method) && STORED.test(node.text),
  );
  return call?.node;
};

/** A part of something, or something of the module. */
const STORED = /^[\w.]+\[|^[A-Z][A-Z\d_]+\.|^(self|db|database|conn|cursor|session)\b/;

const parsesBody = ({ name, node }: Call): boolean => /^json\.loads$/.test(name) && BODY.test(node.text);

/** A request as a dictionary, of which only the body is looked at. */
const judge = ({ info, calls }: Finished): Report | undefined => {
  const text = codeOf(info.body);
  const whole = BODY.exec(text)?.[1];
  if (!info.parameters.some(({ name }) => name === whole) || ORIGIN.test(text)) return undefined;
  const node = calls.find(parsesBody)?.node ?? changes(info.body, calls);
  return node && { node };
};

const OFF =
  /(^|\.)(WTF_CSRF_ENABLED|CSRF_ENABLED|WTF_CSRF_CHECK_DEFAULT)$|\[['"]WTF_CSRF_(ENABLED|CHECK_DEFAULT)['"]\]$/;

export const crossSiteRequest: Rule = {
  id: 'py/cross-site-request',
  cwes: [352],
  severity: 'medium',
  confidence: 'low',
  message:
    'Nothing shows that the request was sent from a page of this site. Compare a CSRF token of the session with one of the request, or check the content type and origin.',
  on: {
    finish: (finished) =>
      finished.info.decorators.some((decorator) => /\bcsrf_exempt\b/.test(decorator)) || judge(finished),
    assign: ({ target, value }) =>
      OFF.test(target) && value.constant === false && { severity: 'medium', confidence: 'high' },
  },
};
