import type { Call } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { unanswered } from '../taint.ts';

const LOADERS =
  /^(pickle|dill|cloudpickle|joblib|shelve|jsonpickle|marshal|pandas)\.(loads?|open|decode|read_pickle|Unpickler|DbfilenameShelf)$|^(torch|numpy)\.load$|^jsonpickle\.unpickler\.decode$/;

/** Its signature was compared, or it was chosen from what is known. */
const VERIFIED: ReadonlySet<Trait> = new Set(['vetted', 'member', 'digest', 'number']);

/** Loaders of the library that make objects; those of the program are taken to be careful. */
const OPEN_YAML = /^yaml\.(C?Loader|C?FullLoader|C?UnsafeLoader)$/;

const judge = (call: Call): Report | boolean => {
  const { name, args, keywords, state } = call;
  if (/^yaml\.(load|load_all|unsafe_load|unsafe_load_all|full_load|full_load_all)$/.test(name))
    return yaml(call);
  if (!LOADERS.test(name)) return false;
  if (name === 'torch.load') return keywords.get('weights_only')?.constant !== true && { confidence: 'low' };
  if (name === 'numpy.load') return keywords.get('allow_pickle')?.constant === true;
  const [data] = args;
  if (data === undefined || data.constant !== undefined) return false;
  if (data.atoms.length > 0) return unanswered(data, state, VERIFIED) !== undefined;
  return data.ref !== 'open()' && { confidence: 'low' };
};

const yaml = ({ name, args, keywords }: Call): Report | boolean => {
  const loader = keywords.get('Loader') ?? args[1];
  if (/unsafe|full/.test(name)) return { message: YAML };
  return (loader === undefined || OPEN_YAML.test(loader.ref ?? '')) && { message: YAML };
};

const YAML = 'This YAML loader can make any Python object, and so run code. Use yaml.safe_load.';

export const unsafeDeserialisation: Rule = {
  id: 'py/unsafe-deserialisation',
  cwes: [502],
  severity: 'high',
  confidence: 'medium',
  message:
    'Loading this format runs code that the data names. Use a plain data format such as JSON, or verify a signature first.',
  on: { call: judge },
};
