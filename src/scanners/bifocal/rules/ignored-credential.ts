import { wordsOf } from '../../../knowledge/names.ts';
import { docstringOf, type FunctionInfo, type Parameter } from '../../../syntax/functions.ts';
import { type Node, walk } from '../../../syntax/python.ts';
import type { Finished } from '../flow/events.ts';
import type { Report, Rule } from '../rule.ts';

/** What proves something. */
const PROOF =
  /_(sign|signed|signatures?|sig|hmac|mac|tokens?|csrf|otp|pass(word|wd|code)|pin|credentials?|auth|authorization|api_?key)_$/;

/** Who asks, and what they may do. */
const ACTOR =
  /_(requests?er|requestor|requesting|actor|acting|caller|calling|executor|executing|initiator|initiating|performer|performing|operator|invoker|viewer|admin|administrator|manager|principal|identity|users?|userid|uid|usr|member|employee|staff|account|customer|owner|roles?|privileges?|permissions?|rights|clearance|access_level|authority|scopes?)_/;

const ID = /_(id|ident|identifier|uuid|guid)_$|[a-z]_(key|number|code)_$/;

/** Whether a parameter says who asks, or proves it. */
const tells = ({ name }: Parameter): boolean => {
  const words = wordsOf(name);
  if (name.startsWith('_') || /_data$/.test(name)) return false;
  return PROOF.test(words) || ACTOR.test(words) || ID.test(words);
};

const PLACEHOLDER = /^(pass|\.\.\.|raise\b.*|return( (None|False|0|""|''|\[\]|\{\}|\(\)))?)$/;

/** Functions that are there to be overridden, that only promise to do something, or that grant and give nothing. */
const isStub = ({ body }: FunctionInfo): boolean => {
  const statements = body.children.slice(docstringOf(body) === undefined ? 0 : 1);
  return statements.every(({ text }) => PLACEHOLDER.test(text));
};

const usedNames = (body: Node): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { kind, text } of walk(body)) if (kind === 'identifier') names.add(text);
  return names;
};

const judge = ({ info }: Finished): Report | undefined => {
  if (info.owner !== undefined || info.decorators.length > 0 || info.parameters.length < 2) return undefined;
  if (isStub(info)) return undefined;
  const used = usedNames(info.body);
  if (used.has('locals')) return undefined;
  const ignored = info.parameters.find((parameter) => !used.has(parameter.name) && tells(parameter));
  if (ignored === undefined) return undefined;
  const isProof = PROOF.test(wordsOf(ignored.name));
  return isProof ? { confidence: 'medium', message: UNVERIFIED } : {};
};

const UNVERIFIED =
  'The function is given a proof such as a signature or a token and never looks at it. Verify it before anything else.';

export const ignoredCredential: Rule = {
  id: 'py/ignored-credential',
  cwes: [862, 863, 347],
  severity: 'high',
  confidence: 'low',
  message:
    'The function is told who asks and never looks at it, so everybody may do this. Check what the caller is allowed to do.',
  on: { finish: judge },
};
