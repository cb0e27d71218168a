import { hasHtml } from '../../../knowledge/html.ts';
import type { Build, Call, Finished } from '../flow/events.ts';
import type { Atom, Value } from '../flow/value.ts';
import { MARKUP_ANSWERS } from '../know/traits.ts';
import type { Report, Rule } from '../rule.ts';
import { filledIn, isSet, type Sinks, skeleton, unanswered, valuesAt } from '../taint.ts';
import { unknownHoles } from '../unknowns.ts';

/** HTML that was put together before; what is in it was looked at there. */
const isBuiltHtml = (value: Value): boolean => value.pieces !== undefined && hasHtml(skeleton(value) ?? '');

const UNKNOWN =
  'Something becomes part of HTML as it is, and nothing shows where it comes from. Pass it through html.escape, or use a template that escapes.';

const builds = ({ value, parts, state }: Build): boolean =>
  hasHtml(skeleton(value) ?? '') &&
  parts.some((part) => !isBuiltHtml(part) && unanswered(part, state, MARKUP_ANSWERS) !== undefined);

/** Functions that believe what they are given to be HTML. */
const BELIEVERS: Sinks = {
  'markupsafe.Markup': [0],
  'flask.Markup': [0],
  'jinja2.Markup': [0],
  'jinja2.utils.markupsafe.Markup': [0],
  'django.utils.safestring.mark_safe': [0],
  mark_safe: [0],
  Markup: [0],
};

const believes = (call: Call): Report | undefined => {
  const values = valuesAt(call, BELIEVERS);
  if (values.some((value) => unanswered(value, call.state, MARKUP_ANSWERS))) return {};
  return values.some((value) => unknownHoles(value, MARKUP_ANSWERS).length > 0)
    ? { confidence: 'low', message: UNKNOWN }
    : undefined;
};

/** `re.sub(..., '<a href="\\1">', text)` */
const replaces = ({ name, args, state }: Call): boolean => {
  const [, replacement, text] =
    /\.sub$/.test(name) && !name.startsWith('re.sub') ? [undefined, ...args] : args;
  return (
    /\.sub$/.test(name) &&
    text !== undefined &&
    hasHtml(String(replacement?.constant)) &&
    /\\\d|\\g</.test(String(replacement?.constant)) &&
    unanswered(text, state, MARKUP_ANSWERS) !== undefined
  );
};

const fillsIn = (call: Call): boolean =>
  filledIn(call, /html/i).some((value) => unanswered(value, call.state, MARKUP_ANSWERS) !== undefined);

/** A view of Flask that answers with what it was sent. */
const answers = ({ info, returns }: Finished): Report | undefined => {
  if (!info.decorators.some((decorator) => /\.(route|get|post|put)\(/.test(decorator))) return undefined;
  const returned = returns.find(
    ({ value, state }) =>
      value.items === undefined &&
      value.entries === undefined &&
      (value.pieces !== undefined || isSent(value)) &&
      unanswered(value, state, MARKUP_ANSWERS, isRequest) !== undefined,
  );
  return returned && { node: returned.node };
};

const isRequest = ({ source }: Atom): boolean => source.origin === 'request';

const isSent = ({ ref = '', atoms }: Value): boolean =>
  atoms.some(({ direct }) => direct) || /request\.\w+(\[\]|\.get\(\))$/.test(ref);

const responds = (call: Call): boolean =>
  /(^|\.)(make_response|HttpResponse|HTMLResponse|Response)$/.test(call.name) &&
  !/json|plain/.test(
    String((call.keywords.get('mimetype') ?? call.keywords.get('content_type'))?.constant),
  ) &&
  !isSet(call, 'safe', true) &&
  call.args[0] !== undefined &&
  unanswered(call.args[0], call.state, MARKUP_ANSWERS, isRequest) !== undefined;

export const htmlInjection: Rule = {
  id: 'py/html-injection',
  cwes: [79],
  severity: 'medium',
  confidence: 'medium',
  message:
    'Data from outside becomes part of HTML as it is. Pass it through html.escape, or use a template that escapes.',
  on: {
    build: builds,
    call: (call) => believes(call) || replaces(call) || fillsIn(call) || responds(call),
    finish: answers,
  },
};
