import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, dropArgument, replace } from '../kit/calls.ts';
import { reach } from '../kit/reach.ts';
import type { Source } from '../source.ts';

const LOADS = /^yaml\.(?:unsafe_|full_)?load(_all)?$/;

const OPEN_LOADER = /^yaml\.C?(Loader|FullLoader|UnsafeLoader)$/;

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const [, all = ''] = LOADS.exec(call.name ?? '') ?? [undefined];
  if (!LOADS.test(call.name ?? '') || call.splat) return undefined;
  const keyword = call.keywords.get('Loader');
  const loader = keyword?.value ?? call.args[1];
  if (loader && !OPEN_LOADER.test(source.nameOf(loader) ?? '')) return undefined;
  const reached = reach(source, call.callee, `yaml.safe_load${all}`);
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  const given = keyword?.node ?? loader;
  return {
    about: [call.node],
    what: `load plain data only: ${text}`,
    changes: [replace(call.callee, text), ...(given ? [dropArgument(source, call, given)] : [])],
    ...needs,
  };
};

/**
 * `yaml.load(text, Loader=yaml.Loader)` becomes `yaml.safe_load(text)`. The safe loader makes no objects of classes
 * that the document names, and so runs no code. Plain documents are read as before; those with Python's own tags are
 * refused.
 */
export const yamlSafeLoad: Edit = {
  id: 'yaml-safe-load',
  title: 'Load YAML without Python objects',
  cwes: [502, 20],
  keeps: 'behaviour',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
