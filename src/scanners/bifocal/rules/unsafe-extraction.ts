import type { Call, Finished } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';

const ANSWERS: ReadonlySet<Trait> = new Set([
  'contained',
  'prefix',
  'no-dots',
  'vetted',
  'basename',
  'common-path',
]);

/** Extracts a tar archive, whose names Python only checks when it is told to (PEP 706; by itself from 3.14 on). */
const extracts = ({ name, method, keywords, args }: Call): boolean =>
  (/^tarfile\.(open|TarFile)(\.open)?\(\)\.(extract|extractall)$/.test(name) ||
    (/^(extractall|extract)$/.test(method) && /\btar/i.test(name)) ||
    (name === 'shutil.unpack_archive' && keywords.get('format')?.constant !== 'zip')) &&
  !isFiltered(keywords.get('filter') ?? (method === 'unpack_archive' ? args[3] : undefined));

const isFiltered = (filter: Call['args'][number] | undefined): boolean =>
  filter !== undefined &&
  filter.constant !== 'fully_trusted' &&
  filter.ref !== 'tarfile.fully_trusted_filter';

/** Members that are chosen by a function of the program are taken to be checked there. */
const judge = ({ calls, tests }: Finished): Report | undefined => {
  if (tests.some(({ trait }) => ANSWERS.has(trait))) return undefined;
  const call = calls.find(extracts);
  const chosen = call?.keywords.get('members') ?? (call?.method === 'extractall' ? call.args[1] : undefined);
  return call && chosen === undefined ? { node: call.node } : undefined;
};

export const unsafeExtraction: Rule = {
  id: 'py/unsafe-extraction',
  cwes: [22],
  severity: 'high',
  confidence: 'medium',
  message:
    'Names in the archive may lead out of the folder. Pass filter="data", or check that every member stays inside.',
  on: { finish: judge },
};
