import type { Node } from '../../syntax/python.ts';
import { operands } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { callsIn, replace } from '../kit/calls.ts';
import type { Source } from '../source.ts';

const EVERYWHERE = /^(['"])0\.0\.0\.0\1$/;

const siteOf = (about: Node, address: Node): readonly EditSite[] =>
  EVERYWHERE.test(address.text)
    ? [
        {
          about: [about],
          what: 'listen on this machine only: 127.0.0.1',
          changes: [replace(address, address.text.replace('0.0.0.0', '127.0.0.1'))],
        },
      ]
    : [];

/** `app.run(host="0.0.0.0")`, `socket.bind(("0.0.0.0", port))` */
const ofCalls = (source: Source): readonly EditSite[] =>
  callsIn(source).flatMap(({ node, method, args, keywords }) => {
    const host = keywords.get('host')?.value;
    const [first] = args[0]?.kind === 'tuple' ? operands(args[0]) : [];
    const bound = /^(bind|HTTPServer|ThreadingHTTPServer|TCPServer|make_server|create_server)$/.test(method)
      ? (first ?? args[0])
      : undefined;
    return [host, bound].flatMap((address) => (address ? siteOf(node, address) : []));
  });

/**
 * A server that listens on all addresses of the machine listens on 127.0.0.1: who only tries it out, or runs it behind
 * a proxy, need not offer it to the network. Where others should reach it directly, this must be undone.
 */
export const localHost: Edit = {
  id: 'local-host',
  title: 'Listen on this machine only',
  cwes: [605, 1327, 668],
  keeps: 'purpose',
  sites: ofCalls,
};
