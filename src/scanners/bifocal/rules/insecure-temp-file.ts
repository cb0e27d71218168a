import { codeOf } from '../../../syntax/python.ts';
import type { Call } from '../flow/events.ts';
import { skeleton, type Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { type Sinks, valuesAt } from '../taint.ts';

const NAMES_ONLY = /^(tempfile\.mktemp|os\.(tempnam|tmpnam))$/;

/** Functions that write to a file of this name. */
const WRITERS: Sinks = {
  open: [0, 'file'],
  'io.open': [0],
  'codecs.open': [0],
  'os.open': [0],
  'os.mkdir': [0],
  'os.makedirs': [0],
  'shutil.copy': [1],
  'shutil.copyfile': [1],
  'pathlib.Path().write_text': ['self'],
  'pathlib.Path().write_bytes': ['self'],
  'pathlib.Path().mkdir': ['self'],
};

const SHARED = /^(\/tmp|\/var\/tmp|\/dev\/shm)\/./;

const isGettempdir = ({ pieces = [], ref }: Value): boolean =>
  /^tempfile\.(gettempdir|gettempdirb)\(\)/.test(ref ?? '') ||
  pieces.some((piece) => typeof piece !== 'string' && isGettempdir(piece));

const isWritten = ({ name, args, keywords }: Call): boolean => {
  if (!/open$/.test(name)) return true;
  const mode = String((keywords.get('mode') ?? args[1])?.constant ?? 'r');
  return /[wa]/.test(mode);
};

/** `path = os.path.join(tempfile.gettempdir(), 'name')` */
const isJoined = (value: Value, { node, state }: Call): boolean => {
  const body = state.frame.info ? codeOf(state.frame.info.body) : '';
  const path = /^\w*open\(\s*(\w+)/.exec(node.text)?.[1];
  return (
    value.ref === 'os.path.join()' &&
    [
      ...body.matchAll(/(\w+)\s*=\s*os\.path\.join\(\s*(?:tempfile\.gettempdir\(\)|['"]\/(?:var\/)?tmp)/g),
    ].some(([, name]) => name === path)
  );
};

const FIXED =
  'Anybody can put a link at this name in a folder that all share, and so choose what is overwritten. Use tempfile.NamedTemporaryFile or mkstemp.';

const judge = (call: Call): Report | boolean => {
  if (NAMES_ONLY.test(call.name)) return true;
  const isShared = (value: Value): boolean =>
    SHARED.test(skeleton(value) ?? '') || isGettempdir(value) || isJoined(value, call);
  return (
    isWritten(call) && valuesAt(call, WRITERS).some(isShared) && { confidence: 'medium', message: FIXED }
  );
};

export const insecureTempFile: Rule = {
  id: 'py/insecure-temp-file',
  cwes: [377, 379],
  severity: 'medium',
  confidence: 'high',
  message:
    'Between choosing this name and opening it, somebody else can make the file. Use tempfile.NamedTemporaryFile or mkstemp.',
  on: { call: judge },
};
