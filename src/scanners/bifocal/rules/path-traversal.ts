import type { Call, Finished } from '../flow/events.ts';
import type { State } from '../flow/state.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { type Sinks, unanswered, valuesAt } from '../taint.ts';

const FIRST = [0] as const;
const BOTH = [0, 1] as const;
const SELF = ['self'] as const;

const FILES: Sinks = {
  open: [0, 'file'],
  'io.open': FIRST,
  'os.open': FIRST,
  'codecs.open': FIRST,
  'aiofiles.open': FIRST,
  'gzip.open': FIRST,
  'os.remove': FIRST,
  'os.unlink': FIRST,
  'os.rmdir': FIRST,
  'os.listdir': FIRST,
  'os.scandir': FIRST,
  'os.walk': FIRST,
  'os.mkdir': FIRST,
  'os.makedirs': FIRST,
  'os.rename': BOTH,
  'os.replace': BOTH,
  'os.symlink': BOTH,
  'os.chmod': FIRST,
  'shutil.copy': BOTH,
  'shutil.copy2': BOTH,
  'shutil.copyfile': BOTH,
  'shutil.copytree': BOTH,
  'shutil.move': BOTH,
  'shutil.rmtree': FIRST,
  'flask.send_file': FIRST,
  'starlette.responses.FileResponse': [0, 'path'],
  'fastapi.responses.FileResponse': [0, 'path'],
  'django.http.FileResponse': FIRST,
  'aiohttp.web.FileResponse': FIRST,
  'pandas.read_csv': FIRST,
  'numpy.load': FIRST,
  'pathlib.Path().open': SELF,
  'pathlib.Path().read_text': SELF,
  'pathlib.Path().read_bytes': SELF,
  'pathlib.Path().write_text': SELF,
  'pathlib.Path().write_bytes': SELF,
  'pathlib.Path().unlink': SELF,
  'pathlib.Path().mkdir': SELF,
  'pathlib.Path().rmdir': SELF,
  'pathlib.Path().iterdir': SELF,
  'pathlib.Path().touch': SELF,
  'pathlib.Path().rename': ['self', 0],
  'pathlib.Path().replace': ['self', 0],
  '?.save': FIRST,
  '?.read_text': SELF,
  '?.write_text': SELF,
  '?.read_bytes': SELF,
  '?.write_bytes': SELF,
};

/** Only asks about a file, so that the check may come later. */
const QUESTIONS: Sinks = {
  'pathlib.Path().exists': SELF,
  'pathlib.Path().is_file': SELF,
  'pathlib.Path().is_dir': SELF,
  'pathlib.Path().stat': SELF,
  'os.path.exists': FIRST,
  'os.path.isfile': FIRST,
  'os.path.isdir': FIRST,
  'os.path.getsize': FIRST,
};

const ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'url-quoted',
  'basename',
  'substituted',
  'vetted',
  'member',
  'pattern',
  'prefix',
  'contained',
  'no-dots',
]);

/** Put below a folder, or not the caller's but a stranger's. */
const leadsOut = ({ traits, source }: Atom): boolean =>
  traits.has('path-joined') || source.origin === 'request';

/** `f"{folder}/{name}"` */
const afterSlash = (value: Value): Value => {
  const pieces = value.pieces ?? [];
  const open = pieces.flatMap((piece, at) => {
    const before = pieces[at - 1];
    const slash = typeof before === 'string' && /[/\\]$/.test(before);
    return typeof piece !== 'string' && slash ? piece.atoms : [];
  });
  return { atoms: open, checks: [] };
};

const isOpen = (value: Value, state: State): boolean =>
  unanswered(value, state, ANSWERS, leadsOut) !== undefined ||
  unanswered(afterSlash(value), state, ANSWERS) !== undefined;

/** Asks about a file that nothing in the function checks. */
const asksOpenly = ({ calls, tests }: Finished): Report | undefined => {
  const tested = new Set(tests.filter(({ trait }) => ANSWERS.has(trait)).map(({ source }) => source));
  const call = calls.find((each) =>
    valuesAt(each, QUESTIONS).some(
      (value) => isOpen(value, each.state) && !value.atoms.some(({ source }) => tested.has(source.id)),
    ),
  );
  return call && { node: call.node };
};

/** What an object that is not known does with a thing that has a path: a store, a bucket, a server. */
const KEEPS =
  /^(get|put|set|read|write|open|load|save|store|delete|remove|fetch|send|download|upload)(_\w+)?$|_(file|filename|path)$/;

/** A joined path is handed to a method that is named for using it. */
const isHandedOn = ({ name, method, args: [first], state }: Call): boolean =>
  (name.startsWith('?.') || name.startsWith(`${state.frame.info?.owner}.`)) &&
  KEEPS.test(method) &&
  first !== undefined &&
  unanswered(first, state, ANSWERS, ({ traits }) => traits.has('path-joined')) !== undefined;

export const pathTraversal: Rule = {
  id: 'py/path-traversal',
  cwes: [22],
  severity: 'high',
  confidence: 'medium',
  message:
    'A name from outside is joined to a folder and may lead out of it. Resolve the joined path and check that it is_relative_to the folder.',
  on: {
    call: (call) =>
      valuesAt(call, FILES).some((value) => isOpen(value, call.state)) ||
      (isHandedOn(call) && { confidence: 'low' }),
    finish: asksOpenly,
  },
};
