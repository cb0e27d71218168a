/**
 * What code reaches out for: the purposes for which it calls into something that can be attacked. A dangerous call and
 * its safe replacement have the same kind (`yaml.load` and `yaml.safe_load`, `eval` and `ast.literal_eval`): code that
 * was mended still reaches out, code that was emptied does not.
 */
export type SinkKind =
  | 'command'
  | 'code'
  | 'query'
  | 'file'
  | 'temporary file'
  | 'archive'
  | 'deserialisation'
  | 'xml'
  | 'page'
  | 'network'
  | 'hash'
  | 'cipher'
  | 'token'
  | 'random';

/**
 * Calls by kind: dotted names with imports resolved, `?.name` for a method of something that is no module, `name.*` for
 * all that a module has. The first kind that fits counts.
 */
const CALLS: readonly (readonly [SinkKind, string])[] = [
  [
    'command',
    `os.system os.popen os.startfile os.execl os.execle os.execlp os.execv os.execve os.execvp os.execvpe
     os.spawnl os.spawnle os.spawnlp os.spawnv os.spawnve os.spawnvp os.posix_spawn pty.spawn subprocess.* commands.*
     popen2.* asyncio.create_subprocess_exec asyncio.create_subprocess_shell pexpect.* ?.exec_command ?.exec_run`,
  ],
  [
    'code',
    `eval exec compile __import__ builtins.* importlib.import_module ast.literal_eval ast.parse numexpr.evaluate
     simpleeval.* asteval.* RestrictedPython.* sympy.sympify code.InteractiveInterpreter`,
  ],
  [
    'query',
    `?.execute ?.executemany ?.executescript ?.exec_driver_sql ?.raw ?.mogrify ?.fetch ?.fetchrow ?.fetchval
     ?.filter_by ?.scalars ?.scalar ?.find_one ?.find_one_and_update ?.insert_one ?.update_one ?.delete_one ?.aggregate
     ?.search_s ?.search_ext_s ?.xpath pandas.read_sql pandas.read_sql_query sqlalchemy.text sqlalchemy.select
     lxml.etree.XPath`,
  ],
  ['temporary file', `tempfile.* os.tempnam os.tmpnam os.tmpfile`],
  [
    'archive',
    `?.extractall ?.extract zipfile.* tarfile.* shutil.unpack_archive py7zr.* rarfile.* gzip.* bz2.* lzma.*
     zlib.decompress zlib.decompressobj`,
  ],
  [
    'deserialisation',
    `pickle.* cPickle.* _pickle.* dill.* cloudpickle.* joblib.load shelve.* marshal.* jsonpickle.* yaml.* ruamel.yaml.*
     json.load json.loads simplejson.load simplejson.loads orjson.loads ujson.loads toml.* tomllib.* tomli.* msgpack.*
     torch.load numpy.load pandas.read_pickle pandas.read_json configparser.* plistlib.*`,
  ],
  [
    'xml',
    `xml.etree.* xml.dom.* xml.sax.parse xml.sax.parseString xml.sax.make_parser lxml.etree.* lxml.objectify.*
     lxml.html.* defusedxml.* xmltodict.* bs4.BeautifulSoup xml.parsers.expat.ParserCreate`,
  ],
  [
    'page',
    `flask.render_template flask.render_template_string flask.make_response flask.redirect flask.Response flask.jsonify
     flask.escape flask.Markup jinja2.* mako.* markupsafe.* html.escape cgi.escape bleach.* nh3.* xml.sax.saxutils.*
     string.Template string.Formatter django.shortcuts.* django.http.* django.template.* django.utils.html.*
     django.utils.safestring.* fastapi.responses.* starlette.responses.* markdown.* markdown ?.render ?.from_string
     ?.substitute ?.safe_substitute ?.set_cookie`,
  ],
  [
    'network',
    `requests.* httpx.* urllib.request.* urllib2.* urllib3.* urllib.urlopen aiohttp.* http.client.* socket.* ftplib.*
     smtplib.* telnetlib.* paramiko.* ssl.* websockets.* socketserver.* http.server.* ?.sendall ?.recv ?.sendto
     ?.wrap_socket ?.sendmail ?.send_message ?.urlopen`,
  ],
  [
    'file',
    `open io.open codecs.open os.open os.fdopen os.remove os.unlink os.rename os.replace os.rmdir os.removedirs os.mkdir
     os.makedirs os.listdir os.scandir os.walk os.link os.symlink os.readlink os.stat os.truncate os.path.getsize
     glob.* shutil.* fileinput.* aiofiles.open linecache.* csv.* numpy.loadtxt pandas.read_csv PIL.Image.open
     flask.send_file flask.send_from_directory ?.open ?.read_text ?.write_text ?.read_bytes ?.write_bytes ?.unlink
     ?.mkdir ?.rmdir ?.rename ?.iterdir ?.rglob ?.glob ?.symlink_to ?.touch ?.savetxt`,
  ],
  [
    'hash',
    `hashlib.* hmac.* bcrypt.* argon2.* passlib.* crypt.* scrypt.* werkzeug.security.* Crypto.Hash.* Cryptodome.Hash.*
     Crypto.Protocol.* cryptography.hazmat.primitives.hashes.* cryptography.hazmat.primitives.kdf.* zlib.crc32
     zlib.adler32`,
  ],
  [
    'cipher',
    `Crypto.* Cryptodome.* cryptography.* rsa.* nacl.* ?.encrypt ?.decrypt ?.encryptor ?.decryptor
     ?.encrypt_and_digest ?.decrypt_and_verify ?.generate_private_key`,
  ],
  ['token', `jwt.* jose.* authlib.* itsdangerous.* ?.verify ?.sign ?.loads`],
  ['random', `random.* secrets.* os.urandom numpy.random.* uuid.uuid1 uuid.uuid4 ?.SystemRandom ?.token_hex`],
];

/**
 * Kinds that can stand in for another one: a library in place of a program, a format that holds data only in place of
 * code, a temporary file in place of a named one.
 */
export const STANDS_IN: Readonly<Partial<Record<SinkKind, readonly SinkKind[]>>> = {
  command: ['file', 'network', 'archive'],
  code: ['deserialisation'],
  'temporary file': ['file'],
  file: ['temporary file', 'page'],
  archive: ['file'],
  deserialisation: ['code'],
  hash: ['cipher', 'random', 'token'],
  cipher: ['hash', 'token'],
  token: ['hash', 'cipher'],
};

const EXACT = new Map<string, SinkKind>();
const MODULES: (readonly [string, SinkKind])[] = [];
for (const [kind, names] of CALLS) {
  for (const name of names.trim().split(/\s+/)) {
    if (name.endsWith('.*')) MODULES.push([name.slice(0, -1), kind]);
    else if (!EXACT.has(name)) EXACT.set(name, kind);
  }
}

/** The kind of a call, by its name as `CallName` writes it; undefined: it is no sink. */
export const sinkKindOf = (name: string): SinkKind | undefined =>
  EXACT.get(name) ?? MODULES.find(([prefix]) => name.startsWith(prefix))?.[1];
