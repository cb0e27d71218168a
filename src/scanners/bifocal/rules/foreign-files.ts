import { type Node, walk } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import { asksForOwner } from '../know/guards.ts';
import type { Report, Rule } from '../rule.ts';

const CHANGES =
  /^(os\.(remove|unlink|rename|replace|rmdir|chmod|chown|truncate|utime)|shutil\.(move|rmtree|copy|copy2|copyfile|copytree|chown))$/;

const CHANGES_PATH =
  /^(unlink|rename|replace|rmdir|chmod|write_text|write_bytes|touch|symlink_to|hardlink_to)$/;

/** A file that is named from outside is changed. */
const changes = ({ name, method, receiver, args }: Call): boolean => {
  if (CHANGES.test(name)) return args.some(({ atoms }) => atoms.length > 0);
  return CHANGES_PATH.test(method) && args.length < 2 && receiver !== undefined && receiver.atoms.length > 0;
};

/** The function reckons with files that are not its user's: it goes on where it may not touch one. */
const passesOver = (body: Node): boolean => {
  for (const { kind, text } of walk(body)) {
    if (kind === 'except_clause' && /^except[^:]*\bPermissionError\b/.test(text))
      return !/\braise\b/.test(text);
  }
  return false;
};

const judge = ({ info, calls }: Finished): Report | undefined => {
  const call = calls.find(changes);
  return call && passesOver(info.body) && !asksForOwner(info) ? { node: call.node } : undefined;
};

export const foreignFiles: Rule = {
  id: 'py/foreign-files',
  cwes: [281, 732],
  severity: 'medium',
  confidence: 'low',
  message:
    'Files are changed whoever owns them, and with more rights nothing would stop it. Compare the owner (st_uid) with os.getuid() first.',
  on: { finish: judge },
};
