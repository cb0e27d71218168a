import { walk } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import { asksForOwner } from '../know/guards.ts';
import type { Report, Rule } from '../rule.ts';
import { type Sinks, unanswered, valuesAt } from '../taint.ts';

const MODES: Sinks = {
  'os.chmod': [1, 'mode'],
  'os.fchmod': [1, 'mode'],
  'os.lchmod': [1, 'mode'],
  'os.open': [2, 'mode'],
  'os.mkfifo': [1, 'mode'],
  'pathlib.Path().touch': [0, 'mode'],
  '?.chmod': [0, 'mode'],
};

/** Folders that everybody may read are usual; that everybody may write to are not. */
const FOLDER_MODES: Sinks = {
  'os.mkdir': [1, 'mode'],
  'os.makedirs': [1, 'mode'],
  'pathlib.Path().mkdir': [0, 'mode'],
};

const OTHERS_WRITE = 0o002;

const ANSWERS: ReadonlySet<Trait> = new Set(['member', 'pattern', 'vetted', 'bounded']);

const OPEN_UMASK = 'New files will be writable for everybody on the machine. Use os.umask(0o077).';

const CHOSEN =
  'The mode comes from outside and may give everybody access. Accept only modes from a short list, or mask it with 0o700.';

/** `before = os.umask(0)` is how a program learns what the mask is. */
const isKept = ({ node, state }: Call): boolean => {
  const body = state.frame.info?.body;
  if (body === undefined) return false;
  for (const { kind, children } of walk(body)) {
    if (kind === 'assignment' && children.some(({ start, end }) => start === node.start && end === node.end))
      return true;
  }
  return false;
};

const judge = (call: Call): Report | boolean => {
  const values = [...valuesAt(call, MODES), ...valuesAt(call, FOLDER_MODES)];
  const modes = values.map(({ constant }) => constant).filter((mode) => typeof mode === 'number');
  if (modes.some((mode) => (mode & OTHERS_WRITE) !== 0)) return true;
  if (call.name === 'os.umask') {
    const mask = call.args[0]?.constant;
    const opens = typeof mask === 'number' && (mask & OTHERS_WRITE) === 0 && !isKept(call);
    return opens && { message: OPEN_UMASK };
  }
  return false;
};

const isChosen = (value: Call['args'][number], { state }: Call): boolean =>
  value.atoms.some(({ direct }) => direct) && unanswered(value, state, ANSWERS) !== undefined;

const chosen = ({ info, calls }: Finished): Report | undefined => {
  const call = calls.find(
    (each) => /chmod$/.test(each.method) && valuesAt(each, MODES).some((value) => isChosen(value, each)),
  );
  return call && !asksForOwner(info) ? { node: call.node, confidence: 'low', message: CHOSEN } : undefined;
};

export const loosePermissions: Rule = {
  id: 'py/loose-permissions',
  cwes: [732, 276],
  severity: 'high',
  confidence: 'high',
  message:
    'Others on the machine may change this file. Give the mode 0o600, or 0o640 for a group that reads.',
  on: { call: judge, finish: chosen },
};
