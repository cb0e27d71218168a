import { type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite, Needs, TextChange } from '../edit.ts';
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
import { bare, builtFrom, isLiteral } from '../kit/strings.ts';
import { asText } from '../kit/types.ts';
import { bindingsOf, isPure, onlyValue, usesOf, valuesOf } from '../kit/values.ts';
import { functionAround, type Source } from '../source.ts';

/** The list of arguments in place of a command line. */
type List = { readonly text: string } & Needs;

/** A word as an element of a list; undefined where its quotes would clash. */
const elementOf = (source: Source, { parts }: Word): string | undefined => {
  const [only, ...more] = parts;
  if (more.length === 0) {
    if (only === undefined || typeof only === 'string') return literal(source, only ?? '');
    const words = joinedWords(source, only.value);
    if (words) return `*${words.text}`;
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

/** The words of a text as it is written; what is no such text is split when it runs. */
const listOf = (source: Source, command: Node): List | undefined => {
  const pieces = commandPieces(bare(command));
  if (pieces) {
    const elements = wordsOf(pieces)?.map((word) => elementOf(source, word));
    return elements && !elements.includes(undefined) ? { text: `[${elements.join(', ')}]` } : undefined;
  }
  if (isLiteral(bare(command)) || !/^(identifier|attribute|subscript)$/.test(bare(command).kind))
    return undefined;
  const split = reach(source, command, 'shlex.split');
  return split && { ...split, text: `${split.text}(${command.text})` };
};

type Rewrite = { readonly about: readonly Node[]; readonly changes: readonly TextChange[] } & Needs;

/** The command line becomes a list: where it is handed over, or where the variable gets it that only this call reads. */
const rewrite = (source: Source, command: Node): Rewrite | undefined => {
  const value = command.kind === 'identifier' ? onlyValue(source, command) : undefined;
  if (value && commandPieces(bare(value))) {
    const list = listOf(source, value);
    if (list === undefined) return undefined;
    const { text, ...needs } = list;
    const isRead = usesOf(source, command).length > 1;
    if (isRead && !holesAreStable(source, value)) return undefined;
    const target = isRead ? command : value;
    return { about: [value, command], changes: [replace(target, text)], ...needs };
  }
  if (/['"]\|['"]/.test((functionAround(source, command) ?? command).text)) return undefined; // it knows pipes
  const isBuiltUp =
    bindingsOf(source, command).some(({ kind }) => kind === 'own') ||
    valuesOf(source, command).some((each) => each !== command && commandPieces(each));
  const list = isBuiltUp ? undefined : listOf(source, command);
  if (list === undefined) return undefined;
  const { text, ...needs } = list;
  return { about: [command], changes: [replace(command, text)], ...needs };
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
    ...allNeeds(rewritten, run),
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
 * `subprocess.run`. Only where the shell did nothing but to take the words apart; a command that is not written out
 * goes through `shlex.split`. A program that is not there raises `FileNotFoundError`, and `os.system` no longer tells
 * the status as the kernel encodes it.
 */
export const argumentList: Edit = {
  id: 'argument-list',
  title: 'Run programs without a shell',
  cwes: [78, 77],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
