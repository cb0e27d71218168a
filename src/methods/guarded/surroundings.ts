import { child, type Node, operands, type Program, walk } from '../../syntax/python.ts';

/** What code can ask for to learn where, when or by whom it is run; by dotted name with imports resolved. */
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
  [
    'its own program',
    /^(__file__|__builtins__|__main__|__spec__|__loader__|builtins|globals|locals|vars|eval|exec|compile|__import__|importlib)\b/,
  ],
];

/** Words of test tools, in names and texts. */
const TEST_TOOLS = /\b_?(pytest|unittest)\b|\bPYTEST_\w+|under_?test|test_?mode|is_?testing/i;

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
      if (!name || !alias || (!from && name === alias)) continue;
      names.set(alias.text, from ? `${from.text}.${name.text}` : name.text);
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

/** `getattr(os, "environ")` as `os.environ`. */
const spelledOut = (call: Node): string | undefined => {
  const [callee, given] = call.children;
  if (call.kind !== 'call' || callee?.text !== 'getattr' || given === undefined) return undefined;
  const [object, name] = operands(given);
  return object && name && isDotted(object)
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
  const ask = (text: string): void => {
    const [head = '', ...rest] = text.replaceAll(/\s/g, '').split('.');
    const name = [imports.get(head) ?? head, ...rest].join('.');
    for (const [kind, pattern] of QUESTIONS) if (pattern.test(name)) note(kind, name);
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
    const spelled = spelledOut(node);
    if (spelled !== undefined) ask(spelled);
    for (const each of readsSecret(node) ? node.children.slice(1) : node.children) visit(each);
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
