import { type Atom, NOTHING, type Origin, type Value } from '../flow/value.ts';

const SOURCES: readonly (readonly [RegExp, Origin])[] = [
  [/^(builtins\.)?input\(\)$/, 'input'],
  [/^sys\.stdin\.(read|readline|readlines)\(\)$/, 'input'],
  [/^sys\.argv$/, 'arguments'],
  [/^argparse\.ArgumentParser\(\)\.parse_args\(\)$/, 'arguments'],
  [/^os\.(environ|environb|getenv\(\))$/, 'environment'],
  [
    /^((flask|bottle|sanic)\.)?request\.(args|form|values|data|json|files|cookies|headers|query_string|url|path|full_path|referrer|view_args|GET|POST|FILES|COOKIES|META|body|query_params|path_params|params|match_info|rel_url|stream|get_json\(\)|get_data\(\))$/,
    'request',
  ],
  [/\.get_(query_|body_)?arguments?\(\)$/, 'request'],
  [/\.recv(from|_into)?\(\)$/, 'network'],
];

const atomOf = (origin: Origin, name: string): Atom => ({
  source: { id: `${origin} ${name.replaceAll('.', '·')}`, name, origin },
  traits: new Set(),
  direct: true,
});

/** What comes from outside under a qualified name; nothing, if none does. */
export const sourceOf = (ref: string): readonly Atom[] => {
  const origin = SOURCES.find(([pattern]) => pattern.test(ref))?.[1];
  return origin === undefined ? [] : [atomOf(origin, ref)];
};

/** What a request has brought, of objects that are made for each request. */
const OF_HANDLERS: readonly string[] = ['path', 'headers', 'rfile', 'request', 'requestline'];

/** The fields of `self` that come from outside, in a class that is made from these. */
export const fieldsFromOutside = (bases: string): ReadonlyMap<string, Value> =>
  new Map(
    /(Request|WebSocket)Handler\b/.test(bases)
      ? OF_HANDLERS.map((name) => [
          `self.${name}`,
          { atoms: [atomOf('request', `self.${name}`)], checks: [] },
        ])
      : [],
  );

/** What callers hand in to work with, by the names that everybody gives it: not data of an attacker. */
const TOOLS =
  /^_*(self|cls|logger|log|conn|connection|cursor|cur|db|database|engine|session|app|client|loop|executor|pool|redis|redis_client|db_(conn|connection|session|path)|http_client|mailer|clock|now)$/;

const NUMERIC =
  /^(typing\.)?(Optional\[)?(int|float|bool|complex|Decimal|decimal\.Decimal|UUID|uuid\.UUID|date|datetime|datetime\.\w+|timedelta|Literal\[.*)(\s*\|\s*None)?\]?$/;

/** The value of a parameter of a function that nobody in the program calls. */
export const parameterValue = (scope: number, name: string, type: string | undefined): Value => {
  if (TOOLS.test(name)) return NOTHING;
  const numeric = type !== undefined && NUMERIC.test(type);
  return {
    atoms: [
      {
        source: {
          id: `${scope} ${name}`,
          name,
          origin: /^(request|req)$/.test(name) ? 'request' : 'parameter',
        },
        traits: new Set(numeric ? (['number'] as const) : []),
        direct: true,
      },
    ],
    checks: [],
  };
};
