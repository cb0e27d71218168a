import {
  isCommandLine,
  isWords,
  runsCommands,
  runsSomething,
  startsWithProgram,
} from '../../../knowledge/commands.ts';
import { wordsOf } from '../../../knowledge/names.ts';
import { child } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { filledIn, holes, isSet, type Sinks, skeleton, unanswered, valuesAt } from '../taint.ts';
import { unknownHoles } from '../unknowns.ts';

/** Functions that hand their argument to a shell. */
const SHELLS: Sinks = {
  'os.system': [0],
  'os.popen': [0],
  'subprocess.getoutput': [0],
  'subprocess.getstatusoutput': [0],
  'asyncio.create_subprocess_shell': [0],
  'pty.spawn': [0],
  '?.exec_command': [0],
  'commands.getoutput': [0],
};

/** Functions that do so when they are told to. */
const PROCESSES: Sinks = {
  'subprocess.run': [0, 'args'],
  'subprocess.call': [0, 'args'],
  'subprocess.check_call': [0, 'args'],
  'subprocess.check_output': [0, 'args'],
  'subprocess.Popen': [0, 'args'],
  'asyncio.create_subprocess_exec': [0],
};

const ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'shell-quoted',
  'member',
  'pattern',
  'vetted',
  'denied',
]);

const isOpen = (value: Value, { state }: Call): boolean => unanswered(value, state, ANSWERS) !== undefined;

/** What a call hands to a shell. */
const handedToShell = (call: Call): readonly Value[] => [
  ...valuesAt(call, SHELLS),
  ...valuesAt(call, PROCESSES).filter((value) => isSet(call, 'shell', true) || startsShell(value)),
];

const viaShell = (call: Call): Report | undefined => {
  const values = handedToShell(call);
  if (values.some((value) => isOpen(value, call))) return {};
  return values.some((value) => unknownHoles(value, ANSWERS).length > 0)
    ? { confidence: 'medium', message: UNKNOWN }
    : undefined;
};

/** `execute(command)` */
const isCalledCommand = ({ node }: Call): boolean =>
  /^\(\s*\w*(cmd|command|cmdline|command_?line)\s*[,)]/i.test(child(node, 'argument_list')?.text ?? '');

/** Functions of the library, and those of the program, which are gone into. */
const isWellKnown = ({ name, method, functions }: Call): boolean =>
  Object.hasOwn(PROCESSES, name) || [...functions.values()].some((info) => info.name === method);

/** A function that is not here, but named for running commands, is given one as text. */
const viaWrapper = (call: Call): Report | undefined => {
  if (isWellKnown(call)) return undefined;
  const words = wordsOf(call.node.children[0]?.text ?? '');
  const isNamed = runsCommands(words) || (runsSomething(words) && isCalledCommand(call));
  const looksRight = isNamed ? isWords : runsSomething(words) ? isCommandLine : undefined;
  if (looksRight === undefined) return undefined;
  const isHanded = (value: Value): boolean =>
    looksRight(skeleton(value) ?? '') &&
    (isOpen(holes(value), call) || unknownHoles(value, ANSWERS).length > 0);
  const named = ['cmd', 'command'].flatMap((key) => call.keywords.get(key) ?? []);
  return [...call.args.slice(0, 2), ...named].some(isHanded)
    ? { confidence: 'medium', message: QUOTE }
    : undefined;
};

/** `['sh', '-c', ...]` */
const startsShell = ({ items = [] }: Value): boolean =>
  /^(\/\w+)*\/?(ba|da|z)?sh$|^(cmd(\.exe)?|powershell)$/.test(String(items[0]?.constant)) &&
  items.some(({ constant }) => /^(-c|\/c|-Command)$/.test(String(constant)));

/** `base_command.format(name)`, where only the name tells that it is one. */
const fillsIn = (call: Call): Report | undefined =>
  filledIn(call, /command|cmd\b|shell/i).some((value) => isOpen(value, call))
    ? { confidence: 'low', message: QUOTE }
    : undefined;

/** A stranger says which program is run; a parameter may come from the program's own author. */
const choosesProgram = (call: Call): boolean =>
  valuesAt(call, PROCESSES).some((value) => {
    const program = value.items ? value.items[0] : value;
    const isForeign = ({ source }: Atom): boolean => source.origin !== 'parameter';
    return program !== undefined && unanswered(program, call.state, ANSWERS, isForeign) !== undefined;
  });

/** A function that is named for it makes the command line for its caller. */
const makesCommand = ({ info, returns }: Finished): Report | undefined => {
  if (!/command|cmd|shell|script/i.test(info.name)) return undefined;
  const returned = returns.find(
    ({ value, state }) =>
      startsWithProgram(skeleton(value) ?? '') && unanswered(holes(value), state, ANSWERS) !== undefined,
  );
  return returned && { node: returned.node, confidence: 'low', message: QUOTE };
};

const QUOTE =
  'Data from outside becomes part of a command line as it is. Pass it through shlex.quote, or return a list of arguments.';

const UNKNOWN =
  'Something becomes part of a shell command, and nothing shows where it comes from. Pass the program and its arguments as a list, without a shell.';

export const commandInjection: Rule = {
  id: 'py/command-injection',
  cwes: [78, 77],
  severity: 'high',
  confidence: 'high',
  message:
    'Data from outside becomes part of a shell command. Pass the program and its arguments as a list, without a shell.',
  on: {
    call: (call) =>
      viaShell(call) ||
      viaWrapper(call) ||
      fillsIn(call) ||
      (choosesProgram(call) && {
        confidence: 'medium',
        message: 'Data from outside says which program is run. Look the program up in a fixed list.',
      }),
    finish: makesCommand,
  },
};
