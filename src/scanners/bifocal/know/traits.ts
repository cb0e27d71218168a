import type { Trait } from '../flow/value.ts';

/** Names of functions, by what they do to what they are given. `?.name` stands for a method of anything. */
const FUNCTIONS: readonly (readonly [readonly Trait[], readonly string[]])[] = [
  [
    ['html-escaped'],
    [
      'html.escape',
      'cgi.escape',
      'markupsafe.escape',
      'flask.escape',
      'jinja2.escape',
      'markupsafe.Markup.escape',
      'django.utils.html.escape',
      'django.utils.html.conditional_escape',
      'django.utils.html.strip_tags',
      'werkzeug.utils.escape',
      'xml.sax.saxutils.escape',
      'xml.sax.saxutils.quoteattr',
      'bleach.clean',
      'nh3.clean',
      'lxml.html.clean.clean_html',
      'tornado.escape.xhtml_escape',
      'json.dumps',
    ],
  ],
  [['shell-quoted'], ['shlex.quote', 'pipes.quote', 'subprocess.list2cmdline', 'shlex.join']],
  [
    ['url-quoted'],
    [
      'urllib.parse.quote',
      'urllib.parse.quote_plus',
      'urllib.parse.urlencode',
      'requests.utils.quote',
      'django.utils.http.urlencode',
      'base64.urlsafe_b64encode',
      'base64.b64encode',
    ],
  ],
  [['regex-escaped'], ['re.escape', 'regex.escape']],
  [
    ['ldap-escaped'],
    ['ldap.filter.escape_filter_chars', 'ldap3.utils.conv.escape_filter_chars', 'ldap.dn.escape_dn_chars'],
  ],
  [
    ['basename'],
    [
      'os.listdir',
      'os.scandir',
      'os.walk',
      '?.iterdir',
      '?.rglob',
      'glob.glob',
      'glob.iglob',
      'os.path.basename',
      'ntpath.basename',
      'posixpath.basename',
      'werkzeug.utils.secure_filename',
      'secure_filename',
    ],
  ],
  [['number', 'length'], ['len']],
  [
    ['number'],
    'int float bool complex ord abs round hash id isinstance decimal.Decimal Decimal uuid.UUID datetime.datetime.strptime datetime.date.fromisoformat datetime.datetime.fromisoformat ipaddress.ip_address ipaddress.ip_network math.floor'.split(
      ' ',
    ),
  ],
  [
    ['digest'],
    '?.hexdigest ?.digest uuid.uuid5 zlib.crc32 binascii.hexlify ?.hex werkzeug.security.generate_password_hash bcrypt.hashpw'.split(
      ' ',
    ),
  ],
  [['substituted'], ['re.sub', 're.subn', '?.translate', '?.sub']],
  [['encoded'], ['repr', 'ascii', '?.encode', 'urllib.parse.unquote']],
  [
    ['url-parsed'],
    [
      'urllib.parse.urlparse',
      'urllib.parse.urlsplit',
      'urlparse.urlparse',
      'urlparse',
      'urlsplit',
      'yarl.URL',
      'httpx.URL',
      'tldextract.extract',
      'furl.furl',
    ],
  ],
  [['url-joined'], ['urllib.parse.urljoin', 'urljoin']],
  [['path-joined'], ['os.path.join', '?.joinpath', 'pathlib.Path', 'pathlib.PurePath']],
  [['common-path'], ['os.path.commonpath', 'os.path.commonprefix']],
  [['syntax-tree'], ['ast.parse', 'ast.walk', 'ast.iter_child_nodes']],
];

const BY_NAME: ReadonlyMap<string, readonly Trait[]> = new Map(
  FUNCTIONS.flatMap(([traits, names]) => names.map((name) => [name, traits] as const)),
);

/** Functions that are named for making something harmless, wherever they come from. */
const SANITISER =
  /^_*(sanit|clean|escape|quote|secure_|safe_|validate|normalize_and_check|strip_(tags|html|unsafe))|sanitiz|sanitis|_escape$/i;

/** What a call does to the data that it is given. */
export const traitsOfCall = (name: string, method: string, known: boolean): readonly Trait[] => {
  const listed = BY_NAME.get(name) ?? BY_NAME.get(`?.${method}`);
  if (listed) return listed;
  return !known && SANITISER.test(method) ? ['vetted'] : [];
};

/** Methods that answer with something other than the data: their result carries none of it. */
const ANSWERS =
  /^(startswith|endswith|isalnum|isalpha|isdigit|isdecimal|isnumeric|isidentifier|isascii|isprintable|isspace|islower|isupper|exists|is_file|is_dir|is_symlink|is_absolute|is_relative_to|isfile|isdir|islink|isabs|issubset|issuperset|isdisjoint|count|find|index|isinstance|issubclass|hasattr|callable|any|all|compare_digest|checkpw|check_password_hash|match|fullmatch|search)$/;

export const answersOnly = (method: string): boolean => ANSWERS.test(method) && !/match|search/.test(method);

/** What makes data harmless as a part of HTML or XML. */
export const MARKUP_ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'html-escaped',
  'url-quoted',
  'member',
  'pattern',
  'vetted',
]);
