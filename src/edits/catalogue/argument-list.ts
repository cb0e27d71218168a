import { type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite, TextChange } from '../edit.ts';
import { type Call, callsIn, dropArgument, replace } from '../kit/calls.ts';
import {
  asksForShell,
  commandPieces,
  joinedWords,
  shellCommandOf,
  type Word,
  wordsOf,
} from '../kit/commands.ts';
import { quote } from '../kit/quote.ts';
import { allNeeds, reach } from '../kit/reach.ts';
import { bare, builtFrom } from '../kit/strings.ts';
import { asText } from '../kit/types.ts';
import { bindingsOf, isPure, onlyValue, usesOf } from '../kit/values.ts';
import type { Source } from '../source.ts';

/** Words that a shell obeys itself. No program has their names, or none that does the same. */
const BUILTIN =
  /^(\.|:|\[\[?|alias|bg|bind|break|builtin|case|cd|command|continue|declare|dirs|disown|do|enable|eval|exec|exit|export|fc|fg|for|function|getopts|hash|help|history|if|jobs|let|local|logout|popd|pushd|read|readonly|return|select|set|shift|shopt|source|suspend|test|time|times|trap|type|typeset|ulimit|umask|unalias|unset|until|wait|while)$/;

/** Names of values that are several words. */
const SEVERAL = /(^|[._])(args|arguments|argv|flags|options|opts|parameters|params)$/i;

/** Whether a command line begins with a program: with no word of the shell, no `NAME=value`, and no parameter. */
const beginsWithProgram = (source: Source, [word]: readonly Word[]): boolean => {
  const [first, ...more] = word?.parts ?? [];
  if (first === undefined) return false;
  if (typeof first === 'string')
    return !/^\w+\+?=/.test(first) && !(more.length === 0 && BUILTIN.test(first));
  return more.length > 0 || !bindingsOf(source, bare(first.value)).some(({ kind }) => kind === 'parameter');
};

/** A word as an element of a list; undefined where its quotes would clash, and where it may be several words. */
const elementOf = (source: Source, { parts }: Word): string | undefined => {
  const [only, ...more] = parts;
  if (more.length === 0) {
    if (only === undefined || typeof only === 'string') return literal(source, only ?? '');
    const words = joinedWords(source, only.value);
    if (words) return `*${words.text}`;
    if (SEVERAL.test(only.value.text)) return undefined;
    const isPlain = only.spec === undefined || (only.form === 'percent' && only.spec === 's');
    if (only.conversion === undefined && isPlain) return asText(source, only.value);
  }
  const texts = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll(/[{}]/g, '$&$&');
    const spec = part.form === 'percent' || part.spec === undefined ? '' : `:${part.spec}`;
    return `{${part.value.text}${part.conversion ?? ''}${spec}}`;
  });
  return /['"\\]/.test(texts.join('')) ? undefined : `f${quote(source, texts.join(''))}`;
};

const literal = (source: Source, text: string): string => {
  const written = quote(source, text);
  return text.includes(written.charAt(0)) ? JSON.stringify(text) : written;
};

/** The list of arguments in place of a text, as it is written. */
const listOf = (source: Source, command: Node): string | undefined => {
  const words = wordsOf(commandPieces(bare(command)) ?? []);
  if (words === undefined || !beginsWithProgram(source, words)) return undefined;
  const elements = words.map((word) => elementOf(source, word));
  return elements.includes(undefined) ? undefined : `[${elements.join(', ')}]`;
};

type Rewrite = { readonly about: readonly Node[]; readonly changes: readonly TextChange[] };

/** The command line becomes a list: where it is handed over, or where the variable gets it that only this call reads. */
const rewrite = (source: Source, command: Node): Rewrite | undefined => {
  const value = command.kind === 'identifier' ? onlyValue(source, command) : undefined;
  const list = listOf(source, value ?? command);
  if (list === undefined) return undefined;
  if (value === undefined) return { about: [command], changes: [replace(command, list)] };
  const isRead = usesOf(source, command).length > 1;
  if (isRead && !holesAreStable(source, value)) return undefined;
  return { about: [value, command], changes: [replace(isRead ? command : value, list)] };
};

/** Whether what is put in gives the same a second time. */
const holesAreStable = (source: Source, value: Node): boolean =>
  (builtFrom(value)?.pieces ?? []).every(
    (piece) => piece.kind === 'text' || (isPure(piece.value) && bindingsOf(source, piece.value).length <= 1),
  );

const ofProcess = (source: Source, call: Call, command: Node): EditSite | undefined => {
  const shell = call.keywords.get('shell')?.node;
  const rewritten = rewrite(source, command);
  if (shell === undefined || rewritten === undefined || call.splat || call.keywords.has('executable'))
    return undefined;
  return {
    ...rewritten,
    about: [call.node, ...rewritten.about],
    what: WHAT,
    changes: [...rewritten.changes, dropArgument(source, call, shell)],
  };
};

const WHAT = 'run the program with a list of arguments, without a shell';

/** How functions that always use a shell are written with `subprocess.run`: what follows the list, and the call. */
const AS_RUN: Readonly<Record<string, { readonly options: string; readonly result: string }>> = {
  'os.system': { options: '', result: '.returncode' },
  'os.popen': { options: ', stdout={}.PIPE, text=True', result: '.stdout' },
  'subprocess.getoutput': {
    options: ', stdout={}.PIPE, stderr={}.STDOUT, text=True',
    result: '.stdout.removesuffix({n})',
  },
};

/** The part of the program that a call of `subprocess.run` takes the place of: with `os.popen`, `.read()` too. */
const wholeOf = (source: Source, call: Call): Node | undefined => {
  const parent = source.parentOf(call.node);
  if (call.name !== 'os.popen') return isStatusMeant(source, call) ? call.node : undefined;
  const outer =
    parent?.kind === 'attribute' && operands(parent)[1]?.text === 'read'
      ? source.parentOf(parent)
      : undefined;
  return outer?.kind === 'call' && outer.children[1]?.text === '()' ? outer : undefined;
};

/** Whether the status of `os.system` is only asked whether it is 0: otherwise it is another number. */
const isStatusMeant = (source: Source, { node, name }: Call): boolean => {
  const parent = source.parentOf(node);
  if (name !== 'os.system' || parent === undefined) return true;
  if (parent.kind === 'comparison_operator') return operands(parent).some(({ text }) => text === '0');
  return /^(expression_statement|if_statement|elif_clause|not_operator|assignment|boolean_operator|return_statement)$/.test(
    parent.kind,
  );
};

const ofFunction = (source: Source, call: Call, command: Node): EditSite | undefined => {
  const form = AS_RUN[call.name ?? ''];
  const whole = form && wholeOf(source, call);
  const run = reach(source, call.node, 'subprocess.run');
  const rewritten = rewrite(source, command);
  if (form === undefined || whole === undefined || run === undefined || rewritten === undefined)
    return undefined;
  if (call.args.length !== 1 || call.keywords.size > 0 || call.splat) return undefined;
  const module = /^(.*)\.run$/.exec(run.text)?.[1];
  if (form.options !== '' && module === undefined) return undefined;
  const isDone = call.name === 'os.system' && source.parentOf(whole)?.kind === 'expression_statement';
  const result = form.result.replace('{n}', quote(source, '\\n'));
  const tail = `${form.options.replaceAll('{}', module ?? '')})${isDone ? '' : result}`;
  return {
    about: [whole, ...rewritten.about],
    what: WHAT,
    changes: [
      { start: call.callee.start, end: call.callee.end, text: run.text },
      ...rewritten.changes,
      { start: call.list.end - 1, end: whole.end, text: tail },
    ],
    ...allNeeds(run),
  };
};

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const command = shellCommandOf(call);
  if (command === undefined) return undefined;
  return asksForShell(call) ? ofProcess(source, call, command) : ofFunction(source, call, command);
};

/**
 * A program that is run through a shell is run by itself, with a list of arguments: `subprocess.run(f"ping {host}",
 * shell=True)` becomes `subprocess.run(["ping", host])`, and `os.system`, `os.popen` and `subprocess.getoutput` become
 * `subprocess.run`. Only where the shell did nothing but to take the words apart, and the program names the program
 * that runs: a command that comes as a whole, as from a parameter, is left, since whoever gives it decides what runs
 * with a shell or without. Values that are named for several words are left, too. A program that is not there raises
 * `FileNotFoundError`, and `os.system` no longer tells the status as the kernel encodes it.
 */
export const argumentList: Edit = {
  id: 'argument-list',
  title: 'Run programs without a shell',
  cwes: [78, 77],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
