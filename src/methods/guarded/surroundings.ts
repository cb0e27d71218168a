import { child, type Node, operands, type Program, walk } from '../../syntax/python.ts';

/**
 * What code can ask for to learn where, when or by whom it is run, or to end whatever runs it; by dotted name with
 * imports resolved.
 */
const QUESTIONS: readonly (readonly [string, RegExp])[] = [
  [
    'the environment',
    /^os\.(environb?|getenvb?|getlogin|uname|getppid)\b|^platform\.|^getpass\.getuser\b|^socket\.(gethostname|getfqdn)\b/,
  ],
  [
    'the clock',
    /^time\.(time|time_ns|monotonic|monotonic_ns|perf_counter|perf_counter_ns|process_time|thread_time|localtime|gmtime|ctime|strftime|asctime)\b|^os\.times\b|\b(datetime|date)\.(now|utcnow|today)\b|\btimezone\.now\b/,
  ],
  [
    'the stack',
    /^inspect\.|^traceback\.(extract_stack|format_stack|print_stack|walk_stack)\b|^sys\.(_getframe|_current_frames|gettrace|getprofile|settrace|setprofile|monitoring)\b|^gc\.|^threading\.(current_thread|main_thread|enumerate|active_count)\b/,
  ],
  ['the command line', /^sys\.(argv|orig_argv|flags|executable|stdin)\b|\bisatty$|^psutil\./],
  ['loaded modules', /^sys\.(modules|path|meta_path)\b|^ctypes\./],
  ['the end of its process', /^sys\.exit\b|^(exit|quit|SystemExit)$/],
  ['the end of its process at once', /^(os|posix)\.(_exit|abort|kill|killpg|exec\w+)\b/],
  ['what happens at its end', /^atexit\b/],
  ['signals', /^signal\./],
  [
    'its own program',
    /^(__file__|__builtins__|__main__|__spec__|__loader__|builtins|globals|locals|vars|eval|exec|compile|__import__|importlib)\b/,
  ],
];

/** Modules that answer such questions: as a value they could be asked under any name. */
const MODULES =
  /^(os|posix|sys|time|datetime|platform|getpass|socket|inspect|traceback|gc|threading|psutil|ctypes|importlib|builtins|atexit|signal)$/;

/** Functions that make text of what no reader can read. */
const DECODERS = /^(base64\.\w*decode\w*|codecs\.decode|bytes\.fromhex|binascii\.(unhexlify|a2b_\w+))$/;

/** Words of test tools, in names and texts. */
const TEST_TOOLS = /\b_?(pytest|unittest|bifocal_runner)\b|\bPYTEST_\w+|under_?test|test_?mode|is_?testing/i;

/** Names of environment variables that hold a secret. */
const SECRET = /secret|token|key|passw|passphrase|pwd|credential|salt|pepper|dsn/i;

/** What the names that a program imports mean: `now` is `datetime.datetime.now`. */
const importsOf = (root: Node): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const node of walk(root)) {
    if (!/^import(_from)?_statement$/.test(node.kind)) continue;
    const [first, ...members] = operands(node);
    const from = node.kind === 'import_from_statement' ? first : undefined;
    for (const each of from ? members : operands(node)) {
      const [name, alias] = each.kind === 'aliased_import' ? operands(each) : [each, each];
      if (!name || !alias) continue;
      const [root = ''] = alias.text.split('.');
      if (!from && name === alias) names.set(root, root);
      else names.set(alias.text, from ? `${from.text}.${name.text}` : name.text);
    }
  }
  return names;
};

const isDotted = ({ kind, children: [object] }: Node): boolean =>
  kind === 'identifier' || (kind === 'attribute' && object !== undefined && isDotted(object));

/** `os.environ["API_KEY"]`, `os.environ.get("API_KEY")`, `os.getenv("API_KEY", "")`: a secret that is kept outside. */
const readsSecret = (node: Node): boolean => {
  const [object, ...inside] = node.children;
  if (object === undefined || !/\b(environb?(\.get)?|getenvb?)$/.test(object.text)) return false;
  const keys = node.kind === 'call' ? child(node, 'argument_list')?.children : inside;
  const key = keys?.find(({ kind }) => !/^[([]$/.test(kind));
  return (
    (node.kind === 'call' || node.kind === 'subscript') && key?.kind === 'string' && SECRET.test(key.text)
  );
};

/** Whose first part asks for nothing: a secret that is read, the name of an argument. */
const isNamed = (node: Node): boolean => node.kind === 'keyword_argument' || readsSecret(node);

/** `getattr(os, "environ")` and `hasattr(os, "environ")` as `os.environ`. */
const spelledOut = (call: Node): string | undefined => {
  const [callee, given] = call.children;
  if (call.kind !== 'call' || !/^(get|has)attr$/.test(callee?.text ?? '') || !given) return undefined;
  const [object, name] = operands(given);
  return object && name?.kind === 'string' && isDotted(object)
    ? `${object.text}.${name.text.replaceAll(/^\w*["']+|["']+$/g, '')}`
    : undefined;
};

/**
 * What a program asks of its surroundings, with the name by which it does: the first of each kind.
 *
 * @param setup the code that stands before it, whose imports it uses
 */
const questionsOf = (program: Program, setup: Program | undefined): ReadonlyMap<string, string> => {
  const imports = new Map([...(setup ? importsOf(setup.root) : []), ...importsOf(program.root)]);
  const found = new Map<string, string>();
  const note = (kind: string, name: string): void => void (found.has(kind) || found.set(kind, name));
  const resolved = (text: string): string => {
    const [head = '', ...rest] = text.replaceAll(/\s/g, '').split('.');
    return [imports.get(head) ?? head, ...rest].join('.');
  };
  const ask = (text: string): void => {
    const name = resolved(text);
    for (const [kind, pattern] of QUESTIONS) if (pattern.test(name)) note(kind, name);
    if (imports.has(text) && MODULES.test(name)) note('a module as a value', name);
  };
  const decode = (call: Node): void => {
    const [callee, given] = call.children;
    if (call.kind !== 'call' || !callee || !given || !isDotted(callee)) return;
    const name = resolved(callee.text);
    const isText = /^(concatenated_)?string$/.test(operands(given)[0]?.kind ?? '');
    if (isText && DECODERS.test(name)) note('a text in disguise', name);
  };
  const visit = (node: Node): void => {
    if (/^import(_from)?_statement$/.test(node.kind)) {
      if (node.children.some(({ kind }) => kind === 'wildcard_import')) note('its own program', node.text);
      return;
    }
    if (isDotted(node)) {
      ask(node.text);
      return;
    }
    decode(node);
    const spelled = spelledOut(node);
    if (spelled !== undefined) {
      ask(spelled);
      for (const each of operands(node.children[1] ?? node).slice(1)) visit(each);
      return;
    }
    for (const each of isNamed(node) ? node.children.slice(1) : node.children) visit(each);
  };
  visit(program.root);
  const [tool] = TEST_TOOLS.exec(program.root.text) ?? [];
  if (tool !== undefined) note('the test tools', tool);
  return found;
};

/**
 * What a changed program asks of its surroundings that the base did not, such as `the clock (time.time)`: code that
 * can tell a test from use need not do in use what it does in the test. Secrets from the environment are free.
 */
export const questionsAdded = (
  base: Program,
  changed: Program,
  setup: Program | undefined,
): readonly string[] => {
  const had = questionsOf(base, setup);
  return [...questionsOf(changed, setup)]
    .filter(([kind]) => !had.has(kind))
    .map(([kind, name]) => `${kind} (${name})`);
};
