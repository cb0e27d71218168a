import { mustBeUnguessable, wordsOf } from '../../knowledge/names.ts';
import { child, type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, replace } from '../kit/calls.ts';
import { reach } from '../kit/reach.ts';
import { ancestors, functionAround, type Source } from '../source.ts';

const PICKS =
  /^random\.(choice|choices|sample|shuffle|randint|randrange|getrandbits|randbytes|random|uniform)$/;

/** What the module `secrets` has under the same name and with the same meaning. */
const IN_SECRETS = /^random\.choice$/;

/** A program that seeds its generator wants the same numbers again. */
const isSeeded = (source: Source): boolean => callsIn(source).some(({ name }) => name === 'random.seed');

/** What a value is kept under or made for: targets of assignments and keywords around it, and the function's name. */
const purposes = (source: Source, node: Node): readonly string[] => {
  const names: string[] = [];
  for (const around of ancestors(source, node)) {
    const target = /^(assignment|augmented_assignment|keyword_argument)$/.test(around.kind)
      ? operands(around)[0]
      : undefined;
    if (target) names.push(target.text);
    const key = around.kind === 'pair' ? operands(around)[0] : undefined;
    if (key) names.push(key.text.replaceAll(/^['"]|['"]$/g, ''));
    if (around.kind === 'function_definition') {
      names.push(child(around, 'identifier')?.text ?? '');
      break;
    }
  }
  return names;
};

/** Names of things that may be secrets, where many picks make one text. */
const MAY_BE = /_(keys?|codes?|ids?|identifiers?)_$/;

const isJoined = (source: Source, node: Node): boolean => {
  for (const around of ancestors(source, node)) {
    if (around.kind === 'call' && /\.join$/.test(around.children[0]?.text ?? '')) return true;
    if (around.kind === 'block') return false;
  }
  return false;
};

const isSecret = (source: Source, node: Node): boolean => {
  const names = purposes(source, node);
  return (
    names.some(mustBeUnguessable) ||
    (isJoined(source, node) && names.some((name) => MAY_BE.test(wordsOf(name))))
  );
};

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const name = call.name ?? '';
  if (!PICKS.test(name) || !isSecret(source, call.node)) return undefined;
  const inSecrets = IN_SECRETS.test(name) ? reach(source, call.callee, 'secrets.choice') : undefined;
  const reached = inSecrets ?? reach(source, call.callee, 'random.SystemRandom');
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  const callee = inSecrets ? text : `${text}().${call.method}`;
  return {
    about: [functionAround(source, call.node) ?? call.node],
    what: `draw from the system's generator: ${callee}`,
    changes: [replace(call.callee, callee)],
    ...needs,
  };
};

/** `uuid.uuid1()` tells time and machine. */
const uuidAt = (source: Source, call: Call): EditSite | undefined => {
  if (call.name !== 'uuid.uuid1' || call.args.length > 0 || call.keywords.size > 0) return undefined;
  const reached = isSecret(source, call.node) ? reach(source, call.callee, 'uuid.uuid4') : undefined;
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  return {
    about: [functionAround(source, call.node) ?? call.node],
    what: `draw it at random: ${text}`,
    changes: [replace(call.callee, text)],
    ...needs,
  };
};

/**
 * Where a secret is made (a token, a password, a code, by the names around it), `random.choice` becomes
 * `secrets.choice`, and other functions of `random` those of `random.SystemRandom()`. The system's generator cannot be
 * predicted from what it gave. Values are drawn from the same set with the same chances.
 */
export const secureRandom: Edit = {
  id: 'secure-random',
  title: 'Draw secrets from the system',
  cwes: [338, 330],
  keeps: 'behaviour',
  sites: (source) =>
    isSeeded(source)
      ? []
      : callsIn(source).flatMap((call) => siteAt(source, call) ?? uuidAt(source, call) ?? []),
};
