import type { Edit } from '../edit.ts';
import { type Call, callsIn, setKeyword } from '../kit/calls.ts';
import { quote } from '../kit/quote.ts';

const KNOWN = /^tarfile\.(open|TarFile|TarFile\.open)\(\)\.(extract|extractall)$/;

const isTar = ({ name, callee }: Call): boolean =>
  name === undefined ? /^tar\w*\.extract(all)?$/.test(callee.text) : KNOWN.test(name);

const isOpen = ({ keywords }: Call): boolean => {
  const filter = keywords.get('filter')?.value.text;
  return filter === undefined || /fully_trusted/.test(filter);
};

/**
 * `tar.extractall(folder)` gets `filter="data"` (PEP 706): names and links that lead out of the folder, and devices,
 * are refused. Ordinary archives are unpacked as before, without set-user-ID bits and owners.
 */
export const tarDataFilter: Edit = {
  id: 'tar-data-filter',
  title: 'Unpack archives inside their folder',
  cwes: [22, 59],
  keeps: 'behaviour',
  sites: (source) =>
    callsIn(source)
      .filter((call) => isTar(call) && !call.splat && isOpen(call))
      .map((call) => ({
        about: [call.node],
        what: 'refuse names and links that lead out of the folder: filter="data"',
        changes: [setKeyword(call, 'filter', quote(source, 'data'))],
      })),
};
