import type { Call } from '../flow/events.ts';
import type { Frame } from '../flow/state.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { leading, type Sinks, unanswered } from '../taint.ts';

const VERBS = /^(get|post|put|patch|delete|head|options)$/;

const CLIENTS =
  /^(requests|httpx|requests\.(Session|session)\(\)|httpx\.(Async)?Client\(\)|aiohttp\.ClientSession\(\)|urllib3\.PoolManager\(\))$/;

const SINKS: Sinks = {
  'urllib.request.urlopen': [0, 'url'],
  'urllib.request.urlretrieve': [0, 'url'],
  'urllib.request.Request': [0, 'url'],
  'urllib.urlopen': [0],
  urlopen: [0],
  'urllib.request.build_opener().open': [0],
  'wget.download': [0],
  'pycurl.Curl().setopt': [1],
  'http.client.HTTPConnection': [0, 'host'],
  'http.client.HTTPSConnection': [0, 'host'],
};

const ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'member',
  'pattern',
  'prefix',
  'host',
  'vetted',
  'url-quoted',
]);

const urlOf = ({ name, method, args, keywords }: Call): Value | undefined => {
  const places = Object.hasOwn(SINKS, name) ? SINKS[name] : undefined;
  if (places)
    return places
      .map((place) => (typeof place === 'number' ? args[place] : keywords.get(place)))
      .find(Boolean);
  const client = CLIENTS.test(name.slice(0, -method.length - 1));
  if (client && VERBS.test(method)) return keywords.get('url') ?? args[0];
  if (client && /^(request|stream|urlopen)$/.test(method)) return keywords.get('url') ?? args[1];
  return undefined;
};

/** A parameter may come from the program's author, but not one that is called like this. */
const FOREIGN =
  /user|client|remote|external|webhook|callback|redirect|preview|proxy|avatar|image|img|photo|picture|icon|logo|thumbnail|feed|rss|import/i;

const isForeign = ({ source }: Atom, { info }: Frame): boolean =>
  source.origin !== 'parameter' || FOREIGN.test(source.name) || FOREIGN.test(info?.name ?? '');

const judge = (call: Call): boolean => {
  const { state } = call;
  const url = urlOf(call);
  return (
    url !== undefined &&
    unanswered(leading(url), state, ANSWERS, (atom) => isForeign(atom, state.frame)) !== undefined
  );
};

export const ssrf: Rule = {
  id: 'py/ssrf',
  cwes: [918],
  severity: 'high',
  confidence: 'medium',
  message:
    'The address of a request comes from outside and may lead into the internal network. Compare its host with a list of allowed hosts.',
  on: { call: judge },
};
