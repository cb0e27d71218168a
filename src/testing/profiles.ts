/** A server that has these modules in memory before the first job. */
export type Profile = {
  readonly id: string;
  readonly modules: readonly string[];
  /** Packages of which one job imports at least one. Empty: any job. */
  readonly for: readonly string[];
};

const STANDARD = [
  'abc argparse array ast asyncio base64 bisect calendar codecs collections configparser contextlib copy csv',
  'ctypes datetime decimal difflib email email.mime.text enum fractions functools getpass glob gzip hashlib heapq',
  'hmac html http.client http.server inspect io ipaddress itertools json logging math multiprocessing operator os',
  'pathlib pickle platform queue random re secrets shlex shutil signal smtplib socket sqlite3 ssl statistics string',
  'struct subprocess tempfile textwrap threading time traceback types typing unicodedata unittest unittest.mock',
  'urllib.parse urllib.request uuid warnings xml.etree.ElementTree zipfile zlib yaml jinja2',
].flatMap((line) => line.split(' '));

const ARRAYS = ['numpy', 'numpy.linalg', 'numpy.random', 'pandas', 'matplotlib', 'matplotlib.pyplot'];

/**
 * The more a server has loaded, the dearer each of its forks: so a job goes to the first whose packages it names.
 * The last one takes what no other wants.
 */
export const profiles: readonly Profile[] = [
  {
    id: 'learning',
    modules: [
      ...STANDARD,
      ...ARRAYS,
      'scipy.stats',
      'scipy.optimize',
      'scipy.signal',
      'scipy.spatial',
      'sklearn.linear_model',
      'sklearn.ensemble',
      'sklearn.cluster',
      'sklearn.decomposition',
      'sklearn.preprocessing',
      'sklearn.model_selection',
      'sklearn.feature_extraction.text',
      'sklearn.metrics',
      'seaborn',
      'statsmodels.api',
    ],
    for: ['scipy', 'sklearn', 'seaborn', 'statsmodels'],
  },
  { id: 'scientific', modules: [...STANDARD, ...ARRAYS], for: ['numpy', 'pandas', 'matplotlib'] },
  { id: 'plain', modules: STANDARD, for: [] },
];

/** The profile for a job, by what its code and its tests import. */
export const profileFor = (...sources: readonly string[]): Profile => {
  const text = sources.join('\n');
  const imports = (name: string): boolean =>
    new RegExp(String.raw`^[ \t]*(?:import|from)[ \t][^\n#]*\b${name}\b`, 'm').test(text);
  const chosen = profiles.find((profile) => profile.for.length === 0 || profile.for.some(imports));
  if (!chosen) throw new Error('the last profile takes every job');
  return chosen;
};
