import type { Edit, EditSite, Helper } from '../edit.ts';
import { type Call, callsIn } from '../kit/calls.ts';
import { allNeeds, reach, reachHelper } from '../kit/reach.ts';
import type { Source } from '../source.ts';

const UNPICKLER: Helper = {
  name: '_PlainUnpickler',
  imports: ['pickle'],
  code: `class _PlainUnpickler(pickle.Unpickler):
    """Loads plain data: a pickle that names any other class or function is refused."""

    plain = {
        "builtins": {"bytearray", "complex", "frozenset", "range", "set", "slice"},
        "collections": {"OrderedDict", "deque"},
        "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
        "decimal": {"Decimal"},
        "uuid": {"UUID"},
    }

    def find_class(self, module, name):
        if name in self.plain.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")`,
};

const LOADS = /^(c?[pP]ickle|_pickle)\.(loads?)$/;

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const [, , method] = LOADS.exec(call.name ?? '') ?? [];
  const [data] = call.args;
  if (method === undefined || data === undefined || call.args.length > 1 || call.splat) return undefined;
  const helper = reachHelper(source, UNPICKLER);
  const memory = method === 'loads' ? reach(source, call.node, 'io.BytesIO') : undefined;
  if (helper === undefined || (method === 'loads' && memory === undefined)) return undefined;
  return {
    about: [call.node],
    what: 'load plain data only',
    changes: [
      { start: call.callee.start, end: call.callee.end, text: helper.text },
      ...(memory
        ? [
            { start: data.start, end: data.start, text: `${memory.text}(` },
            { start: data.end, end: data.end, text: ')' },
          ]
        : []),
      { start: call.node.end, end: call.node.end, text: '.load()' },
    ],
    ...allNeeds(helper, ...(memory ? [memory] : [])),
  };
};

/**
 * `pickle.loads(data)` becomes a loader that comes along and refuses every class and function but a few plain ones, as
 * Python's documentation shows it ("Restricting Globals"): no code of the data's choice runs. Lists, dictionaries,
 * texts, numbers, sets and dates load as before; objects of other classes raise `pickle.UnpicklingError`.
 *
 * There is no edit that turns pickle into JSON: what was stored would be lost, and not everything fits.
 */
export const plainUnpickler: Edit = {
  id: 'plain-unpickler',
  title: 'Unpickle plain data only',
  cwes: [502],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
