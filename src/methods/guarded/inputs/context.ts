import { entriesOf, isScalar, membersOf, textOf, unwrapped } from '../../../syntax/literals.ts';
import { after, type Node, walk } from '../../../syntax/python.ts';
import { literalsIn } from './examples.ts';
import { pathsFor } from './files.ts';
import { classesOf } from './functions.ts';
import { unique } from './lists.ts';
import { type Told, toldOf } from './told.ts';

/** What texts and literals around a function say of values that its parameters may take. */
export type Context = {
  readonly classes: ReadonlyMap<string, Node>;
  /** Literals that stand under a key of that name, or a similar one, in the code's dicts; in their order. */
  keyed(name: string): readonly string[];
  /** Members of the module's variables of a similar name: keys of dicts, items of lists. */
  members(name: string): readonly string[];
  /** What the task's text says of a parameter. */
  told(name: string): Told;
  /** Names of hosts in the code's texts. */
  readonly hosts: readonly string[];
  /** Names of attributes that the code gives objects. */
  readonly attributes: readonly string[];
  /** Whether the code has to do with mail: then addresses are not those of houses. */
  readonly isAboutMail: boolean;
  /** Paths of files that suit the code. */
  readonly paths: readonly string[];
  /** Literal dicts and lists that the task's text shows. */
  readonly shown: readonly Node[];
  /** Whether a value stands in the code: then others that stand beside it belong to it. */
  isKnown(source: string): boolean;
  /** Columns of tables that the task's text describes: what a change may name. */
  readonly columns: readonly Column[];
};

type Column = { readonly name: string; readonly source: string };

/** The variables of modules, in the order of their sources. */
export const variablesOf = (roots: readonly Node[]): ReadonlyMap<string, Node> =>
  new Map(
    roots.flatMap((root) =>
      root.children.flatMap((statement) => {
        const assignment = statement.kind === 'expression_statement' ? statement.children[0] : undefined;
        const [name, value] = [assignment?.children[0], assignment && after(assignment, '=')];
        if (assignment?.kind !== 'assignment' || name?.kind !== 'identifier' || !value) return [];
        return [[name.text, value] as const];
      }),
    ),
  );

/** Words that tell nothing of what a thing is. */
const EMPTY_WORDS = new Set(
  'id ids name names db list data type key value max min default current the of to new old all my input allowed valid dict map mapping store database table set'.split(
    ' ',
  ),
);

const PEOPLE = new Set(
  'user owner author account member requester requesting uid creator employee emp customer client staff acting active person patient username viewer sender'.split(
    ' ',
  ),
);

/** The words of a name that say what it is about; whoever it calls a person is a user. */
const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split(/[^a-z]+/)
      .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
      .filter((word) => word.length > 1 && !EMPTY_WORDS.has(word))
      .map((word) => (PEOPLE.has(word) ? 'user' : word)),
  );

const areAlike = (a: string, b: string): boolean => {
  const words = wordsOf(b);
  return [...wordsOf(a)].some((word) => words.has(word));
};

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i;
const FILE_NAME = /\.(py|txt|json|csv|html?|ya?ml|xml|db|zip|ini|md|log|png|jpe?g|gif|pdf|svg)$/i;

/** Whether a text with a dot is more likely the name of a file than of a host. */
export const isFileName = (text: string): boolean => FILE_NAME.test(text);

const hostsIn = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap((node) => {
    const text = textOf(node) ?? '';
    const host = /^https?:\/\/([^/:?#]+)/.exec(text)?.[1] ?? text;
    return HOST.test(host) && !isFileName(host) ? [host] : [];
  });

/**
 * @param prose the task's instruction and the docstrings, for people
 * @param columns values of tables that the prose describes
 */
export const readContext = (roots: readonly Node[], prose: string, columns: readonly Column[]): Context => {
  const variables = variablesOf(roots);
  const nodes = roots.flatMap((root) => [...walk(root)]);
  const entries = nodes.filter(({ kind }) => kind === 'dictionary').flatMap(entriesOf);
  const scalars = entries.flatMap(({ key, value }) => {
    const name = textOf(key);
    return name !== undefined && isScalar(value) ? [{ name, source: value.text }] : [];
  });
  const text = roots.map((root) => root.text).join('\n');
  const literals = new Set(nodes.filter(isScalar).map(({ text }) => text));
  const known = [...scalars, ...columns];
  const keyedBy = (matches: (key: string) => boolean): readonly string[] =>
    known.filter(({ name }) => matches(name)).map(({ source }) => source);
  const identifiers = new Set(nodes.filter(({ kind }) => kind === 'identifier').map(({ text }) => text));
  return {
    classes: new Map(roots.flatMap((root) => [...classesOf(root)])),
    keyed(name) {
      const exact = keyedBy((key) => key === name);
      return exact.length > 0 ? exact : keyedBy((key) => areAlike(key, name));
    },
    members: (name) =>
      [...variables].flatMap(([variable, value]) =>
        areAlike(variable, name)
          ? membersOf(unwrapped(value))
              .filter(isScalar)
              .map(({ text }) => text)
          : [],
      ),
    told: (name) => toldOf(name, prose, identifiers),
    hosts: unique(hostsIn(nodes)),
    attributes: unique([...text.matchAll(/\bself\.([a-z]\w*)\s*=[^=]/g)].map(([, name = '']) => name)),
    isAboutMail: /smtp|e-?mail|reply-to/i.test(text),
    paths: pathsFor(text),
    shown: literalsIn(prose),
    isKnown: (source) => literals.has(source),
    columns,
  };
};
