import type { Call, Finished } from '../flow/events.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { filledIn, holes, isSet, type Sinks, skeleton, unanswered, valuesAt } from '../taint.ts';

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

const viaShell = (call: Call): boolean =>
  valuesAt(call, SHELLS).some((value) => isOpen(value, call)) ||
  (isSet(call, 'shell', true) && valuesAt(call, PROCESSES).some((value) => isOpen(value, call))) ||
  valuesAt(call, PROCESSES).some((value) => startsShell(value) && isOpen(value, call));

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

/** Programs that hardly anything but a command line begins with. */
const COMMAND_LINE =
  /^\s*(sudo |\/\w+(\/\w+)*\/)?(echo|ls|cat|rm|cp|mv|ln|grep|find|ping|curl|wget|tar|zip|unzip|git|docker|kubectl|chmod|chown|ssh|scp|rsync|ffmpeg|convert|nmap|dig|nslookup|whois|python3?|node|npm|pip|bash|sh|mysqldump|pg_dump|useradd|mkdir|touch|kill|ps|du|df) [\s\S]*\0/;

/** A function that is named for it makes the command line for its caller. */
const makesCommand = ({ info, returns }: Finished): Report | undefined => {
  if (!/command|cmd|shell|script/i.test(info.name)) return undefined;
  const returned = returns.find(
    ({ value, state }) =>
      COMMAND_LINE.test(skeleton(value) ?? '') && unanswered(holes(value), state, ANSWERS) !== undefined,
  );
  return returned && { node: returned.node, confidence: 'low', message: QUOTE };
};

const QUOTE =
  'Data from outside becomes part of a command line as it is. Pass it through shlex.quote, or return a list of arguments.';

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
      fillsIn(call) ||
      (choosesProgram(call) && {
        confidence: 'medium',
        message: 'Data from outside says which program is run. Look the program up in a fixed list.',
      }),
    finish: makesCommand,
  },
};
