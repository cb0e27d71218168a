import { child, operands } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import { asksForOwner, keepsOthersOut } from '../know/guards.ts';
import type { Report, Rule } from '../rule.ts';

const ASKS = /^(exists|lexists|isfile|isdir|is_file|is_dir|access|islink|is_symlink|getsize|getmtime)$/;

/** Functions of a file whose outcome another process can change. */
const CHANGES =
  /^(os\.(rename|replace|rmdir|chmod|chown|mkdir|link|symlink|truncate|path\.getsize|path\.getmtime)|shutil\.(move|rmtree|copy|copy2|copyfile)|pathlib\.Path\(\)\.(rename|replace|rmdir|write_text|write_bytes|touch))$/;

/** The path that a call is about, as it is written. */
const pathOf = ({ node, receiver, name }: Call): string | undefined => {
  const [callee, list] = node.children;
  const first = list && operands(list)[0];
  const isFunction = /^(os|shutil|os\.path)\.\w+$/.test(name) || receiver === undefined;
  return isFunction ? first?.text : callee?.children[0]?.text;
};

const opensToWrite = ({ name, method, args, keywords }: Call): boolean => {
  if (method !== 'open') return false;
  const mode = String((keywords.get('mode') ?? args[name.startsWith('pathlib') ? 0 : 1])?.constant ?? 'r');
  return /[wa+]/.test(mode);
};

/** Removing fails where there is nothing: worth a word only of a path that callers choose themselves. */
const removes = ({ name, args, receiver }: Call): boolean =>
  /^os\.(remove|unlink)$|\bPath\(\)\.unlink$/.test(name) &&
  [args[0] ?? receiver].some((path) => path?.atoms.some(({ direct }) => direct) === true);

/** Where the content gives the name, whoever comes first writes the same. */
const isContentAddressed = ({ args, receiver }: Call): boolean =>
  [receiver, args[0]].some((path) => path?.atoms.some(({ traits }) => traits.has('digest')) === true);

const changes = (call: Call): boolean =>
  (CHANGES.test(call.name) || opensToWrite(call) || removes(call)) && !isContentAddressed(call);

/** What a function of a store asks, and what it changes there. */
const ASKS_STORE = /^(\w+_)?(exists?|has|contains|is_available|available)(_\w+)?$/;

const CHANGES_STORE =
  /^(update|delete|remove|insert|create|add|save|set|put|write|upsert|increment|decrement|withdraw|deposit|transfer|reserve|book|assign|deactivate|activate)(_\w+)?$/;

/** Objects that others use at the same time. */
const STORES =
  /(db|database|store|storage|repo|repository|conn|connection|cursor|session|table|collection|redis|client|service|dao|api)$/i;

const objectOf = ({ node }: Call): string | undefined => child(node, 'attribute')?.children[0]?.text;

const argumentOf = ({ node }: Call): string | undefined => {
  const list = child(node, 'argument_list');
  return list && operands(list)[0]?.text;
};

const STORE =
  'Between the question and the change, another request may change the record. Do both in one statement or transaction.';

const judge = (finished: Finished): Report | undefined => {
  const { info, calls } = finished;
  if (keepsOthersOut(info) || asksForOwner(info)) return undefined;
  for (const [index, asked] of calls.entries()) {
    const later = calls.slice(index + 1);
    if (ASKS.test(asked.method)) {
      const path = pathOf(asked);
      const used = later.find(
        (call) =>
          call.state.frame === asked.state.frame &&
          changes(call) &&
          path !== undefined &&
          pathOf(call) === path,
      );
      if (used) return { node: used.node };
    } else if (ASKS_STORE.test(asked.method) && STORES.test(objectOf(asked) ?? '')) {
      const [object, argument] = [objectOf(asked), argumentOf(asked)];
      const used = later.find(
        (call) =>
          CHANGES_STORE.test(call.method) &&
          objectOf(call) === object &&
          argument !== undefined &&
          argumentOf(call) === argument,
      );
      if (used) return { node: used.node, message: STORE };
    }
  }
  return undefined;
};

export const checkThenUse: Rule = {
  id: 'py/check-then-use',
  cwes: [367],
  severity: 'medium',
  confidence: 'low',
  message:
    'Between the question and the use, another process may exchange the file. Use it at once and catch the error, open it with mode "x", or lock it.',
  on: { finish: judge },
};
