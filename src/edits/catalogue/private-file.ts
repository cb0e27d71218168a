import { isSecretName } from '../../knowledge/names.ts';
import { child, type Node, walk } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { addArgument, type Call, callsIn } from '../kit/calls.ts';
import { reach } from '../kit/reach.ts';
import { functionAround, type Source } from '../source.ts';

const SECRET =
  /secret|password|passw|credential|token|api_?key|(private|protected|ssh|signing|encryption)_?key|confidential|sensitive/i;

/** Whether a function is named for secrets, or something in it is. */
const isAboutSecrets = (owner: Node): boolean => {
  if (SECRET.test(child(owner, 'identifier')?.text ?? '')) return true;
  for (const { kind, text } of walk(owner))
    if (kind === 'identifier' && (isSecretName(text) || SECRET.test(text))) return true;
  return false;
};

/** What makes the file its owner's alone in some other way. */
const CLOSES = /\bchmod\b|\bumask\b|\bos\.open\b|\bopener\b|\bmkstemp\b|NamedTemporaryFile/;

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const mode = call.keywords.get('mode')?.value ?? call.args[1];
  if (!/^(io\.)?open$/.test(call.name ?? '') || call.splat || !/^['"][wax]/.test(mode?.text ?? ''))
    return undefined;
  const owner = functionAround(source, call.node);
  if (owner === undefined || !isAboutSecrets(owner) || CLOSES.test(owner.text)) return undefined;
  const reached = reach(source, call.node, 'os.open');
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  return {
    about: [call.node],
    what: 'make the file readable for its owner alone: mode 0o600',
    changes: [addArgument(call, `opener=lambda path, flags: ${text}(path, flags, 0o600)`)],
    ...needs,
  };
};

/**
 * In a function that deals with secrets, `open(path, "w")` gets an `opener` that makes the file with the mode 0o600.
 * What is written and read by the same user stays the same. A file that is there already keeps its mode.
 */
export const privateFile: Edit = {
  id: 'private-file',
  title: 'Keep secrets in private files',
  cwes: [732, 276, 312],
  keeps: 'behaviour',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
