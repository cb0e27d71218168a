import { isSecretName } from '../../../knowledge/names.ts';
import { codeOf } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';

const WRITES = /^(write|writelines|write_text|dump|writerow|writerows|safe_dump)$/;

const opensToWrite = ({ method, args, keywords, name }: Call): boolean => {
  if (method !== 'open' || /^(os|webbrowser|zipfile|tarfile)\./.test(name)) return false;
  const mode = String((keywords.get('mode') ?? args[name.startsWith('pathlib') ? 0 : 1])?.constant ?? 'r');
  return /[wax]/.test(mode);
};

/** What makes the file its owner's alone. */
const CLOSES =
  /\bumask\b|\bos\.open\b|\bmkstemp\b|NamedTemporaryFile|\bmkdtemp\b|\bopener\b|\bencrypt|\bFernet\b|\bhash/i;

/** A mode that leaves the file to its owner and the group; one that is not known is believed. */
const closes = ({ method, args, keywords, receiver, name }: Call): boolean => {
  if (!/^f?chmod$/.test(method)) return false;
  const mode = (keywords.get('mode') ?? args[receiver && !/^os\./.test(name) ? 0 : 1])?.constant;
  return typeof mode !== 'number' || (mode & 0o007) === 0;
};

const WORDS =
  /secret|password|passw|credential|token|api_?key|(private|protected|ssh|signing|encryption)_?key|confidential|sensitive/i;

/** A secret by the name of what is written, or by what the function says that it stores. */
const isSecret = ({ atoms }: Value): boolean =>
  atoms.some(
    ({ source, traits }) => !traits.has('digest') && (isSecretName(source.name) || WORDS.test(source.name)),
  );

const judge = ({ info, calls }: Finished): Report | undefined => {
  if (calls.some(closes) || CLOSES.test(codeOf(info.body))) return undefined;
  const opened = calls.find(opensToWrite) ?? calls.find(({ method }) => method === 'write_text');
  if (opened === undefined) return undefined;
  const written = calls.filter(({ method }) => WRITES.test(method)).flatMap(({ args }) => args);
  const isTold = WORDS.test(info.name) && written.some(({ atoms }) => atoms.length > 0);
  return isTold || written.some(isSecret) ? { node: opened.node } : undefined;
};

export const readableSecret: Rule = {
  id: 'py/readable-secret',
  cwes: [732, 276, 312],
  severity: 'medium',
  confidence: 'medium',
  message:
    'A secret is written to a file that others on the machine may read. Open it with os.open and the mode 0o600.',
  on: { finish: judge },
};
