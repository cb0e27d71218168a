import type { Assign, Call, Finished } from '../flow/events.ts';
import type { State } from '../flow/state.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { leading, type Sinks, unanswered, valuesAt } from '../taint.ts';

const SINKS: Sinks = {
  'flask.redirect': [0, 'location'],
  'werkzeug.utils.redirect': [0, 'location'],
  'django.shortcuts.redirect': [0, 'to'],
  'django.http.HttpResponseRedirect': [0],
  'django.http.HttpResponsePermanentRedirect': [0],
  'fastapi.responses.RedirectResponse': [0, 'url'],
  'starlette.responses.RedirectResponse': [0, 'url'],
  'aiohttp.web.HTTPFound': [0, 'location'],
  'bottle.redirect': [0],
  '?.redirect': [0],
  HttpResponseRedirect: [0],
  RedirectResponse: [0, 'url'],
};

const ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'member',
  'pattern',
  'prefix',
  'host',
  'no-host',
  'vetted',
  'url-quoted',
  'basename',
]);

const isOpen = (value: Value, state: State): boolean =>
  unanswered(leading(value), state, ANSWERS) !== undefined;

const redirects = (call: Call): boolean => valuesAt(call, SINKS).some((value) => isOpen(value, call.state));

/** A header of the response; a parameter may come from the program's author, but not one that is called like this. */
const sendsHeader = ({ target, value, state }: Assign): boolean =>
  /(^|\[['"])Location(['"]\])?$/.test(target) &&
  unanswered(leading(value), state, ANSWERS, isForeign) !== undefined;

const isForeign = ({ source }: Atom): boolean =>
  source.origin !== 'parameter' ||
  /next|return|redirect|callback|continue|goto|dest|target|user/i.test(source.name);

/** A function that is named for it makes the address for its caller, and not by adding to one that it was given. */
const makesAddress = ({ info, returns }: Finished): Report | undefined => {
  if (!/redirect/i.test(info.name)) return undefined;
  const isWhole = ({ direct, traits }: Atom): boolean => direct || traits.has('url-joined');
  const returned = returns.find(
    ({ value, state }) => value.pieces === undefined && unanswered(value, state, ANSWERS, isWhole),
  );
  return returned && { node: returned.node, confidence: 'low' };
};

export const openRedirect: Rule = {
  id: 'py/open-redirect',
  cwes: [601],
  severity: 'medium',
  confidence: 'medium',
  message:
    'Where the redirect leads comes from outside and may be another site. Allow local paths and known hosts only.',
  on: { call: redirects, assign: sendsHeader, finish: makesAddress },
};
